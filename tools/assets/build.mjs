// Makes what static/ holds into two sources that the program is linked with.
//
//   node tools/assets/build.mjs OUTDIR
//
// OUTDIR/files/        the files as they are served, with a hash in the name, and their .br copies
// OUTDIR/manifest.json their names, for tools/assets/check.mjs
// OUTDIR/assets.S      the bytes
// OUTDIR/assets.cc     static/assets.h, filled in
// OUTDIR/work/         the font, kept from the last run while its inputs are the same
//
// Needs no network. Needs node_modules (npm ci), and a python3 that has fonttools and brotli for the font.
import * as esbuild from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const out = path.resolve(process.argv[2] ?? usage());
const work = path.join(out, 'work');
const files = path.join(out, 'files');
const modules = path.join(root, 'node_modules');
// light-dark(), popover and :has() set the floor; nothing older could show the pages anyway.
const target = ['chrome123', 'firefox121', 'safari17.5'];

const types = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2' };

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="12" cy="13" r="8" fill="#17615c" fill-opacity=".9"/><circle cx="20" cy="13" r="8" fill="#d99a3d" fill-opacity=".85"/><circle cx="16" cy="20" r="8" fill="#9a76ab" fill-opacity=".85"/></svg>`;

function usage() {
  console.error('usage: node tools/assets/build.mjs OUTDIR');
  process.exit(2);
}

/** Loaded by browsers beside a page, when it stands there: no part of what a page costs. */
const isWorker = (asset) => asset.url.startsWith('/static/answer_worker-');

const hash = (/** @type {string | Buffer} */ bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Run `make` only when the inputs are other than those of the last run. */
function cached(name, inputs, make) {
  const key = hash(inputs.map((file) => hash(fs.readFileSync(file))).join());
  const result = path.join(work, name);
  const mark = `${result}.key`;
  if (fs.existsSync(result) && fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === key) return;
  make(result);
  fs.writeFileSync(mark, key);
}

function makeFont(source, result) {
  // /usr/bin/python3 first: that is where Debian's packages are, whatever other python3 the PATH begins with.
  const python = process.env.PYTHON ?? (fs.existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
  // script/install unpacks fontTools here where Debian's package is not installed.
  const unpacked = path.join(root, 'node_modules/.font-tools/usr/lib/python3/dist-packages');
  const env = { ...process.env, PYTHONPATH: [unpacked, process.env.PYTHONPATH].filter(Boolean).join(':') };
  execFileSync(python, [path.join(root, 'tools/assets/font.py'), source, result], { stdio: 'inherit', env });
}

/** Lets app.css import what is made here as "samloft:name". */
const made = {
  name: 'samloft',
  setup(build) {
    build.onResolve({ filter: /^samloft:/ }, ({ path: name }) => ({ path: path.join(work, name.slice('samloft:'.length)) }));
  },
};

async function bundle() {
  const result = await esbuild.build({
    entryPoints: { app: path.join(root, 'static/css/app.css'), main: path.join(root, 'static/js/main.js'), answer_worker: path.join(root, 'static/js/worker/answer_worker.js') },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'iife', // a classic script in <head> runs before the first paint
    target,
    loader: { '.woff2': 'file' },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/static',
    outdir: files,
    plugins: [made],
    nodePaths: [modules],
    logLevel: 'warning',
    legalComments: 'none',
    write: false,
  });
  fs.rmSync(files, { recursive: true, force: true });
  fs.mkdirSync(files, { recursive: true });
  return result.outputFiles.map(({ path: file, contents }) => {
    const raw = Buffer.from(contents);
    const small = zlib.brotliCompressSync(raw, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
    // woff2 is brotli inside already.
    const brotli = small.length < raw.length * 0.97 ? small : null;
    fs.writeFileSync(file, raw);
    if (brotli) fs.writeFileSync(`${file}.br`, brotli);
    const extension = path.extname(file);
    return { file, url: `/static/${path.basename(file)}`, extension, type: types[extension], etag: hash(raw), raw: raw.length, brotli: brotli?.length ?? 0 };
  });
}

function assembly(assets) {
  const blob = (symbol, file) => [`  .global ${symbol}`, `  .hidden ${symbol}`, '  .balign 16', `${symbol}:`, `  .incbin "${file}"`];
  const lines = assets.flatMap((asset, i) => [...blob(`samloft_asset_${i}`, asset.file), ...(asset.brotli ? blob(`samloft_asset_${i}_br`, `${asset.file}.br`) : [])]);
  return ['# Made by tools/assets/build.mjs.', '  .section .rodata', ...lines, '  .section .note.GNU-stack, "", %progbits', ''].join('\n');
}

function source(assets) {
  const uri = `data:image/svg+xml,${icon.replaceAll(/[^\w ().,:;/=-]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replaceAll(' ', '%20')}`;
  const span = (symbol, size) => (size ? `{${symbol}, ${size}}` : '{}');
  const index = (extension) => assets.findIndex((asset) => asset.extension === extension && !isWorker(asset));
  return `// Made by tools/assets/build.mjs.
#include "assets/assets.h"

#include <array>

extern "C" {
${assets.map((asset, i) => `extern const std::byte samloft_asset_${i}[];${asset.brotli ? `\nextern const std::byte samloft_asset_${i}_br[];` : ''}`).join('\n')}
}

namespace samloft::assets {
namespace {

const std::array<Asset, ${assets.length}> all{{
${assets.map((asset, i) => `    {"${asset.url}", "${asset.type}", "\\"${asset.etag}\\"", ${span(`samloft_asset_${i}`, asset.raw)}, ${span(`samloft_asset_${i}_br`, asset.brotli)}},`).join('\n')}
}};

}  // namespace

const Asset* find(std::string_view path) {
  for (const Asset& asset : all) {
    if (asset.path == path) return &asset;
  }
  return nullptr;
}

std::string_view stylesheet() { return all[${index('.css')}].path; }
std::string_view script() { return all[${index('.js')}].path; }
std::string_view font() { return all[${index('.woff2')}].path; }
std::string_view answer_worker() { return all[${assets.findIndex(isWorker)}].path; }

std::string_view icon_data_uri() { return "${uri}"; }

}  // namespace samloft::assets
`;
}

/** HTML is counted as 12 KB. A page that grows beyond this fails here and not in a kindergarten with a poor line. */
function checkBudget(assets) {
  const limits = { '.css': 24, '.js': 4.5, '.woff2': 26 };
  const parts = assets.filter((asset) => !isWorker(asset));
  const sizes = Object.fromEntries(parts.map((asset) => [asset.extension, (asset.brotli || asset.raw) / 1024]));
  const page = 12 + Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const words = Object.entries(sizes).map(([extension, size]) => `${extension.slice(1)} ${size.toFixed(1)}`).join(', ');
  console.log(`assets: ${words} KB; a page with 12 KB of HTML: ${page.toFixed(1)} of 60 KB`);
  const over = Object.entries(sizes).filter(([extension, size]) => size > limits[extension]).map(([extension]) => extension);
  if (over.length || page > 60) throw new Error(`over budget: ${over.join(' ') || 'the page'}`);
}

fs.mkdirSync(work, { recursive: true });
const inter = path.join(modules, 'inter-ui/variable/InterVariable.woff2');
cached('inter.woff2', [inter, path.join(root, 'tools/assets/font.py')], (result) => makeFont(inter, result));
fs.writeFileSync(path.join(work, 'font.css'), '@font-face { font-family: Inter; src: url("./inter.woff2") format("woff2"); font-weight: 400 650; font-display: swap; }\n');
const assets = await bundle();
checkBudget(assets);
fs.writeFileSync(path.join(out, 'assets.S'), assembly(assets));
fs.writeFileSync(path.join(out, 'assets.cc'), source(assets));
fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(Object.fromEntries(assets.filter((asset) => !isWorker(asset)).map((asset) => [asset.extension.slice(1), asset.url])), null, 2));
