// @ts-check
// Keeps one page for the time without a net: the page of a survey behind one link. There is a worker for
// each link, whose scope is that page, and a cache for each, with the page and the files in /static that it
// names. What is kept is the page as a stranger gets it: the questions, without what was saved, a name or a
// token. Nothing else of the site passes through here.
//
// It goes when the server no longer says until when it may be kept (the link is used, or the survey closed),
// when that day is over, and with the answer itself (answer.js). The name of the cache tells the day and the
// page: «samloft.answer 2026-12-05 /kristiansand/answer/7kqm2xwz0a4b».

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const page = new URL(worker.registration.scope).pathname;

/** @returns {Promise<string[]>} */
const ours = async () => (await caches.keys()).filter((name) => name.startsWith('samloft.answer ') && name.endsWith(` ${page}`));

async function letGo() {
  for (const name of await ours()) await caches.delete(name);
  await worker.registration.unregister();
}

/** Asks for the page to be kept, or learns that there is nothing to keep any longer. */
async function keep() {
  const answer = await fetch(`${page}?offline=1`);
  // A server that is away for a moment says nothing of the survey.
  if (answer.status === 429 || answer.status >= 500) return;
  const until = answer.headers.get('Samloft-Keep-Until');
  if (!until) return letGo();
  const name = `samloft.answer ${until} ${page}`;
  for (const old of await ours()) if (old !== name) await caches.delete(old);
  const cache = await caches.open(name);
  const parts = [...(await answer.clone().text()).matchAll(/"(\/static\/(?!answer_worker)[^"]+)"/g)].map((found) => found[1] ?? '');
  await cache.addAll([...new Set(parts)]);
  await cache.put(page, answer);
}

/** @param {string} address @returns {Promise<Response | undefined>} */
async function kept(address) {
  const today = new Date().toISOString().slice(0, 10);
  for (const name of await ours()) {
    if ((name.split(' ')[1] ?? '') < today) await letGo();
    else return (await caches.open(name)).match(address, { ignoreVary: true });
  }
  return undefined;
}

/** From the net, and from what is kept only without one. @param {FetchEvent} event @returns {Promise<Response>} */
async function load(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep().catch(() => {}));
    return answer;
  } catch {
    return (await kept(page)) ?? Response.error();
  }
}

worker.addEventListener('install', (event) => {
  void worker.skipWaiting();
  event.waitUntil(keep());
});

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate' && pathname === page) event.respondWith(load(event));
  else if (pathname.startsWith('/static/')) event.respondWith(kept(pathname).then((found) => found ?? fetch(event.request)));
});
