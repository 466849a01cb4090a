// The search field offers searches, categories, stalls and products while somebody types: a combobox with a list.
// Without this, or while the line is slow, the form searches as it always does.
const PAUSE = 140;
const SHORTEST = 2;

export default function suggest(form) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  let timer, request, chosen = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  function choose(place) {
    options().forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    chosen = place;
    const option = options()[place];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    request?.abort();
    const words = field.value.trim();
    if (words.length < SHORTEST) return show(false);
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`, { signal: request.signal });
      if (!answer.ok) return show(false);
      list.innerHTML = await answer.text();
      options().forEach((option, place) => { option.id = `${list.id}-${place}`; });
      show(options().length > 0 && document.activeElement === field);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener("focus", () => { if (list.childElementCount) show(true); });
  field.addEventListener("keydown", (event) => {
    const number = options().length;
    if (list.hidden || !number) return;
    if (event.key === "ArrowDown") choose((chosen + 1) % number);
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : number - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  form.addEventListener("submit", () => { clearTimeout(timer); request?.abort(); show(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}
