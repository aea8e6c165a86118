// @ts-check
// Evil text in every field of every kind: the example again, with markup after whatever somebody typed,
// as far as the rules let it in. What of it becomes an element, an attribute or a script is a fault.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const samloft = process.env.SAMLOFT ?? 'build/samloft';
const evil = `"'></option></textarea></title></style></script>-->]]><evil-tag onclick=evil()><img src=/evil onerror=evil()><svg onload=evil()><a href=javascript:evil()>‮</a>[x](javascript:evil())`;
const short = `"'><evil-tag>`;

/** The longest of both that a field takes after its own text; nothing when it takes neither. @param {string} text @param {number} longest */
const spoilt = (text, longest) => [evil, short].map((end) => text + end).find((whole) => [...whole].length <= longest);

/** @param {any} value @param {string[]} pointer */
const at = (value, pointer) => pointer.reduce((found, key) => found?.[key], value);

/**
 * A partnership file of the example with evil text, and how many fields hold it.
 * @returns {{ file: string, fields: number, kinds: number }}
 */
export function evilExample() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samloft-evil-'));
  const data = path.join(folder, 'data');
  execFileSync(samloft, ['import', 'examples/kristiansand', '--data', data, '--demo']);
  const good = JSON.parse(String(execFileSync(samloft, ['export', 'kristiansand', '--data', data], { maxBuffer: 1 << 28 })));
  fs.rmSync(data, { recursive: true });
  const schema = JSON.parse(String(execFileSync(samloft, ['schema'], { maxBuffer: 1 << 28 })));
  const bad = structuredClone(good);
  /** @type {Set<string>} */
  const fields = new Set();
  for (const [kind, property] of Object.entries(schema.properties)) {
    if (property.type !== 'array') continue;
    const described = schema.$defs[property.items.$ref.split('/').pop()].properties;
    for (const [index, record] of (bad[kind] ?? []).entries()) {
      for (const [name, field] of Object.entries(described)) {
        const whole = field.type === 'string' && !field.pattern && !field.format && !field.enum && typeof record[name] === 'string' && spoilt(record[name], field.maxLength ?? 20_000);
        if (!whole) continue;
        record[name] = whole;
        fields.add(`/${kind}/${index}/${name}`);
      }
    }
  }
  const file = path.join(folder, 'evil.json');
  // What a rule refuses (a mail address, what was frozen) becomes what it was.
  for (;;) {
    fs.writeFileSync(file, JSON.stringify(bad));
    const told = spawnSync(samloft, ['import', file, '--dry-run', '--data', path.join(folder, 'dry')], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const named = [...`${told.stdout}${told.stderr}`.matchAll(/^ {2}(\/\S+): /gm)].map((one) => one[1] ?? '');
    if (told.status === 0) break;
    const faulty = named.filter((one) => fields.has(one));
    // A seal that no longer fits is no text of ours: the texts of its record are what they were.
    const sealed = named.filter((one) => !fields.has(one)).map((one) => `${one.slice(0, one.lastIndexOf('/'))}/`);
    const refused = (faulty.length > 0 ? faulty : [...fields].filter((one) => sealed.some((record) => one.startsWith(record)))).filter((one) => fields.delete(one));
    if (refused.length === 0) throw new Error(`the evil example is refused: ${told.stderr}`);
    for (const pointer of refused) {
      const [kind = '', index = '', name = ''] = pointer.split('/').slice(1);
      bad[kind][index][name] = at(good, [kind, index, name]);
    }
  }
  return { file, fields: fields.size, kinds: new Set([...fields].map((pointer) => pointer.split('/')[1])).size };
}

/**
 * What evil text became of a page that a script in it, or a click, could use.
 * @param {import('playwright-core').Page} page @returns {Promise<string[]>}
 */
export function evilFaults(page) {
  return page.evaluate(() => [
    ...[...document.querySelectorAll('evil-tag, [onclick], [onerror], [onload], [src*=evil], [href^="javascript:" i]')].map((one) => `evil text became ${one.outerHTML.slice(0, 120)}`),
    ...('evil' in window ? ['evil text ran'] : []),
  ]);
}
