// What was asked for goes in while its place is still below the view; somebody who was quicker and looks at the place
// has nothing moved under the eyes and finds it when coming back to it.
export default function below(place) {
  let late = null;
  const watch = new IntersectionObserver(([entry]) => {
    if (late === null || entry.boundingClientRect.top < innerHeight) return;
    window.htmx.swap(place, late, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 20 });
    late = null;
    watch.disconnect();
  });
  place.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== place || place.getBoundingClientRect().top >= innerHeight) return;
    event.detail.shouldSwap = false;
    late = event.detail.serverResponse;
    watch.observe(place);
  });
}
