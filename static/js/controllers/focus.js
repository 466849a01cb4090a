// What must be read first takes the focus: an error summary, a page's answer.
export default function focus(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
  element.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
