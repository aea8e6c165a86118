// @ts-check
// The enhancement layer. A form, a submit button or a link with data-swap="#id" fetches its own address and replaces the element
// #id with the element of the same id in the answer. Without script the same form or link is a normal page load.
//
//   data-swap="#id"   what to replace
//   data-live         on a GET form: submit by itself a moment after typing
//   data-say          in the answer: its text is read out in the page's live region (#live)
//   data-focus        in the answer, inside the target: gets focus
//   data-instead      in the answer: replaces the page's content, whatever the target was
//
// XMLHttpRequest parses HTML into a document without any sink that Trusted Types guards, and without running its scripts.

/** @typedef {{ page: Document, status: number, url: string }} Answer */
/** @typedef {{ method: string, url: string, target: string, body?: FormData | URLSearchParams }} Request */

const typingPause = 250;

/** The request under way for each target. @type {Map<string, { method: string, abort: () => void }>} */
const underWay = new Map();

/** Address of what is shown now, without fragment: tells a real step back from a jump within the page. */
let shown = location.pathname + location.search;

/** @param {Request} request @param {AbortSignal} signal @returns {Promise<Answer>} */
function fetchPage(request, signal) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.responseType = 'document';
    xhr.setRequestHeader('X-Partial', request.target);
    xhr.onload = () => {
      if (xhr.response) resolve({ page: xhr.response, status: xhr.status, url: xhr.responseURL });
      else reject(new Error('no page in the answer'));
    };
    xhr.onerror = () => reject(new Error('no answer'));
    xhr.onabort = () => reject(new Error('aborted'));
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(request.body ?? null);
  });
}

/** Read a message out. The region itself is never replaced, or screen readers would lose it. @param {string | null | undefined} text */
function say(text) {
  const live = document.getElementById('live');
  if (live && text) live.textContent = text;
}

/** Put the new element in the old one's place; whoever was writing inside goes on at the same letter. @param {Element} old @param {Element} fresh */
function replace(old, fresh) {
  const active = document.activeElement;
  const id = active && old.contains(active) ? active.id : '';
  const caret = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.selectionStart : null;
  old.replaceWith(document.adoptNode(fresh));
  if (!id) return;
  const again = document.getElementById(id);
  again?.focus({ preventScroll: true });
  if (caret !== null && (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement)) {
    try {
      again.setSelectionRange(caret, caret);
    } catch {
      // Fields like date have no caret.
    }
  }
}

/**
 * A POST without a usable answer may or may not have been saved. Sending it again could save it twice, so we only say so, beside the
 * text that still stands in the form. A server that knows better says it in its answer.
 * @param {HTMLFormElement} form
 * @param {string | null} [told]
 */
function tellFailed(form, told) {
  const words = told || (document.getElementById('live')?.dataset['failed'] ?? 'Vi fikk ikke svar. Teksten din står her ennå. Se etter om den ble lagret før du prøver igjen.');
  form.querySelector('[data-swap-failed]')?.remove();
  const note = document.createElement('div');
  note.className = 'ds-alert form__wide';
  note.dataset['color'] = 'danger';
  note.dataset['swapFailed'] = '';
  note.setAttribute('role', 'alert');
  note.tabIndex = -1;
  const paragraph = document.createElement('p');
  paragraph.textContent = words;
  note.append(paragraph);
  form.prepend(note);
  note.focus();
}

/** @param {Answer} answer @param {Request} request @param {boolean} push */
function show(answer, request, push) {
  const old = document.querySelector(request.target);
  const fresh = answer.page.querySelector(request.target);
  if (!old || !fresh) return false;
  // Read before the target leaves the answer: the message may stand inside it.
  const message = answer.page.querySelector('[data-say]')?.textContent;
  replace(old, fresh);
  if (answer.page.title) document.title = answer.page.title;
  // An answer with errors has the address of the form's action, which is no page of its own.
  if (push && answer.status < 400) {
    const url = new URL(answer.url);
    if (url.pathname + url.search !== shown) history.pushState({ swap: request.target }, '', answer.url);
    shown = url.pathname + url.search;
  }
  say(message);
  const focus = fresh.querySelector('[data-focus]') ?? (answer.status >= 400 ? fresh.querySelector('.ds-error-summary') : null);
  if (focus instanceof HTMLElement) focus.focus();
  fresh.dispatchEvent(new CustomEvent('swapped', { bubbles: true }));
  return true;
}

/** @param {Request} request @param {{ push: boolean, form?: HTMLFormElement }} how */
async function swap(request, how) {
  const reads = request.method === 'GET';
  const older = underWay.get(request.target);
  // An older question is dropped. An older save is let through: a second one beside it would save twice.
  if (older && older.method !== 'GET') return;
  older?.abort();

  const control = new AbortController();
  const mine = { method: request.method, abort: () => control.abort() };
  underWay.set(request.target, mine);
  document.querySelector(request.target)?.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetchPage(request, control.signal);
    // A question that must be answered first stands in place of the whole page.
    if (answer.page.querySelector('[data-instead]') && show(answer, { ...request, target: '#innhold' }, false)) return;
    if (show(answer, request, how.push)) return;
    // The answer is another kind of page: go there, if that is safe to ask for.
    const redirected = new URL(answer.url).href !== new URL(request.url, location.href).href;
    if (reads || (redirected && answer.status < 400)) location.assign(answer.url);
    else if (how.form) tellFailed(how.form, answer.page.querySelector('[data-say]')?.textContent);
  } catch {
    if (control.signal.aborted) return;
    if (reads) location.assign(request.url);
    else if (how.form) tellFailed(how.form);
  } finally {
    if (underWay.get(request.target) === mine) {
      underWay.delete(request.target);
      document.querySelector(request.target)?.removeAttribute('aria-busy');
    }
  }
}

/** The body as the browser would have sent it: only forms with files are multipart. @param {FormData} data @param {string} enctype */
function encode(data, enctype) {
  if (enctype === 'multipart/form-data') return data;
  const pairs = new URLSearchParams();
  for (const [name, value] of data) pairs.append(name, typeof value === 'string' ? value : value.name);
  return pairs;
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  const target = button?.dataset['swap'] ?? form.dataset['swap'];
  if (!target || !document.querySelector(target)) return;
  event.preventDefault();

  // getAttribute and not form.action: a field named "action" would shadow it.
  const url = new URL(button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', location.href);
  const method = (button?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get').toUpperCase();
  const body = encode(new FormData(form, button), form.enctype);
  if (method === 'GET') {
    url.search = String(body);
    swap({ method, url: url.href, target }, { push: true });
  } else {
    swap({ method, url: url.href, target, body }, { push: true, form });
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest('a[data-swap]') : null;
  const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || elsewhere || !(link instanceof HTMLAnchorElement)) return;
  const target = link.dataset['swap'];
  if (!target || !document.querySelector(target)) return;
  event.preventDefault();
  swap({ method: 'GET', url: link.href, target }, { push: true });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

/** @param {Event} event */
function onInput(event) {
  const field = event.target;
  const form = field instanceof Element ? field.closest('form') : null;
  if (!form?.hasAttribute('data-live') || (event instanceof InputEvent && event.isComposing)) return;
  // Drop the answer to what was written before: putting it in would undo the newest letters.
  const older = underWay.get(form.dataset['swap'] ?? '');
  if (older?.method === 'GET') older.abort();
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (form.isConnected) form.requestSubmit();
  }, typingPause);
}

/** Back and forward among addresses we pushed. @param {PopStateEvent} event */
function onPopState(event) {
  const now = location.pathname + location.search;
  if (now === shown) return;
  shown = now;
  const target = event.state?.swap;
  if (typeof target === 'string' && document.querySelector(target)) swap({ method: 'GET', url: location.href, target }, { push: false });
  else location.reload();
}

export function startSwapping() {
  document.addEventListener('submit', onSubmit);
  document.addEventListener('click', onClick);
  document.addEventListener('input', onInput);
  addEventListener('popstate', onPopState);
}
