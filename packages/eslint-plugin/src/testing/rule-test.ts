import typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { decodeVerdict, type CodeVerdict } from '../audit.js';
import type { FaultlineRule } from '../rules/define-rule.js';
import type { FaultlineSettings } from '../settings.js';

/** Code for a rule, with what differs from the usual. */
export interface RuleCase {
  readonly code: string;
  /** Decides on JSX and module kind as ESLint does. Default: `src/file.ts`. */
  readonly filename?: string;
  readonly settings?: FaultlineSettings;
  readonly options?: readonly unknown[];
  /** How many verdicts of the list's status are expected. Default: 1. */
  readonly count?: number;
  /** What the message of the first of them must contain. */
  readonly message?: string | RegExp;
  /** Line of the first of them, from 1. */
  readonly line?: number;
  /** The code after the first suggestion of the first violation. */
  readonly repaired?: string;
}

/** Lists of code by what a rule must say of them. */
export interface RuleCases {
  /** Exactly one violation each, and nothing undetermined. */
  readonly violations: readonly (string | RuleCase)[];
  /** Neither a violation nor anything undetermined. */
  readonly sound: readonly (string | RuleCase)[];
  /** Exactly one undetermined site each, and no violation. */
  readonly undetermined?: readonly (string | RuleCase)[];
}

const defaultFilename = 'src/file.ts';

type Status = CodeVerdict['status'];
type ParserName = 'typescript' | 'espree';

/** What one run of a rule over one text gave. */
interface Run {
  /** The verdicts of audit mode, in the order of their places. */
  readonly verdicts: readonly (CodeVerdict & { readonly line: number })[];
  /** The messages of normal mode. */
  readonly reported: readonly Linter.LintMessage[];
}

/**
 * Tests a rule on lists of code. Every text is linted with the parser of typescript-eslint, and with ESLint's own where
 * that can read it; in audit mode for the statuses, in normal mode for what people see. A suggestion must give code
 * that parses and that the rule no longer objects to.
 */
export function testRule(rule: FaultlineRule, cases: RuleCases): void {
  const { violations, sound, undetermined = [] } = cases;
  rejectUselessLists(rule.check.name, cases);
  describe(rule.check.name, () => {
    it('says nothing of an empty file', () => {
      expect(run(rule, { code: '' }, 'typescript')).toEqual({ verdicts: [], reported: [] });
    });
    for (const [title, list, wanted] of [
      ['violation', violations, { violation: 1, undetermined: 0 }],
      ['sound', sound, { violation: 0, undetermined: 0 }],
      ['undetermined', undetermined, { violation: 0, undetermined: 1 }],
    ] as const) {
      if (list.length > 0)
        describe(title, () => {
          for (const entry of list) {
            const one: RuleCase = typeof entry === 'string' ? { code: entry } : entry;
            it(one.code, () => {
              for (const parser of parsersFor(one)) checkCase(rule, one, parser, title, wanted);
            });
          }
        });
    }
  });
}

function checkCase(
  rule: FaultlineRule,
  one: RuleCase,
  parser: ParserName,
  title: Status | 'sound',
  wanted: Readonly<Record<'violation' | 'undetermined', number>>,
): void {
  const { verdicts, reported } = run(rule, one, parser);
  const of = (status: Status) => verdicts.filter((verdict) => verdict.status === status);
  const times = one.count ?? 1;
  const seen = `${parser}: ${JSON.stringify(verdicts, undefined, 1)}`;
  expect(of('violation').length, seen).toBe(wanted.violation * times);
  expect(of('undetermined').length, seen).toBe(wanted.undetermined * times);
  expect(reported.length, 'normal mode reports the violations and nothing else').toBe(of('violation').length);
  const first = title === 'sound' ? verdicts[0] : of(title)[0];
  if (one.message !== undefined) expect(first?.message).toMatch(one.message);
  if (one.line !== undefined) expect(first?.line).toBe(one.line);
  if (one.repaired !== undefined) expect(repairs(one.code, reported)[0]).toBe(one.repaired);
  for (const repaired of repairs(one.code, reported)) {
    const after = run(rule, { ...one, code: repaired }, parser).reported;
    expect(after.length, `a suggestion leaves the violation in:\n${repaired}`).toBeLessThan(reported.length);
  }
}

/** Runs a rule over a text, once in audit mode and once in normal mode. */
function run(rule: FaultlineRule, one: RuleCase, parser: ParserName): Run {
  const verdicts = lint(rule, { ...one, settings: { ...one.settings, audit: true } }, parser).map((message) => {
    const verdict = decodeVerdict(message.message);
    if (!verdict) throw new Error(`Not a verdict: ${message.message}`);
    return { ...verdict, line: message.line };
  });
  return { verdicts, reported: lint(rule, one, parser) };
}

function lint(rule: FaultlineRule, one: RuleCase, parser: ParserName): Linter.LintMessage[] {
  const filename = one.filename ?? defaultFilename;
  const messages = new Linter().verify(one.code, configuration(one, parser, rule), { filename });
  const failure = messages.find((message) => message.ruleId === null);
  if (failure) throw new Error(`It was not linted (${parser}): ${failure.message}\n${one.code}`);
  return messages;
}

/** A configuration with the rule, or with none. */
function configuration(one: RuleCase, parser: ParserName, rule?: FaultlineRule): Linter.Config[] {
  const { filename = defaultFilename, options = [], settings = {} } = one;
  return [
    {
      files: ['**/*.?(c|m)[jt]s?(x)'],
      ...(rule && {
        plugins: { faultline: { rules: { [rule.check.name]: rule } } },
        rules: { [`faultline/${rule.check.name}`]: ['error', ...options] },
      }),
      settings: { faultline: settings },
      languageOptions: {
        ...(parser === 'typescript' && { parser: typescript }),
        sourceType: /\.c[jt]s$/.test(filename) ? 'commonjs' : 'module',
        parserOptions: { ecmaFeatures: { jsx: filename.endsWith('x') } },
      },
    },
  ];
}

/** ESLint's own parser reads JavaScript only, so it takes part where it can. */
function parsersFor(one: RuleCase): ParserName[] {
  const filename = one.filename ?? defaultFilename;
  const messages = new Linter().verify(one.code, configuration(one, 'espree'), { filename });
  return messages.some((message) => message.fatal) ? ['typescript'] : ['typescript', 'espree'];
}

/** The text after each suggestion of each message. */
function repairs(code: string, messages: readonly Linter.LintMessage[]): string[] {
  return messages.flatMap(({ suggestions = [] }) =>
    suggestions.map(({ fix }) => code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1])),
  );
}

function rejectUselessLists(name: string, { violations, sound, undetermined = [] }: RuleCases): void {
  if (violations.length === 0 || sound.length === 0) {
    throw new Error(`The tests of ${name} need code that violates it and code that does not.`);
  }
  const seen = new Set<string>();
  for (const entry of [...violations, ...sound, ...undetermined]) {
    const key = JSON.stringify(typeof entry === 'string' ? { code: entry } : entry);
    if (seen.has(key)) throw new Error(`The tests of ${name} have a case twice: ${key}`);
    seen.add(key);
  }
}
