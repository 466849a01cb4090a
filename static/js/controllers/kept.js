// Lists what the service worker has kept on this device: the cart, orders, products, the latest first.
const KEPT = "kept";

// A title out of the page's own HTML, where an apostrophe is written &#x27;.
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

function row(list, { address, title, time, template }) {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = address;
  link.textContent = plain(title);
  const when = item.querySelector("time");
  when.dateTime = time.toISOString();
  when.textContent = time.toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  list.prepend(item);
}

export default async function kept(box) {
  if (!("caches" in window) || !(await caches.has(KEPT))) return;
  const cache = await caches.open(KEPT);
  const template = box.querySelector("template");
  for (const key of await cache.keys()) {
    const { headers } = await cache.match(key);
    const section = box.querySelector(`[data-kept="${headers.get("X-Keep")}"]`);
    if (!section) continue;
    const title = decodeURIComponent(headers.get("X-Kept-Title") ?? "") || new URL(key.url).pathname;
    row(section.querySelector("ul"), { address: new URL(key.url).pathname, title, time: new Date(headers.get("X-Kept-At")), template });
    section.hidden = false;
    box.querySelector("[data-nothing]").hidden = true;
  }
}
