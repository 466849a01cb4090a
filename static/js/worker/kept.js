// Pages that this device has seen and may show again: the cart, orders, the latest products. The server allows each
// with X-Keep and says whose it is with X-Person: when another person comes, or nobody, everything kept goes.
const SHELL_CACHE = `shell-${SHELL.version}`;
const KEPT = "kept";
const WHOSE = "/kept-person";

// Cookies stay out of it: the page is the same for everybody.
async function fillShell() {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll(SHELL.assets);
  await cache.put(SHELL.offline, await fetch(SHELL.offline, { credentials: "omit", cache: "reload" }));
}

async function dropOldShells() {
  for (const name of await caches.keys()) {
    if (name.startsWith("shell-") && name !== SHELL_CACHE) await caches.delete(name);
  }
}

// Counts how often everything went: an answer to a question from before is nobody's any more.
let forgotten = 0;
const forget = () => { forgotten += 1; return caches.delete(KEPT); };

async function note(request, answer, since) {
  if (since !== forgotten) return;
  await seePerson(answer);
  if (answer.ok) await keep(request, answer);
}

async function seePerson(answer) {
  const person = answer.headers.get("X-Person");
  if (!person) return;
  const known = await (await caches.open(KEPT)).match(WHOSE);
  if (known && (await known.text()) === person) return;
  await forget();
  await (await caches.open(KEPT)).put(WHOSE, new Response(person));
}

// One copy a page, whatever stood in the query.
const keyOf = (request) => new URL(request.url).pathname;

async function keep(request, answer) {
  const kind = answer.headers.get("X-Keep");
  if (!(kind in SHELL.most) || answer.redirected) return;
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.set("X-Kept-At", new Date().toISOString());
  headers.set("X-Kept-Title", encodeURIComponent(html.match(/<h1[^>]*>([^<]+)/)?.[1].trim() ?? ""));
  const cache = await caches.open(KEPT);
  const whose = await (await cache.match(WHOSE))?.text();
  if (whose !== answer.headers.get("X-Person")) return;
  await cache.delete(keyOf(request)); // the latest one is the last one
  await cache.put(keyOf(request), new Response(html, { headers }));
  await trim(cache, kind);
}

async function trim(cache, kind) {
  const same = [];
  for (const key of await cache.keys()) {
    if ((await cache.match(key)).headers.get("X-Keep") === kind) same.push(key);
  }
  for (const key of same.slice(0, -SHELL.most[kind])) await cache.delete(key);
}

const copyOf = async (request) => (await caches.open(KEPT)).match(keyOf(request));

function timeOf(moment) {
  const today = new Date().toDateString() === moment.toDateString();
  const day = today ? {} : { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(SHELL.language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
}

// The copy with a line above its content that says since when it may be wrong.
async function marked(copy, words) {
  const moment = new Date(copy.headers.get("X-Kept-At"));
  const time = `<time datetime="${moment.toISOString()}">${timeOf(moment)}</time>`;
  const line = `<p class="offline-line" role="status"><span class="wrap">${words.replace("{time}", time)}</span></p>`;
  const html = (await copy.text()).replace("<main ", `${line}<main `);
  return new Response(html, { headers: copy.headers });
}
