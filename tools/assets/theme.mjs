// Makes static/css/theme.css from static/theme.json: npm run theme. The result is kept in the
// repository, because its maker needs a newer node than Debian 12 has, and changes once in a year.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'samloft-theme-'));

/**
 * The theme's dark colours, made to reach the screen only: on paper the page is light whatever the screen shows.
 * Every block that begins with [data-color-scheme="dark"] is wrapped in @media screen, every dark media query gets "screen and".
 */
function fenceDark(css) {
  const fenced = css.replaceAll(/@media \(prefers-color-scheme:\s*dark\)/g, '@media screen and (prefers-color-scheme: dark)');
  let result = '';
  let at = 0;
  let count = 0;
  for (const match of fenced.matchAll(/\[data-color-scheme="dark"\]\s*\{/g)) {
    const end = closingBrace(fenced, match.index + match[0].length);
    result += `${fenced.slice(at, match.index)}@media screen { ${fenced.slice(match.index, end)} }`;
    at = end;
    count += 1;
  }
  if (count === 0 || fenced === css) throw new Error('fenceDark: the theme no longer looks as it did; dark colours would reach paper');
  return result + fenced.slice(at);
}

function closingBrace(css, from) {
  for (let depth = 1, at = from; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error('fenceDark: a brace is missing');
}

function makeTheme(result) {
  const tool = path.join(root, 'node_modules', '@digdir/designsystemet/dist/bin/designsystemet.js');
  const tokens = path.join(work, 'tokens');
  const built = path.join(work, 'theme');
  const config = path.join(work, 'designsystemet.config.json');
  fs.writeFileSync(config, JSON.stringify({ outDir: tokens, ...JSON.parse(fs.readFileSync(path.join(root, 'static/theme.json'), 'utf8')) }));
  const run = (...words) => execFileSync(process.execPath, [tool, ...words], { cwd: work, stdio: ['ignore', 'pipe', 'inherit'] });
  run('tokens', 'create', '--clean', '--config', config);
  run('tokens', 'build', '-t', tokens, '-o', built, '--clean');
  const css = fs.readFileSync(path.join(built, 'samloft.css'), 'utf8').replace(/@charset[^;]*;/, '');
  fs.writeFileSync(result, fenceDark(css));
}

makeTheme(path.join(root, 'static/css/theme.css'));
fs.rmSync(work, { recursive: true });
