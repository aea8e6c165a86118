// @ts-check
// What a coordinator does on a day, walked as people walk it: by keyboard only, and without script.
import { signIn, watchedPage } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */

/** @param {boolean} truth @param {string} claim @param {string[]} faults */
function expect(truth, claim, faults) {
  if (!truth) faults.push(`not so: ${claim}`);
}

/** Tabs until the element has the focus; every stop on the way must be in sight and have a ring. @param {Page} page @param {string} selector @param {string[]} faults */
async function tabTo(page, selector, faults) {
  for (let stop = 0; stop < 150; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((wanted) => {
      const active = document.activeElement;
      if (!active || active === document.body) return { there: false, ring: true, name: '' };
      const ringOf = (/** @type {Element} */ element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      };
      const box = active.getBoundingClientRect();
      return {
        there: active.matches(wanted),
        ring: (active.matches('.ds-skip-link') || ringOf(active) || ringOf(active.closest('.ds-field, label') ?? active)) && box.width > 0,
        name: `${active.tagName} ${active.id} ${active.textContent?.trim().slice(0, 30)}`,
      };
    }, selector);
    if (!at.ring) faults.push(`no focus ring: ${at.name}`);
    if (at.there) return;
  }
  faults.push(`the keyboard does not reach ${selector}`);
}

/** @param {Browser} browser @param {string} address */
async function byKeyboard(browser, address) {
  /** @type {string[]} */
  const faults = [];
  const { context, page, complaints } = await watchedPage(browser, { viewport: { width: 1360, height: 900 } });
  await signIn(page, address, 'Turid Myrland');
  await page.goto(`${address}/kristiansand/districts`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ds-skip-link') ?? false), 'the first stop is the skip link', faults);
  await page.keyboard.press('Enter');
  await tabTo(page, 'a[href$="/districts/new"]', faults);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/districts/new');
  await tabTo(page, 'form.form button[type=submit]', faults);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.ds-error-summary');
  await page.waitForFunction(() => document.activeElement?.classList.contains('ds-error-summary'));
  await tabTo(page, '.ds-error-summary a', faults);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'name');
  await page.keyboard.type('Ytre bydel');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.flash');
  expect((await page.locator('h1').textContent()) === 'Ytre bydel', 'the new record is shown', faults);
  await tabTo(page, 'form[action$="/removal"] button', faults);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/districts?done=*');
  await tabTo(page, '.flash button', faults);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/districts/*?done=*');
  expect((await page.locator('h1').textContent()) === 'Ytre bydel', 'undo brings it back', faults);
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id === 'q'), '/ goes to the search box', faults);
  await page.keyboard.type('ytre');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=ytre');
  expect((await page.locator('.records a').count()) >= 1, 'the search finds it', faults);
  await context.close();
  return [...faults, ...complaints];
}

/** @param {Browser} browser @param {string} address */
async function withoutScript(browser, address) {
  /** @type {string[]} */
  const faults = [];
  const { context, page } = await watchedPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await signIn(page, address, 'Turid Myrland');
  await page.goto(`${address}/kristiansand/districts/new`);
  await page.fill('#name', '<b>Æ & «Øy»</b>');
  await page.fill('#place', 'syv');
  await page.click('form.form button[type=submit]');
  expect(await page.locator('.ds-error-summary').isVisible(), 'the error summary is shown', faults);
  expect((await page.inputValue('#place')) === 'syv', 'what was typed stays', faults);
  expect((await page.inputValue('#name')) === '<b>Æ & «Øy»</b>', 'what was typed stays as it was', faults);
  await page.fill('#place', '7');
  await page.click('form.form button[type=submit]');
  expect((await page.locator('h1').textContent()) === '<b>Æ & «Øy»</b>', 'HTML in a name is text', faults);
  await page.click('form[action$="/removal"] button');
  await page.click('.flash button');
  expect((await page.locator('h1').textContent()) === '<b>Æ & «Øy»</b>', 'undo works without script', faults);
  await page.click('form[action$="/removal"] button');
  await context.close();
  return faults;
}

/** Two people edit the same record: the second sees both versions. @param {Browser} browser @param {string} address */
async function twoAtOnce(browser, address) {
  /** @type {string[]} */
  const faults = [];
  const one = await watchedPage(browser), two = await watchedPage(browser);
  for (const { page } of [one, two]) await signIn(page, address, 'Turid Myrland');
  await one.page.goto(`${address}/kristiansand/districts`);
  const record = await one.page.locator('.records tbody th a').first().getAttribute('href');
  for (const { page } of [one, two]) await page.goto(`${address}${record}/edit`);
  const name = await one.page.inputValue('#name');
  await one.page.fill('#name', `${name} 1`);
  await one.page.click('form.form button[type=submit]');
  await one.page.waitForSelector('.flash');
  await two.page.fill('#name', `${name} 2`);
  await two.page.click('form.form button[type=submit]');
  await two.page.waitForSelector('#form table');
  expect((await two.page.inputValue('#name')) === `${name} 2`, 'what the second typed stays', faults);
  expect((await two.page.locator('#form table').textContent())?.includes(`${name} 1`) ?? false, 'what the first saved is shown', faults);
  await two.page.fill('#name', name);
  await two.page.click('form.form button[type=submit]');
  await two.page.waitForSelector('.flash');
  await one.context.close();
  await two.context.close();
  return [...faults, ...one.complaints, ...two.complaints];
}

/** A plan, then the decision basis from what is missing to the file in the hand. What it makes stays, for the looks at every page. @param {Browser} browser @param {string} address */
async function toTheForum(browser, address) {
  /** @type {string[]} */
  const faults = [];
  const { context, page, complaints } = await watchedPage(browser);
  await signIn(page, address, 'Turid Myrland');
  await page.goto(`${address}/kristiansand/plans/new`);
  await page.fill('#title', 'Strategisk plan');
  await page.fill('#year', '2027');
  await page.click('form.form button[type=submit]');
  await page.waitForSelector('.flash');
  await page.goto(`${address}/kristiansand/plans`);
  await page.click('main a[href$="/decision-basis"]');
  await page.click('a[href="#h-freeze"]');
  expect(await page.locator('#h-freeze').isVisible(), 'the button leads to the form', faults);
  expect(await page.locator('#missing .panel').first().isVisible(), 'what is missing is listed', faults);
  await page.click('form[action$="/decision-basis"] button[type=submit]');
  await page.waitForSelector('.ds-error-summary');
  expect((await page.locator('.ds-error-summary').textContent())?.includes('Til: Fyll ut') ?? false, 'the summary names the fields', faults);
  await page.fill('#recipient', 'Samarbeidsforum i Agder');
  await page.fill('#grounds', 'Gruppene er **enige**.');
  await page.click('form[action$="/decision-basis"] button[type=submit]');
  await page.waitForSelector('.flash');
  await page.click('main a[href$="/read"]');
  expect(await page.locator('.doc strong', { hasText: 'enige' }).isVisible(), 'the grounds are read as they were written', faults);
  await page.goBack();
  await page.selectOption('[name=format]', 'zip');
  await page.click('form[action$="/files"] button[type=submit]');
  const link = page.locator('a[href$="/content"]');
  await link.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename() === 'beslutningsgrunnlag-1-2027-nb.zip', 'the file is named after the basis', faults);
  await context.close();
  return [...faults, ...complaints];
}

/** @type {[string, (browser: Browser, address: string) => Promise<string[]>][]} */
export const walks = [
  ['by keyboard only', byKeyboard],
  ['without script, on a phone', withoutScript],
  ['two people at once', twoAtOnce],
  ['a decision basis to the forum', toTheForum],
];
