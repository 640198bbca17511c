import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { Resolver } from './resolve.js';
import { Scopes } from './scopes.js';
import { valuesOf } from './static-value.js';
import type { Terminal } from './terminal.js';
import { walk, type Node } from './tree.js';

/** The argument of `look(...)` in a text, and a resolver for the text. */
function lookIn(text: string): { resolver: Resolver; node: Node; path: string[] } {
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(text, {
    range: true,
    loc: true,
    sourceType: 'module',
  });
  let found: TSESTree.CallExpression | undefined;
  const assignments: TSESTree.AssignmentExpression[] = [];
  walk(ast as TSESTree.Program, visitorKeys, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'look')
      found = node;
    if (node.type === 'AssignmentExpression') assignments.push(node);
  });
  const [node, path] = found?.arguments ?? [];
  if (!node) throw new Error('the text has no look(...)');
  return {
    resolver: new Resolver(new Scopes(scopeManager as never), () => assignments),
    node,
    path: path?.type === 'Literal' ? String(path.value).split('.') : [],
  };
}

function describeTerminal(terminal: Terminal): string {
  switch (terminal.kind) {
    case 'module':
      return `${terminal.module}:${terminal.path.join('.')}`;
    case 'global':
      return `global:${terminal.path.join('.')}`;
    case 'parameter':
      return `parameter ${terminal.index}:${terminal.path.join('.')}${terminal.optional ? '?' : ''}`;
    case 'expression':
      return `${terminal.node.type}${terminal.path.map((name) => `.${name}`).join('')}`;
    case 'absent':
      return 'absent';
    case 'unknown':
      return 'unknown';
  }
}

function resolved(text: string): string[] {
  const { resolver, node, path } = lookIn(text);
  return resolver.resolve(node, path).map(describeTerminal);
}

function values(text: string): unknown[] {
  const { resolver, node } = lookIn(text);
  return valuesOf(resolver, node).map((value) => {
    if (value.kind === 'known') return value.value;
    return value.kind === 'env' ? `env ${value.name}${value.converted ? ' as a number' : ''}` : 'unknown';
  });
}

describe('what a name is bound to', () => {
  it.each([
    [`import axios from 'axios'; look(axios);`, 'axios:default'],
    [`import { get } from 'axios'; look(get);`, 'axios:get'],
    [`import { get as load } from 'axios'; look(load);`, 'axios:get'],
    [`import * as pg from 'pg'; look(pg.Pool);`, 'pg:Pool'],
    [`import pg = require('pg'); look(pg.Pool);`, 'pg:Pool'],
    [`const { Pool: P } = require('pg'); look(P);`, 'pg:Pool'],
    [`const sdk = await import('pg'); look(sdk.Pool);`, 'pg:Pool'],
    [`import axios from 'axios'; const f = axios.get; look(f);`, 'axios:default.get'],
    [`import axios from 'axios'; const { create: make } = axios; look(make);`, 'axios:default.create'],
    [`import axios from 'axios'; class A { http = axios; run() { look(this.http.get); } }`, 'axios:default.get'],
    [`import axios from 'axios'; class A { static readonly http = axios; } look(A.http.get)`, 'axios:default.get'],
    [
      `import axios from 'axios'; class A { static http = axios; } A.http = other; look(A.http)`,
      'ClassDeclaration.http',
    ],
    [`import axios from 'axios'; class A { http = axios; } look(A.http)`, 'ClassDeclaration.http'],
    [
      `import axios from 'axios'; class A { constructor() { this.http = axios; } run() { look(this.http); } }`,
      'axios:default',
    ],
    [`look(fetch);`, 'global:fetch'],
    [`look(globalThis.fetch);`, 'global:fetch'],
    // A declaration tells a type, and what runs is the global.
    [`declare const fetch: Fetch; look(fetch);`, 'global:fetch'],
    [`declare function fetch(url: string): Promise<any>; look(fetch);`, 'global:fetch'],
    [`function fetch() {} look(fetch);`, 'FunctionDeclaration'],
    [`function f(a, { b }) { look(b); }`, 'parameter 1:b'],
    [`function f(a?: string) { look(a); }`, 'parameter 0:?'],
    [`let a = a; look(a);`, 'unknown'],
    [`let n = 0; n += 1; look(n);`, 'unknown'],
    [`for (const n of list) look(n);`, 'unknown'],
  ])('%s', (text, wanted) => expect(resolved(text)).toEqual([wanted]));
});

describe('what a member of an object is', () => {
  it.each([
    [`look({ a: 1 }, 'b');`, ['absent']],
    [`look({ a: 1, a: 'x' }, 'a');`, ['Literal']],
    [`const base = { a: { b: 1 } } as const; look({ ...base }, 'a.b');`, ['Literal']],
    [`look({ a: 1, ...other }, 'a');`, ['global:other.a', 'Literal']],
    [`look({ ...other, a: 1 }, 'a');`, ['Literal']],
    [`look({ ...(on && { a: 1 }) }, 'a');`, ['Literal', 'absent']],
    [`look(on ? { a: 1 } : {}, 'a');`, ['Literal', 'absent']],
    [`const o = {}; o.a = 1; look(o, 'a');`, ['Literal']],
    [`const o = {}; if (on) o.a = 1; look(o, 'a');`, ['Literal', 'absent']],
    [`const o = {}; look(o, 'a'); o.a = 1;`, ['Literal', 'absent']],
    [`const o = {}; o[key] = 1; look(o, 'a');`, ['unknown', 'absent']],
    [`look(Object.assign({}, { a: 1 }), 'a');`, ['Literal']],
    [`look(Object.freeze({ a: 1 }), 'a');`, ['Literal']],
    [`const make = (a) => ({ a }); look(make(1), 'a');`, ['Literal']],
    [`const make = ({ a = 1 } = {}) => ({ a }); look(make(), 'a');`, ['Literal']],
    [`function f(options) { const { a, ...rest } = options; look(rest, 'a'); }`, ['absent']],
    [`function f(options) { const { a, ...rest } = options; look(rest, 'b'); }`, ['parameter 0:b']],
    [`look({ [key]: 1 }, 'a');`, ['unknown', 'absent']],
  ])('%s', (text, wanted) => expect(resolved(text)).toEqual(wanted));
});

describe('what an expression is worth', () => {
  it.each<[string, unknown[]]>([
    [`look(30 * 1000);`, [30_000]],
    [`const second = 1_000; const limit = 5 * second; look(limit);`, [5_000]],
    [`const limits = { read: 5 } as const; look(limits.read);`, [5]],
    [`look(on ? 1 : 2);`, [1, 2]],
    [`look(\`\${1}-a\`);`, ['1-a']],
    [`look(-1);`, [-1]],
    [`look(Infinity);`, [Infinity]],
    [`look(undefined);`, [undefined]],
    [`look(null!);`, [null]],
    [`look(Math.min(3, 4));`, [3]],
    [`look(Number('12'));`, [12]],
    [`look(process.env.LIMIT);`, ['env LIMIT']],
    [`look(Number(process.env.LIMIT));`, ['env LIMIT as a number']],
    [`look(Number(process.env.LIMIT) || 5);`, ['env LIMIT as a number', 5]],
    [`look(compute());`, ['unknown']],
  ])('%s', (text, wanted) => expect(values(text)).toEqual(wanted));
});

it('ends with values that depend on each other in many ways', () => {
  const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
  const text = names
    .map((name, i) => `let ${name} = v${(i + 1) % 30} ?? v${(i + 2) % 30} ?? v${(i + 3) % 30};`)
    .join('\n');
  expect(resolved(`${text}\nlook(v0);`).length).toBeGreaterThan(0);
});

it.each([
  'let text = "a"; text = `${text} b`; text = `${text} c`; look(text);',
  'let text; text = `${text} b`; look(text);',
  'let n; n = n + 1; look(n);',
  'const count = (n) => count(n - 1) + 1; look(count(2));',
])('has no single value for one that is made of itself: %s', (text) => {
  const { resolver, node } = lookIn(text);
  expect(valuesOf(resolver, node).some(({ kind }) => kind === 'unknown')).toBe(true);
});
