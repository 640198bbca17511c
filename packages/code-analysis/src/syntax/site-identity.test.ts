import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { siteIdentity, type SiteIdentity } from './site-identity.js';

/** Identity of the part of a text between the marks `‹` and `›`. */
function identity(marked: string): SiteIdentity {
  const start = marked.indexOf('‹');
  const end = marked.indexOf('›') - 1;
  const text = marked.replace(/[‹›]/g, '');
  const { ast, visitorKeys } = parser.parseForESLint(text, { range: true, tokens: true });
  return siteIdentity({ ast: ast as TSESTree.Program, visitorKeys }, [start, end]);
}

const tokens = (marked: string): string => identity(marked).tokens;

describe('the tokens of a site', () => {
  it.each([
    ['white space and a trailing comma', '‹fetch(url, { retry: 1 })›', '‹fetch(\n  url,\n  {\n    retry: 1,\n  },\n)›'],
    ['quotes', "‹fetch('it\\'s', { 'a-b': 1, 'c': 2 })›", '‹fetch("it\'s", { "a-b": 1, c: 2 })›'],
    ['parentheses', '‹list.map((one) => fetch(one))›', '‹list.map(one => (fetch(one)))›'],
    ['semicolons and comments', '‹for (;;) wait(5_000)›;', '‹for (;;) wait( /* ms */ 5000);›'],
    ['what is done inside', '‹run(async () => { await pay(); })›', '‹run(async () => { await refund(1); })›'],
    ['the end of its first line', '‹function a(b, c) {›\n  d();\n}', '‹function a(›\n  b,\n  c,\n) {\n  d();\n}'],
    ['the body of a loop', '‹while (more()) { work(1); }›', '‹while (more()) { work(2); if (x) { y(); } }›'],
  ])('do not change with %s', (_, before, after) => expect(tokens(after)).toBe(tokens(before)));

  it.each([
    ['an argument', '‹fetch(url)›', '‹fetch(other)›'],
    ['an option', '‹fetch(url, { retry: 1 })›', '‹fetch(url, { retry: 2 })›'],
    ['what follows a block', '‹run(() => { pay(); }, 1)›', '‹run(() => { pay(); }, 2)›'],
    ['the end of a long text', `‹fetch('${'x'.repeat(300)}a')›`, `‹fetch('${'x'.repeat(300)}b')›`],
  ])('change with %s', (_, before, after) => expect(tokens(after)).not.toBe(tokens(before)));
});

describe('the symbol of a site', () => {
  it.each([
    ['app.get("/a", async () => ‹fetch(url)›)', 'get("/a")'],
    ['class Api { routes() { this.app.post("/pay", (c) => { ‹fetch(c)›; }); } }', 'Api.routes.post("/pay")'],
    ['on("message", () => ‹fetch(url)›)', 'on("message")'],
    ['export const handler = wrap(async () => ‹fetch(url)›)', 'handler'],
    ['‹fetch(url)›', ''],
  ])('of %s is %s', (text, symbol) => expect(identity(text).symbol).toBe(symbol));
});

describe('the function around a site', () => {
  const work = 'const body = await read(url, 1, 2); log(body.a, body.b); if (body.c) { await store(body.c, body.d); }';
  const pay = `async function pay(url) { ${work} return ‹fetch(url)›; }`;

  it('is the same under another name, in another place', () => {
    expect(identity(pay).body).toMatch(/^[0-9a-f]{16}$/);
    expect(identity(pay.replace('pay', 'charge')).body).toBe(identity(pay).body);
    expect(identity(`export namespace A { ${pay.replace('pay', 'charge')} }`).body).toBe(identity(pay).body);
  });

  it('is another when it does something else', () => {
    expect(identity(pay.replace('body.d', 'body.e')).body).not.toBe(identity(pay).body);
  });

  it('marks short ones, which look alike by chance, and says nothing where there is none', () => {
    expect(identity('const pay = (url) => ‹fetch(url)›').body).toMatch(/^~[0-9a-f]{16}$/);
    expect(identity('‹fetch(url)›').body).toBeUndefined();
  });
});
