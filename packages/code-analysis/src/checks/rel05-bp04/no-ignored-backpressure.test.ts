import { testCheck } from '../../testing/check-test.js';
import { noIgnoredBackpressure } from './no-ignored-backpressure.js';

const fs = `import { createReadStream, createWriteStream } from 'node:fs';\nconst out = createWriteStream('rows.csv');\n`;
const route = (body: string) =>
  `import express from 'express';\nexpress().get('/rows', async (req, res) => {\n  ${body}\n  res.end();\n});`;

testCheck(noIgnoredBackpressure, {
  violations: [
    {
      code: `${fs}export function save(rows) {\n  for (const row of rows) out.write(row.join(','));\n  out.end();\n}`,
      message: /^The loop writes to `out` without looking whether it is full.*\. Move the data with `pipeline`/,
      line: 4,
    },
    `${fs}export function save(rows) { rows.forEach((row) => { out.write(row); }); }`,
    `${fs}export function save(rows) { for (let i = 0; i < rows.length; i += 1) out.write(rows[i], 'utf8'); }`,
    `${fs}export function save(cursor) { while (cursor.next()) out.write(cursor.row); }`,
    {
      code: `${fs}export function copy(source) { source.on('data', (chunk) => { out.write(chunk); }); }`,
      message: /^Every piece of data is written to `out`/,
    },
    `${fs}export async function copy() { for await (const chunk of createReadStream('a.csv')) out.write(chunk); }`,
    route('const rows = req.app.rows(); for (const row of rows) res.write(row);'),
    `import { createServer } from 'node:http';\ncreateServer((req, res) => { for (const row of rows()) res.write(row); res.end(); }).listen(80);`,
    `import { PassThrough } from 'node:stream';\nexport function all(rows) { const out = new PassThrough(); for (const row of rows) out.write(row); return out; }`,
    `import type { Writable } from 'node:stream';\nexport function all(rows: string[], out: Writable) { for (const row of rows) out.write(row); }`,
    `const fs = require('fs');\nconst out = fs.createWriteStream('a');\nmodule.exports = (rows) => { for (const row of rows) out.write(row); };`,
  ],
  sound: [
    // The result is heeded, drain is waited for, a callback is given, the source is paused.
    `${fs}import { once } from 'node:events';\nexport async function save(rows) { for (const row of rows) if (!out.write(row)) await once(out, 'drain'); }`,
    `${fs}export async function save(rows) { for (const row of rows) await new Promise((done) => out.write(row, done)); }`,
    `${fs}export function copy(source) { source.on('data', (chunk) => { const more = out.write(chunk); if (!more) { source.pause(); out.once('drain', () => source.resume()); } }); }`,
    `${fs}export async function save(rows) { for (const row of rows) { out.write(row); if (out.writableNeedDrain) await settled(out); } }`,
    // pipeline and pipe do it.
    `${fs}import { pipeline } from 'node:stream/promises';\nexport const copy = () => pipeline(createReadStream('a.csv'), out);`,
    // Small constant loops, single writes, the console, handles of files, objects that are no streams.
    `${fs}for (const name of ['a', 'b']) out.write(name);`,
    `${fs}for (let i = 0; i < 3; i += 1) out.write('-');`,
    `${fs}export function head() { out.write('a,b'); }`,
    `export function print(rows) { for (const row of rows) process.stdout.write(row); }`,
    `import { open } from 'node:fs/promises';\nexport async function save(rows) { const file = await open('a', 'w'); for (const row of rows) await file.write(row); }`,
    `export function print(rows, state) { for (const row of rows) state.write(row); }`,
    // A function that is made in the loop and runs later.
    `${fs}export function later(rows) { for (const row of rows) schedule(() => { out.write(row); }); }`,
  ],
  undetermined: [
    route('for await (const token of answer()) res.write(token);'),
    `${fs}export async function save(ids) { for (const id of ids) { const row = await load(id); out.write(row); } }`,
  ],
});
