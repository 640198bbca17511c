import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { maximumResults, sarif } from './sarif.js';
import { hostileNames, hostileResults } from './testing/hostile.js';
import { incompleteResults, manyResults, plain, resultsOf, sampleResults } from './testing/sample-results.js';

function runOf(...input: Parameters<typeof sarif.render>): Run {
  const log = JSON.parse(sarif.render(...input)) as Log;
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  return log.runs[0]!;
}

const regionOf = (run: Run) => run.results?.[0]?.locations?.[0]?.physicalLocation?.region;

it('holds the violations and nothing else', () => {
  const results = runOf(sampleResults(), plain).results!;
  expect(results).toHaveLength(6);
  expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error', 'warning', 'warning']);
  expect(JSON.stringify(results)).not.toContain('suppress');
});

it('gives each result a rule, an identity and a region on one line', () => {
  const run = runOf(sampleResults(), plain);
  for (const result of run.results!) {
    expect(run.tool.driver.rules?.[result.ruleIndex!]?.id).toBe(result.ruleId);
    expect(result.partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[\da-f]{16}:1$/);
    const { artifactLocation, region } = result.locations![0]!.physicalLocation!;
    expect(run.artifacts?.[artifactLocation!.index!]?.location?.uri).toBe(artifactLocation!.uri);
    expect(region!.startLine).toBeGreaterThan(0);
    expect(region!.endLine ?? region!.startLine).toBe(region!.startLine);
  }
});

it('describes rules as GitHub wants them', () => {
  for (const rule of runOf(sampleResults(), plain).tool.driver.rules!) {
    expect(rule.help?.text).toBeTruthy();
    expect(rule.fullDescription?.text).toBeTruthy();
    expect(['error', 'warning', 'recommendation']).toContain(rule.properties?.['problem.severity']);
    expect(rule.properties).not.toHaveProperty('security-severity');
    expect(rule.properties?.['precision']).toMatch(/^(very-high|high|medium|low)$/);
  }
});

describe('regions', () => {
  const at = (endLine: number, endColumn: number) =>
    resultsOf([
      { ...sampleResults().verdicts[0]!, location: { file: 'a.ts', line: 1, column: 3, endLine, endColumn } },
    ]);

  it('keeps the end on the same line', () => {
    expect(regionOf(runOf(at(1, 9), plain))).toEqual({ startLine: 1, startColumn: 3, endLine: 1, endColumn: 9 });
  });

  it('ends at the end of the first line of several', () => {
    const readSource = () => '  fetch(\n    url\n  )';
    expect(regionOf(runOf(at(3, 4), { ...plain, readSource }))).toEqual({
      startLine: 1,
      startColumn: 3,
      endLine: 1,
      endColumn: 9,
    });
    expect(regionOf(runOf(at(3, 4), plain))).toEqual({ startLine: 1, startColumn: 3, endLine: 1 });
  });

  it('points at the template where no line is known', () => {
    const run = runOf(resultsOf([sampleResults().verdicts[5]!]), plain);
    const location = run.results![0]!.locations![0]!;
    expect(location.physicalLocation?.artifactLocation?.uri).toBe('cdk.out/OrdersStack.template.json');
    expect(location.logicalLocations?.[0]).toMatchObject({ fullyQualifiedName: 'OrdersStack/Notify/Resource' });
  });
});

it('encodes paths as relative references', () => {
  const uris = runOf(hostileResults(), plain).results!.map(
    (result) => result.locations![0]!.physicalLocation!.artifactLocation!.uri!,
  );
  expect(uris).toHaveLength(Object.keys(hostileNames).length);
  for (const uri of uris) {
    expect(uri).toMatch(/^[\w.~!*'()%/-]+$/);
    expect(uri).not.toMatch(/^\/|^[a-z]+:/i);
  }
});

it('takes a language for no artifact from a hostile extension', () => {
  const results = resultsOf([
    { ...sampleResults().verdicts[0]!, location: { file: 'a.__proto__', line: 1, column: 1 } },
  ]);
  expect(runOf(results, plain).artifacts).toEqual([{ location: { uri: 'a.__proto__' } }]);
});

it('tells of an incomplete scan', () => {
  const [invocation] = runOf(incompleteResults(), plain).invocations!;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications).toHaveLength(2);
});

it('stays below the number of results that GitHub takes, and says how many it left out', () => {
  const run = runOf(manyResults(maximumResults + 7), plain);
  expect(run.results).toHaveLength(maximumResults);
  expect(run.invocations![0]!.toolExecutionNotifications?.[0]?.message.text).toContain('7 further violations');
});
