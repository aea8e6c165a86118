// @ts-check
// What a coordinator does on a day, walked as people walk it: by keyboard only, and without script.
import { createHmac } from 'node:crypto';
import { elevenMinutesLater, resetSecondFactor, signIn, watchedPage, wayIn } from './world.mjs';
import { withoutNet } from './surveys.mjs';

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

const password = 'bjørka utenfor vinduet';

/** The code that an app would show (RFC 6238). @param {string} secret as a page shows it @param {number} [now] */
function appCode(secret, now = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code is good once: waits for the next half minute. @param {Page} page */
const nextCode = (page) => page.waitForTimeout(30_500 - (Date.now() % 30_000));

/** @param {Page} page @param {string} address @param {string} mail */
async function typePassword(page, address, mail) {
  await page.context().clearCookies();
  await page.goto(`${address}/login`);
  await page.fill('#mail', mail);
  await page.fill('#password', password);
  await page.click('form[action="/login"] button[type=submit]');
}

/** A coordinator sets up a code app without script, signs in with it and with a recovery code. @param {Browser} browser @param {string} address @param {string} data */
async function codeApp(browser, address, data) {
  /** @type {string[]} */
  const faults = [];
  const mail = 'jorunn.fossdal@kristiansand.example';
  const { context, page } = await watchedPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(address + wayIn(data, mail));
  await page.fill('#password', password);
  await page.click('form.stack button[type=submit]');
  expect(page.url().includes('/login/set-up'), 'a coordinator is led to the set-up', faults);
  await page.goto(`${address}/kristiansand`);
  expect(page.url().includes('/login/set-up'), 'and gets nowhere else', faults);
  await page.click('a[href^="/second-factor/app"]');
  const secret = (await page.locator('.qr__secret').textContent()) ?? '';
  await page.fill('#code', '000000');
  await page.click('form[action="/second-factor/app"] button');
  expect((await page.locator('.qr__secret').textContent()) === secret, 'a wrong code changes nothing', faults);
  await page.fill('#code', appCode(secret));
  await page.click('form[action="/second-factor/app"] button');
  const codes = await page.locator('.recovery code').allTextContents();
  expect(codes.length === 10, 'ten recovery codes are shown', faults);
  await page.click('.form__actions a');
  expect(page.url().endsWith('/kristiansand'), 'the way goes on', faults);
  await nextCode(page);
  await typePassword(page, address, mail);
  expect(page.url().includes('/login/code'), 'the second step is asked for', faults);
  await page.fill('#code', '000000');
  await page.click('form[action="/login/code"] button');
  expect(await page.locator('#code-e').isVisible(), 'a wrong code is told', faults);
  await page.fill('#code', appCode(secret));
  await page.click('form[action="/login/code"] button');
  expect(page.url().endsWith('/kristiansand'), 'the code opens', faults);
  await typePassword(page, address, mail);
  await page.fill('#code', (codes[0] ?? '').toUpperCase());
  await page.click('form[action="/login/code"] button');
  expect(page.url().endsWith('/kristiansand'), 'a recovery code opens', faults);
  await page.goto(`${address}/me`);
  expect(await page.locator('#h-second-factor').isVisible(), 'the own page shows the second factors', faults);
  await context.close();
  return faults;
}

/** A passkey in Chromium's own virtual authenticator: made, and used to sign in. @param {Browser} browser @param {string} address @param {string} data */
async function withPasskey(browser, address, data) {
  /** @type {string[]} */
  const faults = [];
  const mail = 'turid.myrland@kristiansand.example';
  const { context, page, complaints } = await watchedPage(browser);
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: false, automaticPresenceSimulation: true } });
  await page.goto(address + wayIn(data, mail));
  await page.fill('#password', password);
  await page.click('form.stack button[type=submit]');
  await page.waitForURL(/login.set-up/);
  await page.click('a[href^="/second-factor/passkeys/new"]');
  await page.fill('#name', 'Telefonen');
  await page.click('form.passkey button');
  await page.locator('[data-passkey-failed]').waitFor({ state: 'visible' });
  expect(page.url().includes('/second-factor/passkeys/new'), 'without its user a passkey is not made', faults);
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.click('form.passkey button');
  await page.waitForSelector('.recovery');
  expect((await page.locator('.recovery code').count()) === 10, 'ten recovery codes are shown', faults);
  await page.click('.form__actions a');
  await page.waitForURL('**/kristiansand');
  await typePassword(page, address, mail);
  await page.waitForURL(/login.code/);
  await page.click('form.passkey button');
  await page.waitForURL('**/kristiansand');
  const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.length === 1 && (credentials[0]?.signCount ?? 0) > 1, 'the virtual authenticator signed', faults);
  await page.goto(`${address}/me`);
  expect((await page.locator('.ends').textContent())?.includes('Telefonen') ?? false, 'the own page names the passkey', faults);
  await context.close();
  return [...faults, ...complaints];
}

/** Eleven minutes after the sign-in a seat asks who one is, and what was typed is kept. @param {Browser} browser @param {string} address @param {string} data */
async function askedAgain(browser, address, data) {
  /** @type {string[]} */
  const faults = [];
  const { context, page, complaints } = await watchedPage(browser);
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  const mail = 'turid.myrland@kristiansand.example';
  resetSecondFactor(data, mail);
  await page.goto(address + wayIn(data, mail));
  await page.fill('#password', password);
  await page.click('form.stack button[type=submit]');
  await page.click('a[href^="/second-factor/passkeys/new"]');
  await page.click('form.passkey button');
  await page.waitForSelector('.recovery');
  const code = (await page.locator('.recovery code').first().textContent()) ?? '';
  await page.goto(`${address}/kristiansand/seats`);
  const seat = await page.locator('.records tbody th a').first().getAttribute('href');
  await page.goto(`${address}${seat}/edit`);
  const typed = await page.inputValue('#function');
  elevenMinutesLater(data);
  await page.fill('#function', `${typed} <b>Æ</b>`);
  await page.click('form.form button[type=submit]');
  await page.locator('#again-code').waitFor();
  expect(await page.evaluate(() => document.activeElement?.matches('[data-focus]') ?? false), 'the question has the focus', faults);
  await page.fill('#again-code', 'feil');
  await page.locator('form.stack', { has: page.locator('#again-code') }).locator('button').click();
  await page.locator('#again-code-e').waitFor();
  await page.fill('#again-code', code);
  await page.locator('form.stack', { has: page.locator('#again-code') }).locator('button').click();
  await page.waitForSelector('.flash');
  expect((await page.locator('h1').textContent())?.includes('<b>Æ</b>') ?? false, 'what was typed is saved', faults);
  elevenMinutesLater(data);
  await page.goto(`${address}${seat}/edit`);
  await page.fill('#function', typed);
  await page.click('form.form button[type=submit]');
  await page.locator('form.passkey button').click();
  await page.waitForSelector('.flash');
  expect(!((await page.locator('h1').textContent())?.includes('<b>Æ</b>') ?? true), 'the passkey answers as well', faults);
  await context.close();
  return [...faults, ...complaints];
}

/** @type {[string, (browser: Browser, address: string, data: string) => Promise<string[]>][]} */
export const walks = [
  ['by keyboard only', byKeyboard],
  ['without script, on a phone', withoutScript],
  ['two people at once', twoAtOnce],
  ['a decision basis to the forum', toTheForum],
  ['a code app, without script', codeApp],
  ['a passkey', withPasskey],
  ['asked again', askedAgain],
  ['a survey where the net goes and comes', withoutNet],
];
