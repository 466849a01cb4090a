// On phones the buy bar appears once the real button has scrolled away above.
export default function buyBar(bar) {
  const button = document.getElementById(bar.dataset.for);
  if (!button) return;
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry.isIntersecting || entry.boundingClientRect.top > 0;
  }).observe(button);
}
