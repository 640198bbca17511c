import { Linter } from 'eslint';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as analysis from '@faultline/code-analysis';
import { analyze, defineCheck, type CodeCheckMetadata, type SiteVerdict } from '@faultline/code-analysis';
import { decodeFault, decodeVerdict } from './audit.js';
import { ruleOfCheck } from './rule-of-check.js';

vi.mock('@faultline/code-analysis', async (original) => ({
  ...(await original<typeof analysis>()),
  analyze: vi.fn(() => ({ where: { where: 'server' } })),
}));
beforeEach(() => vi.mocked(analyze).mockClear());

const code = 'class Shop {\n  pay() {\n    charge(\n      1);\n  }\n}\n';
const site = { range: [code.indexOf('charge'), code.indexOf(';')] as const };
const verdicts: SiteVerdict[] = [
  {
    at: site,
    status: 'violation',
    message: 'It uses {{ braces }} and $& signs. Do not.',
    severity: 'warning',
    related: [{ at: { range: [0, 5] }, message: 'client made' }],
    evidence: { calls: 1 },
    suggestions: [{ desc: 'Pay twice', edits: [{ range: [site.range[1], site.range[1]], text: '()' }] }],
  },
  { at: site, status: 'compliant', message: 'It is sound.' },
  { at: site, status: 'undetermined', message: 'It cannot be told.' },
];

const meta: CodeCheckMetadata = {
  name: 'no-sample',
  bestPractice: 'REL05-BP05',
  layer: 'code',
  severity: 'error',
  precision: 'high',
  preset: 'recommended',
  title: 'There is no sample',
  why: 'Because.',
  fix: 'Remove it.',
  sources: [],
};

type Judge = () => Iterable<SiteVerdict>;

/** Lints the code with one rule for each judge. */
function lintWith(judges: readonly Judge[], settings: object): Linter.LintMessage[] {
  const rules = Object.fromEntries(
    judges.map((judge, index) => [`no-sample-${index}`, ruleOfCheck(defineCheck({ meta, judge }))] as const),
  );
  return new Linter().verify(code, {
    plugins: { faultline: { rules } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`faultline/${name}`, 'error'])),
    settings: { faultline: settings },
  });
}

function lint(settings: object, rules = 1): Linter.LintMessage[] {
  return lintWith(
    Array.from({ length: rules }, () => () => verdicts),
    settings,
  );
}

const endless = (): Iterable<SiteVerdict> => endless();
function* failing(): Iterable<SiteVerdict> {
  yield* verdicts;
  throw new TypeError("Cannot read properties of undefined\n (reading 'some')");
}

describe('ruleOfCheck', () => {
  it('reports violations only, with related places in words and the text as it is', () => {
    const messages = lint({});
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      message: 'It uses {{ braces }} and $& signs. Do not. (client made at line 1)',
      line: 3,
      column: 5,
      endLine: 4,
      suggestions: [{ desc: 'Pay twice', fix: { text: '()' } }],
    });
  });

  it('reports every verdict in audit mode, with symbol and snippet', () => {
    const found = lint({ audit: true }).map(({ message }) => decodeVerdict(message));
    expect(found.map((verdict) => verdict?.status)).toEqual(['violation', 'compliant', 'undetermined']);
    expect(found[0]).toEqual({
      status: 'violation',
      message: 'It uses {{ braces }} and $& signs. Do not.',
      severity: 'warning',
      symbol: 'Shop.pay',
      tokens: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      body: expect.stringMatching(/^~[0-9a-f]{16}$/) as string,
      snippet: 'charge( 1)',
      related: [{ line: 1, column: 1, message: 'client made' }],
      evidence: { calls: 1 },
    });
    expect(found[1]).toEqual({
      status: 'compliant',
      message: 'It is sound.',
      symbol: 'Shop.pay',
      tokens: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      body: expect.stringMatching(/^~[0-9a-f]{16}$/) as string,
      snippet: 'charge( 1)',
    });
  });

  it('reports once in a file what one repair mends, and all of it to programs that join it themselves', () => {
    const at = (line: number) => ({ line, column: 1 });
    const places = [0, code.indexOf('pay'), code.indexOf('1')] as const;
    const [cause, ...effects] = places.map((start, index): SiteVerdict => ({
      at: { range: [start, start + 1] },
      status: index === 0 ? 'undetermined' : 'violation',
      message: 'No limit.',
      cause: {
        role: index === 0 ? 'cause' : 'effect',
        at: at(1),
        says: { violation: 'Nobody passes a limit.', undetermined: '' },
      },
    }));
    const judge = () => [...effects, cause as SiteVerdict];
    expect(lintWith([judge], {}).map(({ line, message }) => [line, message])).toEqual([
      [1, 'Nobody passes a limit. (called at line 2, called at line 4)'],
    ]);
    expect(lintWith([judge], { audit: true })).toHaveLength(3);
  });

  it('gives all rules the same settings object, so that facts are found once', () => {
    lint({ maxTimeout: 1000 }, 3);
    const calls = vi.mocked(analyze).mock.calls;
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(([source]) => source)).size).toBe(1);
    expect(new Set(calls.map(([, settings]) => settings)).size).toBe(1);
  });

  it('tells once in a file of checks that throw or run out of stack, and lets the others judge', () => {
    const messages = lintWith([failing, endless, () => verdicts], {});
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(['faultline/no-sample-0', 'faultline/no-sample-2']);
    expect(messages[0]).toMatchObject({ line: 1, column: 1 });
    expect(messages[0]?.message).toMatch(
      /^A fault in Faultline itself \(TypeError: Cannot read properties of undefined \(reading 'some'\)\) .* Please report it/,
    );
  });

  it('tells of each check that throws in audit mode, and gives none of its verdicts', () => {
    const faults = lintWith([failing, endless], { audit: true }).map(({ message }) => decodeFault(message));
    expect(faults).toEqual([
      { thrown: "TypeError: Cannot read properties of undefined (reading 'some')" },
      { thrown: 'RangeError: Maximum call stack size exceeded' },
    ]);
  });

  it('stops at a wrong setting with one sentence', () => {
    expect(() => lint({ maxTimout: 1 })).toThrow('settings.faultline.maxTimout is not a setting; known are');
  });

  it('tells ESLint what the metadata says', () => {
    const ruleWith = (about: CodeCheckMetadata) => ruleOfCheck(defineCheck({ meta: about, judge: () => [] }));
    const rule = ruleWith(meta);
    expect(rule.meta).toMatchObject({
      type: 'problem',
      docs: { description: 'There is no sample', recommended: true },
      hasSuggestions: true,
      schema: [],
    });
    expect(rule.meta?.docs?.url).toMatch(/\/docs\/rules\/no-sample\.md$/);
    expect(ruleWith({ ...meta, preset: 'strict' }).meta?.docs?.recommended).toBe(false);
  });
});
