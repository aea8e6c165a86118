// @ts-check
// Answering a survey where the net comes and goes. A form with data-answer is sent from here; without a
// net the answer is kept in the browser and sent when there is one again. The link behind it is good for
// one answer, so sending twice does nothing. Until it is sent, what is typed is kept for the tab alone:
// a shared machine forgets it. A worker keeps the page itself, so that it opens without a net; it goes with the
// answer, or when its day is over (worker/answer_worker.js). Without script it is a form like any other.

const store = 'samloft.answers';

/** @typedef {{ action: string, body: string, until?: string | undefined }} Kept */

/** The browser's memory may be switched off or full. @template T @param {() => T} act @returns {T | undefined} */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const today = () => new Date().toISOString().slice(0, 10);

/** What waits to be sent; not what no survey would take any longer. @returns {Kept[]} */
const kept = () => attempt(() => JSON.parse(localStorage.getItem(store) ?? '[]').filter((/** @type {Kept} */ one) => (one.until ?? '9') >= today())) ?? [];

/** @param {Kept[]} all @returns {boolean} */
const keepAll = (all) =>
  attempt(() => {
    if (all.length === 0) localStorage.removeItem(store);
    else localStorage.setItem(store, JSON.stringify(all));
    return true;
  }) ?? false;

/** @param {string} action */
const forget = (action) => keepAll(kept().filter((one) => one.action !== action));

/** The token of forms has a life of its own: a kept answer is sent with a fresh one. @param {Kept} one @returns {Promise<string>} */
async function withFreshToken(one) {
  const page = await (await fetch(one.action)).text();
  const body = new URLSearchParams(one.body);
  body.set('csrf', page.match(/name="csrf" value="([0-9a-f]*)"/)?.[1] ?? '');
  return body.toString();
}

/** The address that the answer led to; null when it must be looked at (something is to be mended). Throws without a net. @param {Kept} one @returns {Promise<string | null>} */
async function send(one) {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  let answer = await fetch(one.action, { method: 'POST', headers, body: one.body });
  if (answer.status === 409 || answer.status === 403) answer = await fetch(one.action, { method: 'POST', headers, body: await withFreshToken(one) });
  // A server that is away for a moment is no net.
  if (answer.status >= 500 || answer.status === 429) throw new Error('no answer');
  if (!answer.ok) return null;
  return answer.url;
}

/** An answer that waits has been given: it stands on the page no longer. @param {boolean} shown */
function tellKept(shown) {
  const note = document.querySelector('[data-kept]'), form = answerForm();
  if (!(note instanceof HTMLElement) || !form) return;
  note.hidden = !shown;
  form.hidden = shown;
  const live = document.getElementById('live');
  if (shown && live) live.textContent = note.textContent;
  if (shown) note.scrollIntoView({ block: 'center' });
}

/** @param {HTMLFormElement} form @returns {string} */
function bodyOf(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  return body.toString();
}

/** @returns {HTMLFormElement | null} */
const answerForm = () => document.querySelector('form[data-answer]');

/** Sends what is kept. What stands on this page leads on to its thanks. */
async function sendKept() {
  for (const one of kept()) {
    try {
      const led = await send(one);
      const at = new URL(one.action, location.href).pathname, here = at === location.pathname;
      if (led === null && here) return sendPlainly(one, await withFreshToken(one));
      if (led === null) continue; // it waits until its own page is opened, where it can be mended
      forget(one.action);
      void letGo(at);
      if (here) location.assign(led); // which forgets what was typed
    } catch {
      return; // still without a net
    }
  }
}

/** Something must be mended: the page that says so is loaded as if there were no script. @param {Kept} one @param {string} body */
function sendPlainly(one, body) {
  forget(one.action);
  const form = Object.assign(document.createElement('form'), { method: 'post', action: one.action });
  for (const [name, value] of new URLSearchParams(body)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  document.body.append(form);
  form.submit();
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('form[data-answer]')) return;
  if (event.submitter instanceof HTMLButtonElement && event.submitter.value !== 'send') return;
  const body = bodyOf(form) + '&act=send';
  const one = { action: form.action, body, until: form.dataset['until'] };
  if (!keepAll([...kept().filter((other) => other.action !== one.action), one])) return; // sent as a plain form
  event.preventDefault();
  forgetTyped();
  void sendKept().then(() => tellKept(kept().some((other) => other.action === one.action)));
}

// --- what is typed and not sent yet, for this tab

const typedKey = () => `samloft.typed.${location.pathname}`;

const forgetTyped = () => attempt(() => sessionStorage.removeItem(typedKey()));

/** @param {HTMLFormElement} form @param {URLSearchParams} values */
function fill(form, values) {
  for (const field of form.elements) {
    if (field instanceof HTMLTextAreaElement) field.value = values.get(field.name) ?? field.value;
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) field.checked = values.getAll(field.name).includes(field.value);
  }
}

/** @param {HTMLFormElement} form */
const keepTyped = (form) => attempt(() => sessionStorage.setItem(typedKey(), bodyOf(form)));

/** @param {HTMLFormElement} form */
function bringBackTyped(form) {
  const typed = attempt(() => sessionStorage.getItem(typedKey()));
  // What came back with errors, or was saved, is newer.
  if (typed && !document.querySelector('.ds-error-summary') && !new URLSearchParams(location.search).has('saved')) fill(form, new URLSearchParams(typed));
}

// --- the page itself, for the time without a net

/** Lets go of pages: of those that may no longer be kept, and of the one at this path. @param {string} [at] */
async function letGo(at) {
  if (!('caches' in window)) return; // there are none without https
  for (const name of await caches.keys()) {
    const [kind, until = '', path = ''] = name.split(' ');
    if (kind !== 'samloft.answer' || (until >= today() && path !== at)) continue;
    await caches.delete(name);
    await (await navigator.serviceWorker.getRegistration(path))?.unregister();
  }
}

/** @param {HTMLFormElement} form */
async function keepPage(form) {
  const script = form.dataset['worker'] ?? '';
  /** The page's policy allows this maker of script addresses and no other. */
  const makers = /** @type {any} */ (window).trustedTypes?.createPolicy('samloft-answer', { createScriptURL: (/** @type {string} */ at) => (at.startsWith('/static/answer_worker-') ? at : '') });
  await navigator.serviceWorker.register(makers ? makers.createScriptURL(script) : script, { scope: location.pathname });
}

// --- questions that depend on others

/** @param {HTMLFormElement} form */
function showAsked(form) {
  const values = new FormData(form);
  for (const ask of form.querySelectorAll('[data-shown-if]')) {
    if (!(ask instanceof HTMLElement)) continue;
    const wanted = (ask.dataset['shownIfChoices'] ?? '').split(',');
    const before = form.elements.namedItem(ask.dataset['shownIf'] ?? '');
    const first = before instanceof RadioNodeList ? before[0] : before;
    const away = first instanceof HTMLElement && first.closest('[data-shown-if]')?.matches('[hidden]');
    ask.hidden = Boolean(away) || !values.getAll(ask.dataset['shownIf'] ?? '').some((value) => wanted.includes(String(value)));
  }
  // A section that is not shown takes its questions along.
  let hidden = false;
  for (const ask of form.querySelectorAll('.ask')) {
    if (!(ask instanceof HTMLElement)) continue;
    if (ask.matches('.ask--section') && !ask.matches('[data-line-of]')) hidden = Boolean(ask.hidden);
    else if (hidden) ask.hidden = true;
    else if (!ask.dataset['shownIf']) ask.hidden = false;
  }
}

/** @param {Event} event */
function onChange(event) {
  const form = event.target instanceof Element ? event.target.closest('form[data-answer]') : null;
  if (!(form instanceof HTMLFormElement)) return;
  keepTyped(form);
  showAsked(form);
}

function onReady() {
  const form = answerForm();
  const answered = document.querySelector('[data-answered]');
  if (answered) forgetTyped();
  void letGo(answered ? location.pathname : '');
  if (form) {
    void keepPage(form).catch(() => {}); // the page works without
    form.autocomplete = 'off';
    bringBackTyped(form);
    for (const words of form.querySelectorAll('[data-condition]')) if (words instanceof HTMLElement) words.hidden = true;
    showAsked(form);
  }
  void sendKept().then(() => tellKept(kept().some((one) => form !== null && one.action === form.action)));
}

export function startAnswering() {
  document.addEventListener('submit', onSubmit);
  document.addEventListener('input', onChange);
  document.addEventListener('change', onChange);
  addEventListener('online', () => void sendKept());
  // Back from another page: the server knows whether this link has been used since.
  addEventListener('pageshow', (event) => event.persisted && answerForm() && location.reload());
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', onReady);
  else onReady();
}
