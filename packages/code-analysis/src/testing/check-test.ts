import { describe, expect, it } from 'vitest';
import { analyze } from '../behaviour/analyze.js';
import type { CodeCheck, Edit, SiteVerdict } from '../checks/define-check.js';
import { readSettings, type FaultlineSettings } from '../settings.js';
import { positionAt } from '../syntax/source.js';
import { parse, parserNames, withoutTypes, type ParserName } from './parsers.js';
import { engineOf } from './project.js';

/** Code for a check, with what differs from the usual. */
export interface CheckCase {
  readonly code: string;
  /** Decides on JSX and module kind as ESLint does. Default: `src/file.ts`. */
  readonly filename?: string;
  readonly settings?: FaultlineSettings;
  /** Other files of the project, by path; without them the check has the one file alone. */
  readonly files?: Readonly<Record<string, string>>;
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

/** Lists of code by what a check must say of them. */
export interface CheckCases {
  /** Exactly one violation each, and nothing undetermined. */
  readonly violations: readonly (string | CheckCase)[];
  /** Neither a violation nor anything undetermined. */
  readonly sound: readonly (string | CheckCase)[];
  /** Exactly one undetermined site each, and no violation. */
  readonly undetermined?: readonly (string | CheckCase)[];
}

const defaultFilename = 'src/file.ts';

type Status = SiteVerdict['status'];
type Located = SiteVerdict & { readonly line: number };

/**
 * Tests a check on lists of code. Every text is judged under each parser that can read it, and where only that of TypeScript can, a
 * check must not fail on the text without its types under the others either: what it says may hang on the types. A suggestion must
 * give code that parses and that the check no longer objects to.
 */
export function testCheck(check: CodeCheck, cases: CheckCases): void {
  const { violations, sound, undetermined = [] } = cases;
  rejectUselessLists(check.meta.name, cases);
  describe(check.meta.name, () => {
    it('says nothing of an empty file', () => {
      expect(verdicts(check, { code: '' }, 'typescript')).toEqual([]);
    });
    for (const [title, list, wanted] of [
      ['violation', violations, { violation: 1, undetermined: 0 }],
      ['sound', sound, { violation: 0, undetermined: 0 }],
      ['undetermined', undetermined, { violation: 0, undetermined: 1 }],
    ] as const) {
      if (list.length > 0)
        describe(title, () => {
          for (const entry of list) {
            const one: CheckCase = typeof entry === 'string' ? { code: entry } : entry;
            it(one.code, () => {
              const parsers = parsersFor(one);
              for (const parser of parsers) testCase(check, one, parser, title, wanted);
              if (parsers.length === 1) testWithoutTypes(check, one);
            });
          }
        });
    }
  });
}

function testCase(
  check: CodeCheck,
  one: CheckCase,
  parser: ParserName,
  title: Status | 'sound',
  wanted: Readonly<Record<'violation' | 'undetermined', number>>,
): void {
  const all = verdicts(check, one, parser);
  const of = (status: Status) => all.filter((verdict) => verdict.status === status);
  const times = one.count ?? 1;
  const seen = `${parser}: ${JSON.stringify(all, undefined, 1)}`;
  expect(of('violation').length, seen).toBe(wanted.violation * times);
  expect(of('undetermined').length, seen).toBe(wanted.undetermined * times);
  const first = title === 'sound' ? all[0] : of(title)[0];
  if (one.message !== undefined) expect(first?.message).toMatch(one.message);
  if (one.line !== undefined) expect(first?.line).toBe(one.line);
  const repaired = of('violation').flatMap(({ suggestions = [] }) =>
    suggestions.map(({ edits }) => edited(one.code, edits)),
  );
  if (one.repaired !== undefined) expect(repaired[0]).toBe(one.repaired);
  for (const code of repaired) {
    const after = verdicts(check, { ...one, code }, parser).filter(({ status }) => status === 'violation');
    expect(after.length, `a suggestion leaves the violation in:\n${code}`).toBeLessThan(of('violation').length);
  }
}

function testWithoutTypes(check: CodeCheck, one: CheckCase): void {
  const plain = { ...one, code: withoutTypes(one.code, one.filename) };
  for (const parser of parsersFor(plain)) expect(() => verdicts(check, plain, parser), parser).not.toThrow();
}

/** What a check says of a text, in the order of the places. */
function verdicts(check: CodeCheck, one: CheckCase, parser: ParserName): readonly Located[] {
  const { code, filename = defaultFilename, options = check.defaultOptions ?? [] } = one;
  const source = parse(parser, code, filename);
  const engine = one.files && engineOf({ ...one.files, [filename]: code });
  const settings = readSettings({ faultline: one.settings ?? {} });
  const facts = analyze(source, settings, filename, engine && (() => engine));
  const found = [...check.judge(facts, { settings, options, filename, source })];
  return found
    .toSorted((a, b) => a.at.range[0] - b.at.range[0])
    .map((verdict) => ({ ...verdict, line: positionAt(source, verdict.at.range[0]).line }));
}

/** Parsers of plain JavaScript take part where they can read the text. */
function parsersFor({ code, filename = defaultFilename }: CheckCase): readonly ParserName[] {
  return parserNames.filter((parser) => {
    if (parser === 'typescript') return true;
    try {
      parse(parser, code, filename);
      return true;
    } catch {
      return false;
    }
  });
}

function edited(code: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((text, { range, text: put }) => text.slice(0, range[0]) + put + text.slice(range[1]), code);
}

function rejectUselessLists(name: string, { violations, sound, undetermined = [] }: CheckCases): void {
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
