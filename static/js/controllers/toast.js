// A toast leaves by itself after eight seconds, but never while it is pointed at or holds the focus, and on Escape. One
// that stands in a page (in the style guide) and does not float above it stays.
const STAY = 8000;

export default function toast(box) {
  const floats = box.closest(".toasts");
  let timer = 0;
  const leave = () => box.remove();
  const start = () => { if (floats) timer = setTimeout(leave, STAY); };
  const stop = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
  document.addEventListener("keydown", ({ key }) => { if (floats && key === "Escape") leave(); });
  const close = box.querySelector("[data-close]");
  if (close) { close.hidden = false; close.addEventListener("click", leave); }
  start();
}
