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
    if (type === 'text') await page.selectOption('#shown_if', { label: 'Deltar du i et nettverk?' });
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
  await phone.context.setOffline(true);
  await phone.page.locator('button[value=send]').click();
  await phone.page.locator('[data-kept]').waitFor({ state: 'visible' });
  await phone.context.setOffline(false);
  await phone.page.waitForURL(/thanks/);
  expect((await phone.page.evaluate(() => localStorage.getItem('samloft.answers'))) === null, 'nothing is left behind', faults);
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
