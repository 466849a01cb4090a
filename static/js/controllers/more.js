// What "Show more" brings takes the focus, so that the keyboard and readers go on where the list ended.
export default function more(nav) {
  nav.addEventListener("htmx:beforeRequest", ({ target }) => {
    const list = document.querySelector(target.getAttribute("hx-target"));
    const last = list.lastElementChild;
    list.addEventListener("htmx:afterSettle", () => last.nextElementSibling?.querySelector("a, button")?.focus({ preventScroll: true }), { once: true });
  });
}
