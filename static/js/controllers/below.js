// What was asked for goes in while its place is still below the view; somebody who was quicker and looks at the place
// has nothing moved under the eyes and finds it when coming back to it. Where the view is, is known for sure only as a
// frame begins: between frames the page may have been scrolled on without a script being told.
export default function below(place) {
  let late = null;
  const putIn = () => {
    if (late === null || place.getBoundingClientRect().top < innerHeight) return;
    window.htmx.swap(place, late, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 20 });
    late = null;
    watch.disconnect();
  };
  const watch = new IntersectionObserver(() => requestAnimationFrame(putIn));
  place.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== place || !event.detail.shouldSwap) return;
    event.detail.shouldSwap = false;
    late = event.detail.serverResponse;
    watch.observe(place);
  });
}
