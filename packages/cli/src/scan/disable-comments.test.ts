import { Linter, type Rule } from 'eslint';
import { expect, it } from 'vitest';
import { sourceParser } from '../workload/source-parser.js';
import { DisableComments } from './disable-comments.js';

const comments = [
  '/* eslint-disable */',
  '/* eslint-disable fl/a */',
  '/* eslint-disable fl/a, fl/b -- PROJ-1: both */',
  "/* eslint-disable 'fl/b' -- quoted */",
  '/* eslint-enable */',
  '/* eslint-enable fl/a -- no reason counts here */',
  '// eslint-disable fl/a',
  '// eslint-disable-line',
  '// eslint-disable-line fl/a -- until 2027-01-31: one',
  '// eslint-disable-next-line fl/b, no-undef -- two',
  '/* eslint-disable-next-line fl/a -- a\n reason on two lines */',
  '/* eslint-disable-line fl/a\n */',
  '/* eslint-disable-next-line */',
  '// eslint-disable-next-lines fl/a',
  '/** eslint-disable fl/a */',
];
const code = ['a();', 'b();', '  b(); a();', '', 'x = { y: a() };'];

/** Numbers below a limit, the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
}

function text(seed: number): string {
  const next = numbers(seed);
  const pick = (from: readonly string[]): string => from[next(from.length)] ?? '';
  return Array.from({ length: 12 }, () =>
    next(2) === 0 ? pick(comments) : `${pick(code)} ${next(3) === 0 ? pick(comments) : ''}`,
  ).join('\n');
}

const objectsTo = (name: string): Rule.RuleModule => ({
  create: (context) => ({
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === name) context.report({ node, message: name });
    },
  }),
});

/** What ESLint suppresses, and which comments it finds unused. */
function byEslint(source: string) {
  const messages = new Linter().verify(source, {
    plugins: { fl: { rules: { a: objectsTo('a'), b: objectsTo('b') } } },
    rules: { 'fl/a': 'error', 'fl/b': 'error' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  });
  const linter = new Linter();
  linter.verify(source, {
    plugins: { fl: { rules: { a: objectsTo('a'), b: objectsTo('b') } } },
    rules: { 'fl/a': 'error', 'fl/b': 'error' },
  });
  const { getSuppressedMessages } = linter as unknown as { getSuppressedMessages(): Linter.SuppressedLintMessage[] };
  const suppressed = getSuppressedMessages
    .call(linter)
    .filter(({ ruleId }) => ruleId !== null)
    .map(({ ruleId, line, column, suppressions }) => `${ruleId} ${line}:${column} ${suppressions.length}`);
  const unused = messages.flatMap(({ message, line, column }) => {
    if (!message.startsWith('Unused eslint-disable directive')) return [];
    return [...message.matchAll(/'(fl\/[^']+)'/g)].map(([, rule]) => `${rule} ${line}:${column}`);
  });
  return { suppressed: suppressed.toSorted(), unused: unused.toSorted() };
}

it('suppresses what ESLint does, and finds the same comments unused', () => {
  const parse = sourceParser();
  const shown: string[] = [];
  for (let seed = 1; seed <= 400; seed += 1) {
    const file = text(seed);
    const source = parse('a.js', file);
    if (!source) throw new Error(`cannot be parsed:\n${file}`);
    const directives = DisableComments.of(source, 'fl');
    const calls = [
      ...file.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, (gone) => gone.replace(/[^\n]/g, ' ')).matchAll(/\b([ab])\(\)/g),
    ];
    const suppressed = calls.flatMap(({ 1: name, index }) => {
      const before = file.slice(0, index).split('\n');
      const at = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
      const found = directives.suppressionsOf({ rule: `fl/${name}`, at }, true);
      return found.length === 0 ? [] : [`fl/${name} ${at.line}:${at.column} ${found.length}`];
    });
    const unused = directives.unused.map(({ rule, at }) => `${rule} ${at.line}:${at.column}`);
    expect({ suppressed: suppressed.toSorted(), unused: unused.toSorted() }, file).toEqual(byEslint(file));
    shown.push(...suppressed, ...unused);
  }
  expect(shown.length).toBeGreaterThan(1_000);
});

it('keeps the reasons, those of blocks first', () => {
  const file =
    '/* eslint-disable fl/a -- PROJ-1: all of it */\na(); // eslint-disable-line -- until 2027-01-31: this one';
  const source = sourceParser()('a.js', file);
  if (!source) throw new Error('cannot be parsed');
  expect(DisableComments.of(source, 'fl').suppressionsOf({ rule: 'fl/a', at: { line: 2, column: 1 } }, true)).toEqual([
    { kind: 'directive', ticket: 'PROJ-1', reason: 'all of it' },
    { kind: 'directive', until: '2027-01-31', reason: 'this one' },
  ]);
});
