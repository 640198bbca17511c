import { expect, it } from 'vitest';
import { junit } from './junit.js';
import { defined } from './testing/defined.js';
import { hostileResults } from './testing/hostile.js';
import { emptyResults, incompleteResults, plain, resultsOf, sampleResults } from './testing/sample-results.js';
import { elementsOf } from './testing/well-formed.js';

const matches = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

it('makes a suite of each best practice and a test of each place', () => {
  const text = junit.render(sampleResults(), plain);
  expect(text).toContain('<testsuites name="Faultline" tests="19" failures="6" errors="0">');
  expect(text).toContain(
    '<testsuite name="REL05-BP05 Set client timeouts" tests="13" failures="4" errors="0" skipped="3">',
  );
  expect(matches(text, /<testcase /g)).toBe(19);
  expect(matches(text, /<failure /g)).toBe(6);
  expect(matches(text, /<skipped message="Undetermined: /g)).toBe(3);
  expect(matches(text, /<skipped message="Accepted: /g)).toBe(2);
  expect(text).toContain('<testsuite name="Scan" tests="1" failures="0" errors="0" skipped="1">');
  expect(text).toContain('<skipped message="Not judged: larger than 1 MiB"/>');
});

it('fails nothing for what was there before, nor for notes', () => {
  const [first, ...others] = sampleResults().verdicts;
  const known = resultsOf([{ ...defined(first), baseline: 'moved' }, ...others]);
  expect(junit.render(known, plain)).toContain('tests="18" failures="5"');
  expect(junit.render(known, plain)).toContain('<skipped message="Known before this change: ');
  const note = resultsOf([{ ...defined(first), severity: 'note' }]);
  expect(junit.render(note, plain)).toContain('tests="1" failures="0"');
  expect(junit.render(note, plain)).toContain('<skipped message="Note: ');
});

it('has no suite when nothing was judged', () => {
  expect(junit.render(emptyResults(), plain)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Faultline" tests="0" failures="0" errors="0"/>\n',
  );
});

it('shows what could not be scanned as errors', () => {
  const text = junit.render(incompleteResults(), plain);
  expect(text).toContain('<testsuite name="Scan" tests="3" failures="0" errors="2" skipped="1">');
  expect(matches(text, /<error type=/g)).toBe(2);
});

it.each([
  ['the sample', sampleResults],
  ['hostile names', hostileResults],
])('is well-formed on %s', (_, make) => {
  const names = new Set(elementsOf(junit.render(make(), plain)));
  expect([...names].filter((name) => !/^(?:testsuites|testsuite|testcase|failure|skipped|error)$/.test(name))).toEqual(
    [],
  );
});
