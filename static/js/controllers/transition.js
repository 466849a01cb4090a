// The picture of a card travels to its product page and back, where the browser can do that.
const NAME = "product-picture";

function nameCard(address) {
  if (!address) return;
  const path = new URL(address).pathname;
  const link = [...document.querySelectorAll(".card h3 a")].find((each) => each.pathname === path);
  const picture = link?.closest(".card").querySelector(".picture");
  if (!picture) return;
  picture.style.viewTransitionName = NAME;
  setTimeout(() => { picture.style.viewTransitionName = ""; }, 1500);
}

window.addEventListener("pageswap", (event) => {
  if (event.viewTransition && !document.querySelector(".gallery")) nameCard(event.activation?.entry.url);
});
window.addEventListener("pagereveal", (event) => {
  if (event.viewTransition && !document.querySelector(".gallery")) nameCard(window.navigation?.activation?.from?.url);
});
