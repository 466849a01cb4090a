// Binds behaviour to elements that ask for it: <form data-controller="quantity busy">.
// A controller is a module with one default function; it is loaded when the first element needs it.
const controllers = {
  "below": () => import("./controllers/below.js"),
  "busy": () => import("./controllers/busy.js"),
  "buy-bar": () => import("./controllers/buy_bar.js"),
  "check": () => import("./controllers/check.js"),
  "clock": () => import("./controllers/clock.js"),
  "filters": () => import("./controllers/filters.js"),
  "focus": () => import("./controllers/focus.js"),
  "gallery": () => import("./controllers/gallery.js"),
  "hold": () => import("./controllers/hold.js"),
  "kept": () => import("./controllers/kept.js"),
  "lines": () => import("./controllers/lines.js"),
  "live-cart": () => import("./controllers/live_cart.js"),
  "menu": () => import("./controllers/menu.js"),
  "more": () => import("./controllers/more.js"),
  "options": () => import("./controllers/options.js"),
  "pin": () => import("./controllers/pin.js"),
  "quantity": () => import("./controllers/quantity.js"),
  "quick-view": () => import("./controllers/quick_view.js"),
  "share": () => import("./controllers/share.js"),
  "stripe-element": () => import("./controllers/stripe_element.js"),
  "submit-on-change": () => import("./controllers/submit_on_change.js"),
  "suggest": () => import("./controllers/suggest.js"),
  "theme": () => import("./controllers/theme.js"),
  "toast": () => import("./controllers/toast.js"),
  "zoom": () => import("./controllers/zoom.js"),
};
const bound = new WeakMap();

async function bind(element) {
  const done = bound.get(element) ?? new Set();
  bound.set(element, done);
  for (const name of element.dataset.controller.split(/\s+/)) {
    if (done.has(name) || !controllers[name]) continue;
    done.add(name);
    const { default: start } = await controllers[name]();
    start(element);
  }
}

export function bindAll(root) {
  if (root.matches?.("[data-controller]")) bind(root);
  root.querySelectorAll("[data-controller]").forEach(bind);
}

document.documentElement.classList.add("scripted");
bindAll(document);
document.addEventListener("htmx:load", (event) => bindAll(event.detail.elt));
// The worker fetches its files when the page has what it needs, and not for people who save data.
if (navigator.serviceWorker && !navigator.connection?.saveData) {
  addEventListener("load", () => setTimeout(() => navigator.serviceWorker.register("/sw.js").catch(() => {}), 1000));
}
if (document.querySelector(".card, .gallery")) import("./controllers/transition.js");
