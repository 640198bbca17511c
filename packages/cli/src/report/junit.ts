import type { BestPracticeResult, Results, ScanError, Verdict } from '@faultline/catalog';
import { countedSkips, skippedByReason, type SkippedGroup } from '../skipped.js';
import { xml } from './escape.js';
import type { Format } from './format.js';
import { isKnown } from './open-violations.js';
import { byPlace, groupBy, placeText, resourceName } from './place.js';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes escaped; `children` are elements and escaped text. */
function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xml(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>\n${children.join('\n').replace(/^/gm, '  ')}\n</${name}>`;
}

/** What a list of failures shows when one is opened. */
function bodyOf(verdict: Verdict): string {
  const resource = verdict.resource ? ` ${resourceName(verdict.resource)}` : '';
  return `${placeText(verdict)}${resource}`;
}

/** Notes and what was there before the change are told, but fail nothing: as in the gate. */
function fails(verdict: Verdict): boolean {
  return verdict.status === 'violation' && verdict.severity !== 'note' && !isKnown(verdict);
}

/** What became of a test: nothing for a pass. */
function outcome(verdict: Verdict): string[] {
  switch (verdict.status) {
    case 'violation':
      if (isKnown(verdict)) return [element('skipped', { message: `Known before this change: ${verdict.message}` })];
      if (!fails(verdict)) return [element('skipped', { message: `Note: ${verdict.message}` })];
      return [element('failure', { type: verdict.severity, message: verdict.message }, [xml(bodyOf(verdict))])];
    case 'undetermined':
      return [element('skipped', { message: `Undetermined: ${verdict.message}` })];
    case 'suppressed':
      return [element('skipped', { message: `Accepted: ${verdict.suppression?.reason ?? 'no reason given'}` })];
    case 'withdrawn':
      return [element('skipped', { message: `Withdrawn: ${verdict.withdrawal?.reason ?? 'it does not apply'}` })];
    case 'compliant':
      return [];
  }
}

function testCase(verdict: Verdict): string {
  const name = `${verdict.check} ${bodyOf(verdict)}`;
  return element('testcase', { name, classname: verdict.bestPractice }, outcome(verdict));
}

function suite(practice: BestPracticeResult, verdicts: readonly Verdict[]): string {
  const failures = verdicts.filter(fails).length;
  return element(
    'testsuite',
    {
      name: `${practice.id} ${practice.title}`,
      tests: verdicts.length,
      failures,
      errors: 0,
      skipped: verdicts.filter(({ status }) => status !== 'compliant').length - failures,
    },
    [...verdicts].sort(byPlace).map(testCase),
  );
}

/** What kept the scan from being complete as tests that could not run, and what was left out of it as skipped ones. */
function scanSuite(errors: readonly ScanError[], skipped: readonly SkippedGroup[]): string {
  const failed = errors.map(({ kind, message, path }) =>
    element('testcase', { name: path ?? kind, classname: 'scan' }, [element('error', { type: kind, message })]),
  );
  const left = skipped.map(({ reason, paths: [first = '', ...others] }) => {
    const name = others.length > 0 ? `${first} and ${others.length} more` : first;
    return element('testcase', { name, classname: 'scan' }, [element('skipped', { message: `Not judged: ${reason}` })]);
  });
  const cases = [...failed, ...left];
  return element(
    'testsuite',
    { name: 'Scan', tests: cases.length, failures: 0, errors: failed.length, skipped: left.length },
    cases,
  );
}

function render(results: Results): string {
  const verdicts = groupBy(results.verdicts, (verdict) => verdict.bestPractice);
  const suites = results.bestPractices.flatMap((practice) => {
    const own = verdicts.get(practice.id);
    return own ? [suite(practice, own)] : [];
  });
  const skipped = skippedByReason(countedSkips(results));
  if (results.errors.length + skipped.length > 0) suites.push(scanSuite(results.errors, skipped));
  const root = element(
    'testsuites',
    {
      name: 'Faultline',
      tests: results.verdicts.length + results.errors.length + skipped.length,
      failures: results.verdicts.filter(fails).length,
      errors: results.errors.length,
    },
    suites,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/**
 * JUnit XML: one suite per best practice, one test per place that was judged. Only what the schema of Jenkins' xUnit
 * plugin (junit-10.xsd) has, since Jenkins refuses the rest.
 */
export const junit: Format = { name: 'junit', extension: 'xml', mimeType: 'application/xml', render };
