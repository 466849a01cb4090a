// Filters open as a sheet on phones (an anchor without a script), keep the focus and give it back when they close.
export default function filters(sheet) {
  const opener = document.querySelector(`a[href="#${sheet.id}"]`);
  if (!opener) return;
  const set = (open) => {
    sheet.classList.toggle("open", open);
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", sheet.querySelector("h2").textContent]]) {
      if (open) sheet.setAttribute(name, value); else sheet.removeAttribute(name);
    }
    opener.setAttribute("aria-expanded", String(open));
    document.documentElement.style.overflow = open ? "hidden" : "";
    (open ? sheet.querySelector("a, input, summary") : opener).focus();
  };
  const keep = (event) => {
    const stops = [...sheet.querySelectorAll("a, button, input, summary")].filter((each) => !each.disabled && each.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  };
  opener.addEventListener("click", (event) => { event.preventDefault(); set(true); });
  opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); set(true); } });
  sheet.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) { event.preventDefault(); set(false); }
  });
  sheet.addEventListener("keydown", (event) => {
    if (!sheet.classList.contains("open")) return;
    if (event.key === "Escape") set(false);
    if (event.key === "Tab") keep(event);
  });
}
