// @ts-check
// Small helpers of the page. All listen on the document, so they also serve what swap.js puts in later.
import { recall, remember } from './store.js';

const root = document.documentElement;

/** The element an event came from, or null for a text node or the document. @param {Event} event */
const origin = (event) => (event.target instanceof Element ? event.target : null);

function isDark() {
  const chosen = root.dataset['colorScheme'];
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

function toggleScheme() {
  const scheme = isDark() ? 'light' : 'dark';
  root.dataset['colorScheme'] = scheme;
  remember('scheme', scheme);
}

/** Shortcuts of one key can be turned off, for they get in the way of speech control (WCAG 2.1.4). @param {boolean} on */
function setShortcuts(on) {
  root.dataset['shortcuts'] = on ? 'on' : 'off';
  for (const button of document.querySelectorAll('[data-shortcut-toggle]')) button.setAttribute('aria-pressed', String(on));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = origin(event)?.closest('button');
  if (!button) return;
  if (button.matches('[data-print]')) print();
  if (button.matches('[data-scheme-toggle]')) toggleScheme();
  if (button.matches('[data-shortcut-toggle]')) {
    const on = root.dataset['shortcuts'] === 'off';
    setShortcuts(on);
    remember('shortcuts', on ? 'on' : 'off');
  }
}

/** "/" goes to the search field, unless someone is writing. @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || root.dataset['shortcuts'] === 'off') return;
  if (origin(event)?.closest('input, textarea, select, [contenteditable]')) return;
  for (const field of document.querySelectorAll('input[data-search]')) {
    if (!(field instanceof HTMLInputElement) || field.offsetParent === null) continue;
    event.preventDefault();
    field.focus();
    field.select();
    return;
  }
}

/** The box in a table's head ticks all rows; [data-count] in the same form tells how many are ticked. @param {Event} event */
function onChange(event) {
  const box = origin(event);
  if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox') return;
  const table = box.closest('table');
  if (!table) return;
  const rows = /** @type {HTMLInputElement[]} */ ([...table.querySelectorAll('.records__pick input')].filter((each) => !each.matches('[data-all]')));
  if (box.matches('[data-all]')) for (const row of rows) row.checked = box.checked;
  const ticked = rows.filter((row) => row.checked).length;
  const all = table.querySelector('[data-all]');
  if (all instanceof HTMLInputElement) {
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  }
  const count = box.form?.querySelector('[data-count-ticked]');
  if (count) count.textContent = String(ticked);
}

/** A page that came back with errors starts at their summary. */
function onReady() {
  setShortcuts(recall('shortcuts') !== 'off');
  const summary = document.querySelector('.ds-error-summary');
  if (summary instanceof HTMLElement) summary.focus();
}

export function startPage() {
  const scheme = recall('scheme');
  if (scheme === 'dark' || scheme === 'light') root.dataset['colorScheme'] = scheme;
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  document.addEventListener('change', onChange);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', onReady);
  else onReady();
}
