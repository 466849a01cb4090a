// Who answers: pages come from the network and, when it is away or slower than the limit, from what was kept; the
// shop's own files come from the shell. Forms are none of our business, except that the doors make us forget.
const DOORS = /^\/(account\/(login|logout|signup)|staff\/logout)\//;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

addEventListener("install", (event) => event.waitUntil(fillShell().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(begin()));

// The network is asked while the worker itself wakes up.
async function begin() {
  await Promise.all([dropOldShells(), registration.navigationPreload?.enable()]);
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && DOORS.test(pathname)) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (SHELL.assets.includes(pathname)) event.respondWith(file(request, pathname));
});

function tooSlow() {
  return new Promise((_, reject) => { setTimeout(() => reject(new Error("slow")), SHELL.slow); });
}

async function page(event) {
  const { request } = event;
  const since = forgotten;
  const network = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(request)).then((answer) => {
    event.waitUntil(note(request, answer.clone(), since));
    return answer;
  });
  event.waitUntil(network.catch(() => {})); // an answer that comes too late is still kept
  const copy = await copyOf(request);
  try {
    return await (copy ? Promise.race([network, tooSlow()]) : network);
  } catch (error) {
    if (copy) return marked(copy, error.message === "slow" ? SHELL.words.slow : SHELL.words.offline);
    return (await caches.match(SHELL.offline)) ?? Response.error();
  }
}

// A name with a hash never changes its content; others are asked for first.
async function file(request, pathname) {
  const kept = await caches.match(pathname, { cacheName: SHELL_CACHE });
  if (kept && HASHED.test(pathname)) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}
