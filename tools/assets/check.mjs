// Looks at the style guide in Chromium as a browser would meet it: strict CSP, Trusted Types, brotli.
//
//   node tools/assets/check.mjs OUTDIR [SHOTSDIR]      (after build.mjs OUTDIR)
//
// For each screen: axe-core, no sideways overflow, no console error. Then the habits of swap.js and app.js. Exit 1 on any fault.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? 'build/assets');
const shots = process.argv[3];
const manifest = JSON.parse(fs.readFileSync(path.join(out, 'manifest.json'), 'utf8'));
const guide = fs.readFileSync(path.join(here, 'guide.html'), 'utf8').replaceAll(/\{\{(\w+)\}\}/g, (_, kind) => manifest[kind]);
const axe = fs.readFileSync(path.join(here, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const types = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2' };

const faults = [];
const expect = (/** @type {boolean} */ right, /** @type {string} */ what) => {
  if (!right) faults.push(what);
  console.log(`${right ? 'ok  ' : 'BAD '} ${what}`);
};

/** How many POSTs came, and how the next one is answered. */
const server = { posts: 0, lists: [], answer: 422, body: '' };

const listener = http.createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://guide');
  const html = (status, text) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp, 'cache-control': 'no-store' }).end(text);
  if (url.pathname.startsWith('/static/')) {
    const file = path.join(out, 'files', path.basename(url.pathname));
    const brotli = fs.existsSync(`${file}.br`);
    response.writeHead(200, { 'content-type': types[path.extname(file)], 'cache-control': 'public, max-age=31536000, immutable', ...(brotli && { 'content-encoding': 'br' }) });
    response.end(fs.readFileSync(brotli ? `${file}.br` : file));
  } else if (request.method === 'POST') {
    server.posts += 1;
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      server.body = body;
      if (server.answer === 0) response.writeHead(500, { 'content-type': 'text/plain' }).end('not a page of ours');
      else if (server.answer === 303) response.writeHead(303, { location: '/guide?saved' }).end();
      else html(server.answer, guide.replace('To felt må rettes', 'Ett felt må rettes'));
    });
  } else if (url.pathname === '/liste') {
    const q = url.searchParams.get('q') ?? '';
    server.lists.push(q);
    // The first answer is slow, so that a newer question overtakes it.
    setTimeout(() => html(200, guide.replace('id="f-q" name="q"', `id="f-q" name="q" value="${q}"`).replace('Viser 1–4 av 38', `Viser treff på ${q}, 4`)), q === 'sp' ? 900 : 20);
  } else {
    html(200, guide);
  }
});
await new Promise((done) => listener.listen(0, '127.0.0.1', () => done(undefined)));
const base = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (listener.address()).port}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'] });

async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => {
    // Chromium itself writes a line for every answer of 4xx or 5xx that we ask for on purpose.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) expect(false, `console: ${message.text()}`);
  });
  page.on('pageerror', (error) => expect(false, `script: ${error.message}`));
  await page.goto(`${base}/guide`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

const screens = [
  ['desktop', { width: 1360, height: 900 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'light'],
  ['narrow', { width: 320, height: 640 }, 'light'],
  ['tablet', { width: 820, height: 1100 }, 'light'],
  ['dark', { width: 1360, height: 900 }, 'dark'],
  ['phone-dark', { width: 390, height: 844 }, 'dark'],
];
for (const [name, viewport, colorScheme] of screens) {
  const page = await open({ viewport, colorScheme });
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  if (name === 'desktop') {
    const requests = await page.evaluate(() => 1 + performance.getEntriesByType('resource').length);
    expect(requests <= 4, `${requests} requests`);
    const small = await page.evaluate(() => [...document.querySelectorAll('a, button, input, select, summary')].filter((each) => {
      const box = each.getBoundingClientRect();
      const inText = each.matches('.ds-link');
      return box.width > 0 && !inText && !each.matches('.ds-skip-link') && (box.width < 24 || box.height < 24);
    }).map((each) => `${each.tagName} ${each.className || each.id} ${each.getBoundingClientRect().width}×${each.getBoundingClientRect().height}`));
    expect(small.length === 0, `touch targets of 24 px ${small.join('; ')}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${name}: no sideways overflow (${wide})`);
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  // axe injects styles and scripts of its own: a second visit without the policy.
  const bare = await (await browser.newContext({ viewport, colorScheme, bypassCSP: true })).newPage();
  await bare.goto(`${base}/guide`);
  await bare.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  await bare.waitForTimeout(300);
  await bare.evaluate(axe);
  const result = await bare.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  expect(result.violations.length === 0, `${name}: axe, ${result.passes.length} rules passed`);
  for (const each of result.violations) console.log('    ', each.id, each.help, each.nodes.length, each.nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join('\n        '));
  await bare.context().close();
  await page.context().close();
}

{
  const page = await open({ viewport: { width: 794, height: 1123 }, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  if (shots) await page.screenshot({ path: path.join(shots, 'print.png'), fullPage: true });
  const [paper, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]);
  expect(paper === 'rgb(255, 255, 255)' && !/rgb\(2[0-9]{2}/.test(ink), `paper is light for a dark screen: ${paper} ${ink}`);
  await page.context().close();
}

if (shots) {
  for (const [name, viewport, button] of [['menu', { width: 1360, height: 500 }, '.top__user'], ['phone-menu', { width: 390, height: 700 }, '.top__menu']]) {
    const page = await open({ viewport });
    await page.click(button);
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(shots, `${name}.png`) });
    await page.context().close();
  }
  const page = await open({ viewport: { width: 1360, height: 900 }, forcedColors: 'active' });
  await page.screenshot({ path: path.join(shots, 'forced.png'), fullPage: true });
  await page.context().close();
}

{
  const page = await open({ viewport: { width: 1360, height: 900 } });
  expect(await page.evaluate(() => document.activeElement?.className === 'ds-error-summary'), 'a page with errors starts at their summary');

  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id === 'q'), '/ goes to the search field');
  await page.click('.top__user');
  await page.click('#me [data-shortcut-toggle]');
  await page.reload();
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id !== 'q'), '/ stays off when turned off');
  await page.click('.top__user');
  await page.click('#me [data-scheme-toggle]');
  await page.reload();
  expect(await page.evaluate(() => document.documentElement.dataset.colorScheme === 'dark'), 'the colour scheme is remembered');

  await page.keyboard.press('Escape');
  await page.check('[data-all]');
  expect((await page.textContent('[data-count-ticked]')) === '4', 'the box in the head ticks all rows');

  await page.click('#f-q');
  await page.keyboard.type('sp', { delay: 20 });
  await page.waitForTimeout(400);
  await page.keyboard.type('råk', { delay: 20 });
  await page.waitForTimeout(1500);
  const live = await page.evaluate(() => {
    const field = /** @type {HTMLInputElement} */ (document.activeElement);
    return { id: field.id, value: field.value, caret: field.selectionStart, said: document.getElementById('live')?.textContent, search: location.search };
  });
  expect(live.id === 'f-q' && live.value === 'språk' && live.caret === 5, `live search keeps the field, the newest letters and the caret: ${JSON.stringify(live)}`);
  expect(/språk/.test(live.said ?? '') && /spr/.test(live.search), 'the count is read out and the address follows');
  await page.goBack();
  await page.waitForTimeout(600);
  expect(!page.url().includes('spr%C3%A5k') && (await page.inputValue('#f-q')) !== 'språk', 'back goes back');

  await page.fill('#n-name', 'Min tekst');
  await page.click('#skjema [type=submit]');
  await page.waitForFunction(() => document.getElementById('es-h')?.textContent?.startsWith('Ett'));
  expect(await page.evaluate(() => document.activeElement?.className === 'ds-error-summary'), '422: focus on the summary');
  expect(server.posts === 1 && server.body.startsWith('name=Min+tekst'), 'sent once, as a plain form would');

  server.answer = 0;
  await page.fill('#n-name', 'Min nye tekst');
  await page.click('#skjema [type=submit]');
  await page.waitForSelector('[data-swap-failed]');
  await page.waitForTimeout(300);
  expect(server.posts === 2 && (await page.inputValue('#n-name')) === 'Min nye tekst', 'a failed save is told, sent once, and the text stands');
  if (shots) await page.locator('#skjema').screenshot({ path: path.join(shots, 'failed.png') });

  server.answer = 303;
  await page.click('#skjema [type=submit]');
  await page.waitForURL(/saved/);
  expect(server.posts === 3, 'a save that worked follows to the new address');
  await page.context().close();
}
{
  const page = await open({ viewport: { width: 1360, height: 900 }, javaScriptEnabled: false });
  expect(!(await page.isVisible('[data-print]')) && (await page.isVisible('#skjema [type=submit]')), 'without script: dead buttons are not shown, forms are');
  await page.context().close();
}

await browser.close();
listener.close();
if (faults.length) {
  console.error(`\n${faults.length} faults:\n${faults.join('\n')}`);
  process.exit(1);
}
