// On phones the bar stands in for the real button: once that has scrolled away above, or (data-when="away") whenever
// it is out of sight. The wide margin makes a button that is still to come count as seen, even when a jump skips it.
export default function buyBar(bar) {
  const button = document.getElementById(bar.dataset.for);
  if (!button) return;
  const rootMargin = bar.dataset.when === "away" ? "0px" : "0px 0px 100000px 0px";
  new IntersectionObserver(([entry]) => { bar.hidden = entry.isIntersecting; }, { rootMargin }).observe(button);
}
