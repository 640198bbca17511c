import type { BestPracticeResult, Results, ScanError, Verdict } from '@faultline/catalog';
import { xml } from './escape.js';
import type { Format } from './format.js';
import { byPlace, groupBy, placeOf, placeText, resourceName } from './place.js';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes escaped; `children` are elements already. */
function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xml(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>\n${children.join('\n').replace(/^/gm, '  ')}\n</${name}>`;
}

/** What became of a test: nothing for a pass. */
function outcome(verdict: Verdict): string[] {
  switch (verdict.status) {
    case 'violation':
      return [element('failure', { type: verdict.severity, message: verdict.message })];
    case 'undetermined':
      return [element('skipped', { message: `Undetermined: ${verdict.message}` })];
    case 'suppressed':
      return [element('skipped', { message: `Accepted: ${verdict.suppression?.reason ?? 'no reason given'}` })];
    case 'compliant':
      return [];
  }
}

function testCase(verdict: Verdict): string {
  const { file, line } = placeOf(verdict);
  const resource = verdict.resource && ` ${resourceName(verdict.resource)}`;
  const name = `${verdict.check} ${placeText(verdict)}${resource ?? ''}`;
  return element('testcase', { name, classname: verdict.bestPractice, file, line }, outcome(verdict));
}

function suite(practice: BestPracticeResult, verdicts: readonly Verdict[]): string {
  const { violation, undetermined, suppressed } = practice.counts;
  return element(
    'testsuite',
    {
      name: `${practice.id} ${practice.title}`,
      tests: verdicts.length,
      failures: violation,
      errors: 0,
      skipped: undetermined + suppressed,
    },
    [...verdicts].sort(byPlace).map(testCase),
  );
}

/** What kept the scan from being complete, as tests that could not run. */
function errorSuite(errors: readonly ScanError[]): string {
  const cases = errors.map(({ kind, message, path, line }) =>
    element('testcase', { name: path ?? kind, classname: 'scan', file: path, line }, [
      element('error', { type: kind, message }),
    ]),
  );
  return element(
    'testsuite',
    { name: 'Scan', tests: errors.length, failures: 0, errors: errors.length, skipped: 0 },
    cases,
  );
}

function render(results: Results): string {
  const verdicts = groupBy(results.verdicts, (verdict) => verdict.bestPractice);
  const suites = results.bestPractices.flatMap((practice) => {
    const own = verdicts.get(practice.id);
    return own ? [suite(practice, own)] : [];
  });
  if (results.errors.length > 0) suites.push(errorSuite(results.errors));
  const total = (key: 'violation' | 'undetermined' | 'suppressed') =>
    results.bestPractices.reduce((sum, { counts }) => sum + counts[key], 0);
  const root = element(
    'testsuites',
    {
      name: 'Faultline',
      tests: results.verdicts.length + results.errors.length,
      failures: total('violation'),
      errors: results.errors.length,
      skipped: total('undetermined') + total('suppressed'),
    },
    suites,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** JUnit XML: one suite per best practice, one test per place that was judged. */
export const junit: Format = { name: 'junit', extension: 'xml', mimeType: 'application/xml', render };
