// Asks every two seconds, while the page is seen, whether the cart changed elsewhere; slower when the line is down.
// Somebody without an account and without a cart is not asked about.
const PAUSE = 2000;
const LONGEST = 60000;

export default function liveCart(root) {
  let pause = PAUSE;
  let timer = 0;
  const wanted = () => "always" in root.dataset || document.getElementById("cart") || document.querySelector("[data-cart-count]")?.textContent;
  const show = ({ version, count }) => {
    for (const badge of document.querySelectorAll("[data-cart-count]")) badge.textContent = count || "";
    const cart = document.getElementById("cart");
    if (!cart || String(version) === cart.dataset.version) return;
    // Somebody who is typing keeps their field: the next round brings the change.
    if (cart.contains(document.activeElement) && document.activeElement.matches("input")) return;
    window.htmx?.ajax("GET", cart.dataset.url, { target: "#cart", swap: "outerHTML" });
  };
  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    if (!wanted()) { timer = setTimeout(ask, pause); return; }
    try {
      const answer = await fetch(root.dataset.url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, LONGEST);
    }
    timer = setTimeout(ask, pause);
  };
  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, PAUSE);
}
