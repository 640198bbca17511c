import type { Source } from '@faultline/code-analysis';
import { describe, expect, it } from 'vitest';
import { oxcParser } from './oxc-parser.js';
import { sourceParser, type ParseSource } from './source-parser.js';
import { typescriptParser } from './typescript-parser.js';

const samples: readonly (readonly [file: string, text: string])[] = [
  [
    'types.ts',
    'class A<T extends B<C<D>>> { #kept = 1; constructor(private readonly a?: T) { super(); } }\nexport = A;',
  ],
  ['decorated.ts', '@Injectable() export abstract class A { @Input() accessor b!: string; abstract c(): void; }'],
  ['calls.ts', 'const x = (a?.b!.c)(1, ...d) satisfies E as F; // why\nawait fetch(`/${x}`, { signal: <S>y });'],
  ['view.tsx', 'export const View = () => <A b="c" {...d}>it is {e} more</A>;'],
  [
    'plain.js',
    '#!/usr/bin/env node\nconst r = /a/u, n = 1_000n; export const f = async function* () { for await (const a of b()) yield a; };',
  ],
  ['old.cjs', "const { get } = require('http');\nmodule.exports = { get };\nreturn;"],
  ['types.d.ts', 'declare module "a" { export function b(this: C, d: number): asserts d is 1; }'],
];

/** What checks read of a tree: types, ranges, members, and which node stands in which. */
function shape({ ast, visitorKeys }: Source): unknown {
  const of = (node: Record<string, unknown> | null | undefined): unknown => {
    if (!node) return undefined;
    const children = (visitorKeys[node['type'] as string] ?? []).map((key) => {
      const child = node[key] as Record<string, unknown> | (Record<string, unknown> | null)[] | null | undefined;
      const all = Array.isArray(child) ? child : [child];
      return [key, all.map(of)];
    });
    const word = ['name', 'operator', 'kind', 'value'].map((key) => node[key]).find((one) => typeof one === 'string');
    return [node['type'], node['range'], word, children];
  };
  return of(ast as unknown as Record<string, unknown>);
}

const parsed = (parse: ParseSource, file: string, text: string): Source => {
  const source = parse(file, text);
  if (!source) throw new Error(`${file} is refused`);
  return source;
};

describe('the quick parser', () => {
  const [quick, lenient] = [oxcParser(), typescriptParser()];

  it.each(samples)('gives the tree, the comments, the tokens and the scopes of the other one: %s', (file, text) => {
    const [one, other] = [parsed(quick, file, text), parsed(lenient, file, text)];
    expect(shape(one)).toEqual(shape(other));
    const words = ({ ast }: Source) => ast.tokens?.map(({ value }) => value).filter((value) => value.trim() !== '');
    expect(words(one)).toEqual(words(other));
    const names = ({ scopeManager }: Source) =>
      scopeManager?.scopes.flatMap(({ variables }) =>
        variables.filter(({ defs }) => defs.length > 0).map(({ name }) => name),
      );
    expect(names(one)).toEqual(names(other));
    const comments = ({ ast }: Source) =>
      ast.comments?.filter(({ value }) => !value.includes('/usr/')).map(({ range }) => range);
    expect(comments(one)).toEqual(comments(other));
  });

  it('gives every node its parent', () => {
    const { ast } = parsed(quick, 'a.ts', 'a(b);');
    const [statement] = ast.body;
    expect(statement?.parent).toBe(ast);
    expect(statement).toHaveProperty('expression.callee.parent.type', 'CallExpression');
  });

  it('leaves undefined what is not written, as the other one does', () => {
    const { ast } = parsed(quick, 'a.ts', 'const a = b;');
    expect(ast.body).toMatchObject([{ declarations: [{ id: { typeAnnotation: undefined } }] }]);
  });

  it('takes what only scripts may write, and where a module writes it not', () => {
    const page = '<!-- hidden from old browsers\nlet await = 1;\n--> shown';
    expect(quick('a.js', page)?.ast.body).toHaveLength(1);
    expect([quick('a.mjs', page), quick('b.js', `export {};\n${page}`)]).toEqual([undefined, undefined]);
  });

  it('refuses what is no code', () => {
    expect(quick('a.ts', 'const const = 1;')).toBeUndefined();
  });
});

it('gives no parser that is no JavaScript what is nested so deeply that it would end the process', () => {
  expect(sourceParser()('a.ts', `${'('.repeat(50_000)}a${')'.repeat(50_000)};`)).toBeUndefined();
});

it('leaves to the lenient parser what the quick one refuses', () => {
  const text = 'if (done) return 1;';
  const quick = oxcParser();
  expect(quick('a.ts', text)).toBeUndefined();
  expect(sourceParser()('a.ts', text)?.ast.body).toHaveLength(1);
});
