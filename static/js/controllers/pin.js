// Where the phone is, as a map pin for the courier. It is asked when the button is pressed, and never before.
const PLACES = 5; // of a degree: a metre or so
const PATIENCE = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };

export default function pin(box) {
  const input = box.querySelector("input");
  const line = box.querySelector(".pin-set");
  const here = box.querySelector("[data-here]");
  const told = box.querySelector("[role=status]");
  const canTell = isSecureContext && "geolocation" in navigator;

  function set(value, words = "") {
    input.value = value;
    line.hidden = !value;
    here.hidden = Boolean(value) || !canTell;
    told.textContent = words;
    box.querySelector(".field-error")?.remove();
    box.classList.remove("field-wrong");
    if (!value) return;
    const [latitude, longitude] = value.split(",");
    line.querySelector("a").href = box.dataset.map.replaceAll("{lat}", latitude).replaceAll("{lon}", longitude);
  }

  here.addEventListener("click", () => {
    told.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(`${coords.latitude.toFixed(PLACES)},${coords.longitude.toFixed(PLACES)}`);
        line.querySelector("a").focus();
      },
      () => set("", box.dataset.refused),
      PATIENCE,
    );
  });
  box.querySelector("[data-off]").addEventListener("click", () => { set(""); here.focus(); });

  const saved = input.value;
  box.closest("form").addEventListener("change", ({ target }) => {
    if (saved && input.value === saved && ["area", "street"].includes(target.name)) set("", box.dataset.stale);
  });
  here.hidden = Boolean(saved) || !canTell;
  box.querySelector("[data-off]").hidden = false;
}
