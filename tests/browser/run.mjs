// @ts-check
// Browser tests: every page under axe-core, within its budget, in every language, scheme and width;
// the daily walk by keyboard only and without script. Ends with "N passed, N failed".
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { kinds, launch, serve, signIn, watchedPage } from './world.mjs';
import { evilExample, evilFaults } from './evil_text.mjs';
import { walks } from './walks.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mostRequests = 4;
// The decision basis is read whole, with its pictures and their tables.
const mostBytesOf = (/** @type {string} */ path) => (path.endsWith('/decision-basis') ? 64 : 60) * 1024;
// node tests/browser/run.mjs [PATTERN]: the walks, and only the pages whose address fits.
const wanted = new RegExp(process.argv[2]?.startsWith('--') ? '' : process.argv[2] ?? '');

// Every page in every view; axe, which takes most of the time, in both schemes and both layouts. The
// views of one coordinator come after each other, since a language is a person's; the two go side by side.
const views = [
  { name: 'nb light desktop', as: 'Turid Myrland', language: 'nb', scheme: 'light', width: 1360, axe: true },
  { name: 'nn dark desktop', as: 'Turid Myrland', language: 'nn', scheme: 'dark', width: 1360, axe: false, prints: true },
  { name: 'nb dark 320', as: 'Jorunn Fossdal', language: 'nb', scheme: 'dark', width: 320, axe: true },
  { name: 'en light phone', as: 'Jorunn Fossdal', language: 'en', scheme: 'light', width: 390, axe: false },
];

let passed = 0;
/** @type {string[]} */
const failed = [];
/** @param {string} name @param {() => Promise<string[]>} check  its faults */
async function test(name, check) {
  /** @type {string[]} */
  let faults;
  try {
    faults = await check();
  } catch (error) {
    faults = [String(error)];
  }
  if (faults.length === 0) passed += 1;
  else {
    failed.push(name);
    console.log(`FAILED ${name}\n  ${faults.slice(0, 6).join('\n  ')}`);
  }
}

/** The pages to look at: fixed ones, and for each kind its list, its form, one record and its edit form. @param {import('playwright-core').Page} page @param {string} address */
async function pagesToVisit(page, address) {
  const pages = ['/me', '/second-factor/app', '/second-factor/passkeys/new', '/accessibility', '/privacy', '/kristiansand', '/kristiansand/search?q=a', '/kristiansand/search?q=finnesikke', '/kristiansand/vacancies', '/kristiansand/nowhere', '/kristiansand/thread', '/kristiansand/thread?year=2022', '/kristiansand/timeline', '/kristiansand/loose-ends', '/kristiansand/loose-ends?rule=19', '/kristiansand/decision-basis', '/kristiansand/decision-register', '/kristiansand/tasks', '/kristiansand/overlaps', '/kristiansand/university-hours', '/kristiansand/measurement-import', '/kristiansand/my-needs', '/kristiansand/need-import', '/kristiansand/themes', '/kristiansand/settings', '/kristiansand/additions/new', '/kristiansand/my-needs/new', '/kristiansand/need-map', '/kristiansand/involvement-gaps', '/kristiansand/contents'];
  for (const kind of kinds()) {
    const list = `/kristiansand/${kind}`;
    pages.push(list, `${list}/new`, `${list}?q=finnesikke`);
    await page.goto(address + list);
    const record = await page.locator('.records tbody th a').first().getAttribute('href', { timeout: 2000 }).catch(() => null);
    if (record) pages.push(record, `${record}/edit`);
    if (record && kind === 'statements') pages.push(`${list}/start`, `${record}/form`, `${record}/read`, `${record}/portal`, `${record}/decision`);
    if (record && kind === 'surveys') pages.push(`${record}/questions`, `${record}/preview`, `${record}/sending`, `${record}/persons?role=staff`, '/kristiansand/answer', '/kristiansand/item-sets/sheet');
    if (record && kind === 'needs') pages.push(`${record}/merging`);
    if (record && kind === 'rounds') pages.push(`${record}/ballot`);
    // Of the closed one; what is open has none, and says so.
    if (record && kind === 'surveys') for (const one of await page.locator('.records tbody th a').all()) pages.push(`${await one.getAttribute('href')}/results`);
    if (record && kind === 'decision-bases') pages.push(`${record}/read`);
    if (record && kind === 'meetings') pages.push(`${record}/attendance`, `${record}/read?of=chair`);
    if (record && kind === 'meeting-series')
      pages.push(`${record}/planning`, `${record}/planning?asked=1&rhythm=month_weekday&first=2027-01-20&every=1&until=2027-12-31`,
        `${record}/planning?asked=1&rhythm=list&list=onsdag`);
    if (record && kind === 'plans') pages.push(`${record}/read`, `${record}/texts/goals`, `${record}/difference`);
  }
  return pages;
}

/** @param {import('playwright-core').Page} page */
async function accessibilityFaults(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    // @ts-ignore axe comes from the line above
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return result.violations.map((/** @type {any} */ violation) => `axe ${violation.id}: ${violation.nodes[0].target.join(' ')} ${violation.nodes[0].failureSummary ?? ''}`.replace(/\s+/g, ' ').slice(0, 300));
}

/** What would look wrong on a sheet of A4 between the margins of print.css: 182 mm. @param {import('playwright-core').Page} page @param {number} width  of the window, which it gets back */
async function printFaults(page, width) {
  await page.setViewportSize({ width: 688, height: 900 });
  await page.emulateMedia({ media: 'print' });
  const faults = await page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    /** @param {Element} element */
    const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
    const shown = (/** @type {Element} */ element) => element.getClientRects().length > 0;
    for (const one of document.querySelectorAll('.top, .ds-skip-link, .ds-breadcrumbs, .tabs, .filters, .ds-pagination, button'))
      if (shown(one)) found.push(`printed, and only clicked: ${name(one)}`);
    for (const one of document.querySelectorAll('body *')) {
      if (!shown(one)) continue;
      const box = one.getBoundingClientRect();
      if (box.right > 689 && !one.closest('.ds-sr-only')) found.push(`cut at the right: ${name(one)}`);
      const style = getComputedStyle(one);
      if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll|hidden/.test(style.overflowX) && one.clientWidth > 1) found.push(`cut: ${name(one)}`);
      const [red = 255, green = 255, blue = 255, alpha = 1] = style.backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      const isDark = style.backgroundColor.startsWith('rgb') && alpha > 0.5 && red + green + blue < 200;
      if (isDark && box.width * box.height > 40_000) found.push(`dark: ${name(one)}`);
    }
    return [...new Set(found)].slice(0, 3);
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width, height: 900 });
  return faults.map((fault) => `on paper: ${fault}`);
}

/** Counts what each page costs a first visitor, whose cache is empty. @param {import('playwright-core').Page} page */
async function meter(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  const requests = new Set();
  session.on('Network.requestWillBeSent', (event) => !event.request.url.startsWith('data:') && requests.add(event.requestId));
  session.on('Network.loadingFinished', (event) => requests.has(event.requestId) && (bytes += event.encodedDataLength));
  return {
    begin: () => { bytes = 0; requests.clear(); },
    /** @param {string} path */
    faults: (path) => [
      ...(requests.size > mostRequests ? [`${requests.size} requests, at most ${mostRequests}`] : []),
      ...(bytes > mostBytesOf(path) ? [`${bytes} bytes, at most ${mostBytesOf(path)}`] : []),
      ...(requests.size === 0 || bytes === 0 ? ['nothing was counted'] : []),
    ],
  };
}

/** @param {import('playwright-core').Browser} browser @param {string} address @param {typeof views[number]} view */
async function lookAtEverything(browser, address, view) {
  const { context, page, complaints } = await watchedPage(browser, {
    viewport: { width: view.width, height: 900 },
    colorScheme: view.scheme,
    bypassCSP: true,  // for axe alone; walks run under the real policy
    reducedMotion: 'reduce',  // axe would measure what is still opening
  });
  await page.goto(`${address}/login`);
  await test(`login · ${view.name}`, () => accessibilityFaults(page));
  await signIn(page, address, view.as);
  await page.evaluate((language) => {
    const form = [...document.querySelectorAll('form')].find((one) => one.getAttribute('action') === '/language' && one.querySelector(`[name=language][value=${language}]`));
    if (form instanceof HTMLFormElement) form.submit();
  }, view.language);
  await page.waitForLoadState('networkidle');
  const pages = (await pagesToVisit(page, address)).filter((path) => wanted.test(path));
  const metered = view === views[0] ? await meter(page) : undefined;
  for (const one of pages) {
    await test(`${one} · ${view.name}`, async () => {
      complaints.length = 0;
      metered?.begin();
      await page.goto(address + one);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const language = await page.evaluate(() => document.documentElement.lang);
      return [
        ...(metered?.faults(one) ?? []),
        ...(view.axe ? await accessibilityFaults(page) : []),
        ...(view.prints ? await printFaults(page, view.width) : []),
        ...(overflow > 0 ? [`${overflow} px wider than the window`] : []),
        ...(language === view.language ? [] : [`is in ${language}`]),
        ...complaints,
      ];
    });
  }
  await context.close();
}

/** Every page of the example whose every text is evil, on a server of its own, under the policy that everybody has. @param {import('playwright-core').Browser} browser */
async function lookAtEvilText(browser) {
  const example = evilExample();
  const server = await serve(example.file);
  const { context, page, complaints } = await watchedPage(browser, { viewport: { width: 1360, height: 900 } });
  try {
    await test('evil text fills the example', async () => (example.kinds < 20 || example.fields < 400 ? [`only ${example.fields} fields of ${example.kinds} kinds hold evil text`] : []));
    await signIn(page, server.address, 'Turid Myrland');
    const pages = await pagesToVisit(page, server.address);
    const histories = pages.filter((one) => one.endsWith('/edit')).map((one) => one.replace(/edit$/, 'history'));
    let seen = 0;
    for (const one of [...pages, ...histories, '/kristiansand/journal'].filter((path) => wanted.test(path))) {
      await test(`${one} · evil text`, async () => {
        complaints.length = 0;
        await page.goto(server.address + one);
        if ((await page.evaluate(() => document.body.innerText)).includes('evil-tag')) seen += 1;
        return [...(await evilFaults(page)), ...complaints];
      });
    }
    await test('an evil element is recognised', async () => {
      await page.evaluate(() => document.body.append(document.createElement('evil-tag')));
      return (await evilFaults(page)).length === 1 ? [] : ['it was not'];
    });
    if (wanted.source === '(?:)') await test('evil text is seen as text', async () => (seen < 60 ? [`on ${seen} pages only`] : []));
  } finally {
    await context.close();
    server.stop();
  }
}

/** @param {string} address @param {string} data */
async function walkEveryWalk(address, data) {
  const browser = await launch();
  try {
    for (const [name, walk] of walks) await test(`walk · ${name}`, () => walk(browser, address, data));
  } finally {
    await browser.close();
  }
}

const server = await serve();
const shell = await launch('chromium-headless-shell');
try {
  const walked = walkEveryWalk(server.address, server.data);
  if (process.argv.includes('--walks')) await walked;
  else {
    const coordinators = [...new Set(views.map((view) => view.as))];
    const looked = walked.then(() => Promise.all(coordinators.map(async (coordinator) => {
      for (const view of views.filter((one) => one.as === coordinator)) await lookAtEverything(shell, server.address, view);
    })));
    await Promise.all([looked, lookAtEvilText(shell)]);
  }
} finally {
  await shell.close();
  server.stop();
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
