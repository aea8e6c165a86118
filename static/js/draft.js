// @ts-check
// Keeps what is being written: a form with data-draft is sent there a moment after the last keystroke,
// but for the parts with data-unkept, which no draft holds.
// The page works without; then nothing is kept until it is saved.

const pause = 1500;
/** @type {WeakMap<HTMLFormElement, number>} */
const waiting = new WeakMap();

/** @param {HTMLFormElement} form */
async function keep(form) {
  const said = form.querySelector('[data-draft-state]');
  try {
    const answer = await fetch(form.dataset['draft'] ?? '', {
      method: 'POST',
      body: new URLSearchParams(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)))),
    });
    if (said && answer.headers.get('content-type')?.startsWith('text/plain')) said.textContent = await answer.text();
  } catch {
    // No answer: the next keystroke tries again, and what is typed stands in the form.
  }
}

/** @param {Event} event */
function onInput(event) {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
  const form = field.closest('[data-unkept]') ? null : field.form;
  if (!form?.dataset['draft']) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, window.setTimeout(() => void keep(form), pause));
}

export function startKeeping() {
  document.addEventListener('input', onInput);
}
