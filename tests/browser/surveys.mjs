// @ts-check
// A survey in a real browser: made by a coordinator, answered on a phone whose net goes and comes, and
// without script; read as bars.
import { signIn, watchedPage } from './world.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */

/** @param {unknown} truth @param {string} what @param {string[]} faults */
function expect(truth, what, faults) {
  if (!truth) faults.push(what);
}

/** Answers the questions that are shown. @param {Page} page @param {number} choice @param {string} words */
async function fillIn(page, choice, words) {
  for (const ask of await page.locator('fieldset.ask:visible').all()) {
    const boxes = ask.locator('input');
    await boxes.nth(choice % (await boxes.count())).check();
  }
  for (const text of await page.locator('textarea:visible').all()) await text.fill(words);
}

/** A survey with our profile, a branch and a free text, opened; and its codes. @param {Page} page @param {string} address @param {number} codes */
async function openedSurvey(page, address, codes) {
  await page.goto(`${address}/kristiansand/surveys/new`);
  await page.fill('#title', 'Slik lærer vi, i nettleseren');
  await page.click('form.form button[type=submit]');
  await page.waitForURL(/surveys\/[0-9a-z]{26}/);
  const survey = page.url().split('?')[0] ?? '';
  await page.goto(`${survey}/questions`);
  await page.locator('form[action$="/profile"] button').click();
  await page.waitForURL(/questions$/);
  for (const [type, fields] of /** @type {[string, Record<string, string>][]} */ ([
    ['choice', { text: 'Deltar du i et nettverk?', choices: 'Nei\nJa' }],
    ['text', { text: 'Hva tok dere med hjem?', shown_if_choices: '2' }],
  ])) {
    await page.goto(`${survey}/questions/new?type=${type}`);
    for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
    if (type === 'text') await page.selectOption('#shown_if', { label: 'Deltar du i et nettverk? (1 Nei, 2 Ja)' });
    await page.click('form.form button[type=submit]');
    await page.waitForURL(/questions/);
  }
  await page.goto(survey);
  await page.locator('form[action$="/state"] button').click();
  await page.goto(`${survey}/sending`);
  await page.fill('#count', String(codes));
  await page.locator('form[action$="/codes"] button').click();
  await page.waitForSelector('.code__code');
  return { survey, codes: await page.locator('.code__code').allTextContents() };
}

/** What the browser keeps of this site: caches, workers and answers that wait. @param {Page} page @returns {Promise<{ caches: string[], scopes: string[], waiting: string | null }>} */
const keptBy = (page) =>
  page.evaluate(async () => ({
    caches: await caches.keys(),
    scopes: (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname),
    waiting: localStorage.getItem('samloft.answers'),
  }));

/**
 * The net goes, the page is loaded again, answered and sent, and loaded again; the net comes. Then somebody else
 * takes the phone.
 * @param {{ page: Page, context: import('playwright-core').BrowserContext }} phone @param {{ door: string, first: string, second: string }} links
 */
async function answeredWithoutNet({ page, context }, { door, first, second }) {
  /** @type {string[]} */
  const faults = [];
  const link = new URL(`${door}/${first.replaceAll('-', '').toLowerCase()}`).pathname;
  await page.waitForFunction(async (at) => (await navigator.serviceWorker.getRegistration(at))?.active?.state === 'activated', link);
  const before = await keptBy(page);
  expect(before.scopes.join() === link && before.caches.length === 1, `one page is kept, and its own alone: ${JSON.stringify(before)}`, faults);
  const texts = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0] ?? '');
    return Promise.all((await cache.keys()).map(async (one) => `${new URL(one.url).pathname} ${await (await cache.match(one))?.text()}`));
  });
  expect(texts.length === 4 && texts.every((one) => one.startsWith(link) || one.startsWith('/static/')), `the page and its three files are kept: ${texts.map((one) => one.slice(0, 60)).join(', ')}`, faults);
  expect(!texts.some((one) => one.includes('Привет مرحبا')), 'nothing that was typed is kept with the page', faults);
  await context.setOffline(true);
  // A worker that wakes up may learn a moment late that there is no net. Its language is the machine's.
  const isKept = async () => (await page.reload())?.fromServiceWorker() && (await page.locator('.answer > .ds-alert[data-color=info]').isVisible());
  expect((await isKept()) || (await isKept()) || (await isKept()), 'the page opens without a net', faults);
  expect((await page.inputValue('textarea')).includes('Привет مرحبا'), 'with what was typed in this tab', faults);
  await page.locator('button[value=send]').click();
  await page.locator('[data-kept]').waitFor({ state: 'visible' });
  expect(!(await page.locator('form[data-answer]').isVisible()), 'an answer that is given does not stand there', faults);
  await page.reload();
  await page.locator('[data-kept]').waitFor({ state: 'visible' });
  expect((await page.inputValue('textarea')) === '', 'nor after it is loaded again', faults);
  // Somebody else with a link of their own, while the first answer waits.
  const other = await context.newPage();
  await context.setOffline(false);
  // The worker may learn as late that the net is back; the answer has gone by then.
  await page.waitForURL(/thanks/, { timeout: 5000 }).catch(() => page.goto(`${door}/${first}`));
  await page.waitForSelector('[data-answered]');
  await other.goto(`${door}/${second}`);
  await other.waitForSelector('form[data-answer]');
  expect(!(await other.content()).includes('Привет'), 'the next one sees nothing of it', faults);
  expect(await other.evaluate(() => ![...document.querySelectorAll('input')].some((one) => one.checked)), 'nor a tick', faults);
  const own = new URL(`${door}/${second.replaceAll('-', '').toLowerCase()}`).pathname;
  await other.waitForFunction(async (at) => (await navigator.serviceWorker.getRegistrations()).length === 1 && Boolean(await navigator.serviceWorker.getRegistration(at)), new URL(other.url()).pathname);
  const after = await keptBy(other);
  expect(after.waiting === null, 'nothing waits', faults);
  expect(!after.caches.some((one) => one.includes(link)) && !after.scopes.includes(link), `nothing of the first page is left: ${JSON.stringify(after)} ${own}`, faults);
  await page.goBack();
  await page.waitForLoadState();
  expect(!(await page.content()).includes('Привет'), 'nor by going back', faults);
  await other.close();
  return faults;
}

/** @param {Browser} browser @param {string} address */
export async function withoutNet(browser, address) {
  /** @type {string[]} */
  const faults = [];
  const { context, page, complaints } = await watchedPage(browser, { viewport: { width: 1360, height: 900 } });
  await signIn(page, address, 'Turid Myrland');
  const { survey, codes } = await openedSurvey(page, address, 6);
  const phone = await watchedPage(browser, { viewport: { width: 390, height: 844 } });
  const door = `${address}/kristiansand/answer`;
  await phone.page.goto(door);
  await phone.page.fill('#code', (codes[0] ?? '').toUpperCase());
  await phone.page.click('main button[type=submit]');
  await phone.page.waitForSelector('form[data-answer]');
  expect((await phone.page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing scrolls sideways', faults);
  expect(!(await phone.page.locator('textarea').isVisible()), 'a question that is not asked is not shown', faults);
  await fillIn(phone.page, 1, '');
  expect(await phone.page.locator('textarea').isVisible(), 'a branch opens', faults);
  await phone.page.fill('textarea', 'Øving på trinnet – Привет مرحبا');
  // Loaded again by accident: what is typed stands there.
  await phone.page.reload();
  expect((await phone.page.inputValue('textarea')).includes('Привет مرحبا'), 'a reload loses nothing', faults);
  faults.push(...(await answeredWithoutNet(phone, { door, first: codes[0] ?? '', second: codes[1] ?? '' })));
  // Sent twice, from a tab that did not know: the first counts.
  await phone.page.evaluate((at) => localStorage.setItem('samloft.answers', JSON.stringify([{ action: at, body: 'q-2=1&act=send' }])), `${door}/${(codes[0] ?? '').replaceAll('-', '')}`);
  await phone.page.goto(`${door}/${codes[0]}`);
  await phone.page.waitForFunction(() => localStorage.getItem('samloft.answers') === null);
  // The others have no script.
  const plain = await watchedPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  for (const [at, code] of codes.slice(1).entries()) {
    await plain.page.goto(`${door}/${code}`);
    await fillIn(plain.page, at % 2, 'Uten skript');
    if (at === 0) {
      await plain.page.locator('button[value=save]').click();
      expect((await plain.page.inputValue('textarea')) === 'Uten skript', 'what is saved comes back', faults);
    }
    await plain.page.locator('button[value=send]').click();
    expect(plain.page.url().endsWith('thanks=1'), 'an answer arrives without script', faults);
  }
  await page.goto(survey);
  await page.locator('form[action$="/state"] button').click();
  await page.goto(`${survey}/results`);
  expect((await page.locator('svg.dv').count()) === 12, 'a bar for each statement', faults);
  expect((await page.locator('.hero').textContent())?.includes('6 svar'), 'each answer once', faults);
  expect(await page.getByText('Øving på trinnet – Привет مرحبا').isVisible(), 'three alphabets', faults);
  for (const one of [context, phone.context, plain.context]) await one.close();
  return [...faults, ...complaints, ...phone.complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))];
}
