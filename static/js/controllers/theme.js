// Light, dark, or as the system says, at once and without a new page. The choice is a cookie that the server reads.
const YEAR = 60 * 60 * 24 * 365;

export default function theme(group) {
  const root = document.documentElement;
  const show = () => {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === (root.dataset.theme || "")));
    }
  };
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${button.value}; path=/; max-age=${button.value ? YEAR : 0}; samesite=lax${secure}`;
    if (button.value) root.dataset.theme = button.value; else delete root.dataset.theme;
    show();
  });
  show();
}
