// @ts-check
// Answering a survey where the net comes and goes. A form with data-answer is sent from here; without a
// net the answer is kept in the browser and sent when there is one again. The link behind it is good for
// one answer, so sending twice does nothing. Until it is sent, what is typed is kept for the tab alone:
// a shared machine forgets it. Without script it is a form like any other.

const store = 'samloft.answers';

/** @typedef {{ action: string, body: string }} Kept */

/** @returns {Kept[]} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(store) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {Kept[]} all @returns {boolean} */
function keepAll(all) {
  try {
    if (all.length === 0) localStorage.removeItem(store);
    else localStorage.setItem(store, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

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

/** @param {boolean} shown */
function tellKept(shown) {
  const note = document.querySelector('[data-kept]');
  if (!(note instanceof HTMLElement)) return;
  note.hidden = !shown;
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
      const here = new URL(one.action, location.href).pathname === location.pathname;
      if (led === null && here) return sendPlainly(one);
      if (led === null) continue; // it waits until its own page is opened, where it can be mended
      forget(one.action);
      forgetTyped();
      if (here) location.assign(led);
    } catch {
      return; // still without a net
    }
  }
}

/** Something must be mended: the page that says so is loaded as if there were no script. @param {Kept} one */
function sendPlainly(one) {
  const form = answerForm();
  if (!form) return;
  forget(one.action);
  fill(form, new URLSearchParams(one.body));
  const act = document.createElement('input');
  act.type = 'hidden';
  act.name = 'act';
  act.value = 'send';
  form.append(act);
  form.submit();
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('form[data-answer]')) return;
  if (event.submitter instanceof HTMLButtonElement && event.submitter.value !== 'send') return;
  const body = bodyOf(form) + '&act=send';
  const one = { action: form.action, body };
  if (!keepAll([...kept().filter((other) => other.action !== one.action), one])) return; // sent as a plain form
  event.preventDefault();
  void sendKept().then(() => tellKept(kept().some((other) => other.action === one.action)));
}

// --- what is typed and not sent yet, for this tab

const typedKey = () => `samloft.typed.${location.pathname}`;

function forgetTyped() {
  try {
    sessionStorage.removeItem(typedKey());
  } catch {
    // Nothing was kept.
  }
}

/** @param {HTMLFormElement} form @param {URLSearchParams} values */
function fill(form, values) {
  for (const field of form.elements) {
    if (field instanceof HTMLTextAreaElement) field.value = values.get(field.name) ?? field.value;
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) field.checked = values.getAll(field.name).includes(field.value);
  }
}

/** @param {HTMLFormElement} form */
function keepTyped(form) {
  try {
    sessionStorage.setItem(typedKey(), bodyOf(form));
  } catch {
    // It stands in the form.
  }
}

/** @param {HTMLFormElement} form */
function bringBackTyped(form) {
  try {
    const typed = sessionStorage.getItem(typedKey());
    // What came back with errors, or was saved, is newer.
    if (typed && !document.querySelector('.ds-error-summary') && !new URLSearchParams(location.search).has('saved')) fill(form, new URLSearchParams(typed));
  } catch {
    // Nothing was kept.
  }
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
  if (document.querySelector('[data-answered]')) forgetTyped();
  if (form) {
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
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', onReady);
  else onReady();
}
