// @ts-check
// Keeps what is being written: a form with data-draft is sent there a moment after the last keystroke.
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
  const form = event.target instanceof HTMLTextAreaElement ? event.target.form : null;
  if (!form?.dataset['draft']) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, window.setTimeout(() => void keep(form), pause));
}

export function startKeeping() {
  document.addEventListener('input', onInput);
}
