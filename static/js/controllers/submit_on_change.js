// A select or tick sends its form; the button that does it without a script goes away.
export default function submitOnChange(form) {
  form.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });
  form.addEventListener("change", (event) => { if (!event.target.matches("[data-wait]")) form.requestSubmit(); });
}
