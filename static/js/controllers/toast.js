// A toast leaves by itself after eight seconds, but never while it is pointed at or holds the focus.
const STAY = 8000;

export default function toast(box) {
  let timer = 0;
  const leave = () => box.remove();
  const start = () => { timer = setTimeout(leave, STAY); };
  const stop = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
  const close = box.querySelector("[data-close]");
  if (close) { close.hidden = false; close.addEventListener("click", leave); }
  start();
}
