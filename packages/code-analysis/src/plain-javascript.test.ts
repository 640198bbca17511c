import { describe, expect, it } from 'vitest';
import { judgeText } from './testing/judge-file.js';

/** Forms of plain JavaScript: parsers of it leave out what only types need, and each form has calls that rules follow. */
const forms = {
  'a class with fields, accessors and a static block': `
    class Orders extends Base {
      static #open = new Map(); static count = 0; #client; items = []; 'quoted' = 1; [computed] = 2;
      static { Orders.count = 1; fetch('https://a.example.com/init'); }
      constructor(client, { retries = 3, ...rest } = {}) { super(rest); this.#client = client; this.items = [rest]; }
      get size() { return this.items.length; } set size(value) { this.items.length = value; }
      async #load(id) { return this.#client.get(id) ?? (await fetch(\`https://a.example.com/\${id}\`)); }
      async *pages() { for (;;) yield* await this.#load(Orders.#open.size++); }
      static async create(...args) { const made = new Orders(...args); Orders.#open.set(made.size, made); return made; }
      has(value) { return #client in value; }
    }
    export default class extends Orders { push(item) { this.items.push(item); setInterval(() => this.push(item), 1000); } }`,
  'a handler that is a method of an instance': `
    const express = require('express');
    class Api { seen = new Map(); async place(req, res) { this.seen.set(req.body.id, req.body); res.json(await fetch('https://b.example.com')); } }
    const api = new Api(); const app = express(); app.post('/orders', (req, res) => api.place(req, res)); app.listen(3000);`,
  'functions of each kind': `
    export default async function handler(event, context = {}, ...more) { arguments[0]; return new.target ?? event.Records.map(one); }
    function* ids() { yield; yield 1; yield* [2]; } async function* read() { for await (const x of read()) yield x; }
    const one = async ({ body: { items: [first, , ...others] = [] } = {} }) => (others.length, await fetch(first));
    const named = function inner() { return inner; }; (() => {})(); label: for (const k in one) { if (k) continue label; else break label; }`,
  'patterns, spreads and templates': `
    let { a = 1, ['b']: b, c: { d, ...e }, ...f } = process.env; [a, b = 2, ...[d]] = [a, , ...f]; ({ a, b: e.x } = f);
    const sql = tag\`select \${a} from \${b}\`; const text = \`\${a}\${\`\${b}\`}\`; const o = { a, b() {}, get c() { return 1; }, set c(v) {}, [a]: b, ...f, __proto__: null };
    export { a as "quoted name", b }; export * from './c.js'; export * as d from './d.js'; export const [x, { y }] = o;`,
  operators: `
    a?.b?.[c]?.(d); a ??= b; a ||= c; a &&= d; a **= 2; void 0, typeof a, delete a.b, -a, +b, !c, ~d; a ? b : c; 1n ** 2n; /re/v.test(a); a?.b.c(d)?.e;
    if (a instanceof B && 'x' in a) throw new Error('x', { cause: a }); else do { a--; } while (a); debugger; with_ = import.meta.url;`,
  'errors, switches and loops': `
    export async function run(queue) {
      for (let attempt = 0; ; attempt++) { try { return await fetch(queue.url); } catch { await new Promise((done) => setTimeout(done, 2 ** attempt)); } finally { queue.close(); } }
    }
    switch (a) { case 1: { break; } case 2: default: fetch(a).catch(() => null).finally(() => {}); } try { a(); } catch ({ message }) { console.log(message); }
    while (true) { try { await fetch('https://c.example.com'); break; } catch (e) { if (e.code === 'X') throw e; } }`,
  'modules in each way': `
    import axios, { get as load } from 'axios'; import * as all from 'undici'; import 'side'; import data from './x.json' with { type: 'json' };
    const lazy = () => import('axios').then(({ default: client }) => client.get('https://d.example.com'));
    const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3'); new S3Client({ maxAttempts: 5 }).send(new PutObjectCommand({}));
    all.request(load); axios.create().get(data);`,
  'an old script': `
    var self = this, cache = {}; module.exports = function (app) { app.get('/x', function (req, res, next) { cache[req.params.id] = req.body; require('request')('http://e.example.com', next); }); };
    module.exports.handler = exports.other = function () { return self; }; function Legacy() { if (!(this instanceof Legacy)) return new Legacy(); this.items = []; }
    Legacy.prototype.add = function (x) { this.items.push(x); }; var x = function () {}, y; x.call(null), x.apply(this, arguments);`,
  'nothing at all': '',
  'a directive and a shebang': `#!/usr/bin/env node\n'use strict';\n;;`,
};

const parsers = ['espree', 'babel', 'typescript'] as const;

describe.each(Object.entries(forms))('%s', (_, code) => {
  it('is judged by all checks, and alike whatever the parser', () => {
    const [own, ...others] = parsers.map((parser) => judgeText(code, parser, 'src/file.js'));
    expect(own?.faults).toEqual([]);
    for (const other of others) expect(other).toEqual(own);
  });
});

it('finds in classes of plain JavaScript what it finds elsewhere', () => {
  const found = judgeText(forms['a class with fields, accessors and a static block'], 'espree', 'src/file.js').verdicts;
  expect(found.filter(({ check }) => check === 'require-http-timeout').map(({ status }) => status)).toEqual([
    'violation',
    'violation',
  ]);
});
