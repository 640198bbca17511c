import type { Skipped } from '@faultline/catalog';
import { expect, it } from 'vitest';
import { coverageText, headline, scopeText, standingOf, standingsText } from './summary.js';
import { defined } from './testing/defined.js';
import { emptyResults, sampleResults, unjudgedResults } from './testing/sample-results.js';

it('counts by status and severity', () => {
  expect(headline(sampleResults())).toBe('6 violations (4 errors and 2 warnings), 3 undetermined, 2 suppressed');
  expect(headline(emptyResults())).toBe('No violations, 0 undetermined');
  expect(headline(unjudgedResults())).toBe('Nothing was judged, 0 undetermined');
});

it('says what was looked at', () => {
  expect(scopeText(sampleResults())).toBe('48 code files and 2 templates; 1 skipped (unreadable)');
  expect(scopeText(unjudgedResults())).toBe('0 code files and 0 templates');
  const { scope, ...results } = emptyResults();
  const skipped: Skipped[] = [
    { path: 'a.vue', reason: 'x', kind: 'no-parser' },
    { path: 'b.ts', reason: 'y', kind: 'excluded' },
    { path: 'c.ts', reason: 'y', kind: 'excluded' },
    { path: '.', reason: 'z', kind: 'unchanged' },
  ];
  expect(scopeText({ ...results, scope: { ...scope, skipped } })).toBe(
    '48 code files and 2 templates; 3 skipped (2 excluded by the configuration, 1 without a parser); ' +
      'what did not change was left out',
  );
});

it('counts undetermined and suppressed places as not covered', () => {
  expect(coverageText({ violation: 3, compliant: 37, undetermined: 1, suppressed: 0 })).toBe('37 of 41');
  expect(coverageText({ violation: 0, compliant: 0, undetermined: 0, suppressed: 0 })).toBe('');
});

it('tells "no check looks at it" from "not applicable"', () => {
  const results = sampleResults();
  const practice = (id: string) => defined(results.bestPractices.find((one) => one.id === id));
  expect(standingOf(results, practice('REL04-BP01'))).toBe('not-checked');
  expect(standingOf({ ...results, verdicts: [] }, { ...practice('REL05-BP05'), status: 'not-applicable' })).toBe(
    'not-applicable',
  );
  expect(standingsText(results)).toBe('2 at risk, 9 not checked');
});
