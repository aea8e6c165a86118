// @ts-check
// A served demo and a browser for the tests: real files, a real server, a real Chromium.
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

// Without it a context that is offline leaves its service workers online.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

const samloft = process.env.SAMLOFT ?? 'build/samloft';

/** Imports the example, or another partnership file, into a folder of its own and serves it. @param {string} example @returns {Promise<{ address: string, data: string, stop: () => void }>} */
export async function serve(example = 'examples/kristiansand') {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'samloft-browser-'));
  execFileSync(samloft, ['import', example, '--data', data, '--demo']);
  const server = spawn(samloft, ['serve', '--demo', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((resolve, reject) => {
    let told = '';
    server.stdout.on('data', (text) => {
      told += text;
      const found = told.match(/Samløft is at (\S+)/);
      if (found) resolve(found[1]);
    });
    server.on('exit', (code) => reject(new Error(`samloft ended with ${code}`)));
  });
  return {
    address,
    data,
    stop: () => {
      server.kill('SIGTERM');
      server.on('exit', () => fs.rmSync(data, { recursive: true, force: true }));
    },
  };
}

/** Chromium as people have it; or its headless shell, the same engine, which loads a page for half the work. @param {'chromium' | 'chromium-headless-shell'} program */
export function launch(program = 'chromium') {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? `/usr/bin/${program}`,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
  });
}

/** Signs in as an invented person of the demo. @param {import('playwright-core').Page} page @param {string} address @param {string} name */
export async function signIn(page, address, name) {
  await page.goto(`${address}/login`);
  await page.locator('.login__demo button', { hasText: name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

/** The address below which an invented person of the demo makes a password, as an operator prints it. @param {string} data @param {string} mail @returns {string} */
export function wayIn(data, mail) {
  const printed = String(execFileSync(samloft, ['user', 'kristiansand', mail, '--data', data]));
  return printed.slice(printed.indexOf('/link/')).trim();
}

/** @param {string} data @param {string} mail */
export function resetSecondFactor(data, mail) {
  execFileSync(samloft, ['second-factor', 'reset', mail, '--data', data]);
}

/** As if everyone had proven who they are eleven minutes earlier than they did. @param {string} data */
export function elevenMinutesLater(data) {
  const script = `import sqlite3, sys
from datetime import datetime, timedelta, timezone
registry = sqlite3.connect(sys.argv[1], timeout=20)
then = datetime.now(timezone.utc) - timedelta(minutes=11)
registry.execute("UPDATE session SET proven_at = ?", (then.strftime("%Y-%m-%dT%H:%M:%S.000Z"),))
registry.commit()`;
  execFileSync('python3', ['-c', script, path.join(data, 'registry.sqlite')]);
}

/** A page that fails the test on any console error, CSP report or script error. @param {import('playwright-core').Browser} browser @param {object} options */
export async function watchedPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo', ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    // A 409 or 422 is an answer that the tests ask for; Chromium logs it as a failed resource.
    if (message.type() === 'error' && !/status of (404|409|422)/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/** Kinds of the example: their lists stand on the overview and in the schema. @returns {string[]} */
export function kinds() {
  const schema = JSON.parse(String(execFileSync(samloft, ['schema'])));
  return Object.keys(schema.properties).filter((key) => !['format', 'version', 'partnership'].includes(key));
}
