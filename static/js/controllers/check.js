// A field is looked at when it is left, and again while it is put right; nobody is told off for passing through.
// The words come from the server (data-required, data-invalid on the field), which has the last one.
const CONTROLS = "input, select, textarea";

function wrong(control, box) {
  const isEmpty = control.type === "checkbox" ? !control.checked : !control.value.trim();
  if (isEmpty) return control.required ? box.dataset.required : "";
  return control.type === "email" && control.validity.typeMismatch ? box.dataset.invalid : "";
}

function clear(control, box) {
  box.querySelectorAll(".field-error").forEach((error) => error.remove());
  box.classList.remove("field-wrong");
  control.removeAttribute("aria-invalid");
}

function tell(control, box, words, icons) {
  clear(control, box);
  const error = document.createElement("p");
  error.className = "field-error";
  error.id = `${control.id}_error`;
  error.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${icons}#problem"/></svg><span></span>`;
  error.lastChild.textContent = words;
  control.before(error);
  box.classList.add("field-wrong");
  control.setAttribute("aria-invalid", "true");
  const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  control.setAttribute("aria-describedby", [...described.add(error.id)].join(" "));
}

// The list on top of the page says what is left: a line that is put right is struck out, and the list goes with its last.
function strike(control) {
  const line = document.querySelector(`.notice-problem a[href="#${control.id}"]`)?.closest("li");
  if (!line) return;
  line.classList.add("put-right");
  if (!line.parentElement.querySelector("li:not(.put-right)")) line.closest(".notice").hidden = true;
}

export default function check(form) {
  const icons = document.querySelector("use[href*='/icons.']").getAttribute("href").split("#")[0];
  const seen = new WeakSet();
  form.addEventListener("input", ({ target }) => {
    seen.add(target);
    const box = target.matches(CONTROLS) && target.closest(".field-wrong");
    if (!box || wrong(target, box)) return;
    clear(target, box);
    strike(target);
  });
  form.addEventListener("focusout", ({ target }) => {
    const box = target.matches(CONTROLS) && seen.has(target) && target.closest(".field");
    const words = box && wrong(target, box);
    if (words) tell(target, box, words, icons);
  });
}
