// Filters open as a sheet on phones (an anchor without a script) and give the focus back when they close.
export default function filters(sheet) {
  const opener = document.querySelector(`a[href="#${sheet.id}"]`);
  if (!opener) return;
  const set = (open) => {
    sheet.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
    document.documentElement.style.overflow = open ? "hidden" : "";
    (open ? sheet.querySelector("a, input, summary") : opener).focus();
  };
  opener.addEventListener("click", (event) => { event.preventDefault(); set(true); });
  sheet.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) { event.preventDefault(); set(false); }
  });
  sheet.addEventListener("keydown", (event) => { if (event.key === "Escape" && sheet.classList.contains("open")) set(false); });
}
