// On phones the bar stands in for the real button once that has scrolled away above. The wide margin makes a button
// that is still to come count as seen, even when a jump skips it.
export default function buyBar(bar) {
  const button = document.getElementById(bar.dataset.for);
  if (!button) return;
  new IntersectionObserver(([entry]) => { bar.hidden = entry.isIntersecting; }, { rootMargin: "0px 0px 100000px 0px" }).observe(button);
}
