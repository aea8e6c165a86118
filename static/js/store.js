// @ts-check
// The browser's own small memory. It may be switched off or full; then a choice lasts as long as the page.

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(`samloft.${key}`);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`samloft.${key}`, value);
  } catch {
    // Not remembered, but it works on this page.
  }
}
