// Minus and plus change the number; a form marked data-submit sends itself half a second after the last change.
export default function quantity(root) {
  const input = root.querySelector("input[type=number]");
  const form = input.form;
  let timer = 0;
  for (const button of root.querySelectorAll("[data-step]")) {
    button.type = "button";
    button.removeAttribute("name"); // else the form would step once more on the server
  }
  const bounded = (value) => Math.min(Math.max(value, Number(input.min || 0)), Number(input.max || Infinity));
  const changed = () => {
    for (const button of root.querySelectorAll("[data-step]")) {
      button.disabled = bounded(Number(input.value) + Number(button.dataset.step)) === Number(input.value);
    }
    if (!("submit" in root.dataset)) return;
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), 450);
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    event.preventDefault();
    input.value = bounded((Number(input.value) || 0) + Number(button.dataset.step));
    changed();
  });
  input.addEventListener("change", () => { input.value = bounded(Math.round(Number(input.value)) || Number(input.min || 1)); changed(); });
}
