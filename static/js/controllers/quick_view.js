// A look at a product without leaving the list, where there is a mouse and room. The card's link stays what it is.
import { openDialog } from "./dialog.js";

const ROOM = matchMedia("(hover: hover) and (min-width: 900px)");

async function look(card, root) {
  const link = card.querySelector("h3 a");
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const product = page.querySelector(".product");
  if (!product) return void location.assign(link.href);
  const title = product.querySelector("h1");
  const way = document.createElement("a");
  way.href = link.href;
  way.append(...title.childNodes);
  title.append(way);
  const dialog = openDialog({ kind: "quick", label: link.textContent, close: root.dataset.close, content: product });
  // What came of adding is told on the page behind.
  dialog.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.elt.id === "buy" && detail.successful) dialog.close(); });
  window.htmx?.process(product);
  product.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: product } }));
}

export default function quickView(root) {
  const offer = (event) => {
    const card = ROOM.matches && event.target.closest(".card");
    if (!card || card.querySelector(".card-look")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "card-look";
    button.textContent = root.dataset.word;
    button.setAttribute("aria-label", `${root.dataset.word}: ${card.querySelector("h3").textContent}`);
    button.addEventListener("click", () => look(card, root));
    card.append(button);
  };
  root.addEventListener("pointerover", offer);
  root.addEventListener("focusin", offer);
}
