// Whoever takes a thing out of the cart by keys goes on at the next one, else at the one before, else at the words that
// say that the cart is empty. Fields and buttons of a line that stays keep the focus by their ids.
let place = null;

const rows = (root) => [...root.querySelectorAll(".line")];

export default function lines(root) {
  root.addEventListener("htmx:beforeRequest", ({ target }) => {
    const line = target.closest(".line");
    place = line && rows(root).indexOf(line);
  });
  const left = place;
  place = null;
  if (left === null || document.activeElement !== document.body) return;
  const found = rows(root);
  const next = (found[left] ?? found.at(-1))?.querySelector("a, button") ?? root.querySelector("h1");
  if (next.matches("h1")) next.tabIndex = -1;
  next.focus();
}
