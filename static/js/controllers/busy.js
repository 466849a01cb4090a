// A form's button says that it works: same width, busy line, and its words from data-busy. A second press does nothing.
// htmx does not see the name and value of a button that stands outside its form (the plus on a card).
function carry(form, button) {
  const field = form.querySelector("[data-carried]") ?? form.appendChild(document.createElement("input"));
  Object.assign(field, { type: "hidden", name: button.name, value: button.value });
  field.dataset.carried = "";
}

export default function busy(form) {
  const rest = () => {
    for (const button of document.querySelectorAll("[aria-busy]")) {
      if (button.form !== form) continue;
      button.removeAttribute("aria-busy");
      if (button.dataset.idle) button.lastChild.textContent = button.dataset.idle;
    }
    delete form.dataset.sent;
  };
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation(); // htmx listens on the same form
      return;
    }
    const button = event.submitter;
    if (!button) return;
    form.dataset.sent = "yes";
    if (button.name && !form.contains(button)) carry(form, button);
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) {
      button.style.minWidth = `${button.offsetWidth}px`;
      button.dataset.idle = button.lastChild.textContent;
      button.lastChild.textContent = button.dataset.busy;
    }
  }, { capture: true });
  form.addEventListener("htmx:afterRequest", rest);
  window.addEventListener("pageshow", rest);
}
