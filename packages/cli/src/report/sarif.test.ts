import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { lineHashes } from './line-hash.js';
import { maximumResults, sarif } from './sarif.js';
import { defined } from './testing/defined.js';
import { hostileNames, hostileResults } from './testing/hostile.js';
import { incompleteResults, manyResults, plain, resultsOf, sampleResults } from './testing/sample-results.js';

function runOf(...input: Parameters<typeof sarif.render>): Run {
  const log = JSON.parse(sarif.render(...input)) as Log;
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  return defined(log.runs[0]);
}

/** The results with what GitHub reads of each. */
function alertsOf(run: Run) {
  return defined(run.results).map((result) => {
    const { physicalLocation, logicalLocations } = defined(result.locations?.[0]);
    const { artifactLocation, region } = defined(physicalLocation);
    return {
      ...result,
      uri: defined(artifactLocation?.uri),
      artifact: artifactLocation?.index,
      region: defined(region),
      logicalLocations,
    };
  });
}

const firstAlert = (run: Run) => defined(alertsOf(run)[0]);

const invocationOf = (run: Run) => defined(run.invocations?.[0]);

const verdict = defined(sampleResults().verdicts[0]);

it('holds the violations and nothing else', () => {
  const alerts = alertsOf(runOf(sampleResults(), plain));
  expect(alerts.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error', 'warning', 'warning']);
  expect(JSON.stringify(alerts)).not.toContain('suppress');
});

it('gives each result a rule, an identity and a region on one line', () => {
  const run = runOf(sampleResults(), plain);
  for (const { ruleId, ruleIndex, partialFingerprints, uri, artifact, region } of alertsOf(run)) {
    expect(run.tool.driver.rules?.[defined(ruleIndex)]?.id).toBe(ruleId);
    expect(run.artifacts?.[defined(artifact)]?.location?.uri).toBe(uri);
    expect(partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[\da-f]{16}:1$/);
    expect(region.startLine).toBeGreaterThan(0);
    expect(region.endLine ?? region.startLine).toBe(region.startLine);
  }
});

it('describes rules as GitHub wants them', () => {
  for (const rule of defined(runOf(sampleResults(), plain).tool.driver.rules)) {
    expect(rule.help?.text).toBeTruthy();
    expect(rule.fullDescription?.text).toBeTruthy();
    expect(['error', 'warning', 'recommendation']).toContain(rule.properties?.['problem.severity']);
    expect(rule.properties).not.toHaveProperty('security-severity');
    expect(rule.properties?.['precision']).toMatch(/^(very-high|high|medium|low)$/);
  }
});

describe('regions', () => {
  const at = (endLine: number, endColumn: number) =>
    resultsOf([{ ...verdict, location: { file: 'a.ts', line: 1, column: 3, endLine, endColumn } }]);

  it('keeps the end on the same line', () => {
    expect(firstAlert(runOf(at(1, 9), plain)).region).toEqual({
      startLine: 1,
      startColumn: 3,
      endLine: 1,
      endColumn: 9,
    });
  });

  it('ends at the end of the first line of several', () => {
    const readSource = () => '  fetch(\n    url\n  )';
    expect(firstAlert(runOf(at(3, 4), { ...plain, readSource })).region).toEqual({
      startLine: 1,
      startColumn: 3,
      endLine: 1,
      endColumn: 9,
    });
    expect(firstAlert(runOf(at(3, 4), plain)).region).toEqual({ startLine: 1, startColumn: 3, endLine: 1 });
  });

  it('points at the template where no line is known', () => {
    const alert = firstAlert(runOf(resultsOf([defined(sampleResults().verdicts[5])]), plain));
    expect(alert.uri).toBe('cdk.out/OrdersStack.template.json');
    expect(alert.logicalLocations?.[0]).toMatchObject({ fullyQualifiedName: 'OrdersStack/Notify/Resource' });
  });
});

it('encodes paths as relative references', () => {
  const uris = alertsOf(runOf(hostileResults(), plain)).map(({ uri }) => uri);
  expect(uris).toHaveLength(Object.keys(hostileNames).length);
  for (const uri of uris) {
    expect(uri).toMatch(/^[\w.~!*'()%/-]+$/);
    expect(uri).not.toMatch(/^\/|^[a-z]+:/i);
  }
});

it('takes a language for no artifact from a hostile extension', () => {
  const results = resultsOf([{ ...verdict, location: { file: 'a.__proto__', line: 1, column: 1 } }]);
  expect(runOf(results, plain).artifacts).toEqual([{ location: { uri: 'a.__proto__' } }]);
});

it('tells of an incomplete scan', () => {
  const invocation = invocationOf(runOf(incompleteResults(), plain));
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation.toolExecutionNotifications).toHaveLength(3);
});

it('tells of what was skipped and may be taken for judged', () => {
  const { executionSuccessful, toolExecutionNotifications } = invocationOf(runOf(sampleResults(), plain));
  expect(executionSuccessful).toBe(true);
  expect(toolExecutionNotifications).toEqual([
    {
      level: 'note',
      message: { text: '1 path not judged: larger than 1 MiB' },
      descriptor: { id: 'skipped' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/generated/client.ts' } } }],
    },
  ]);
});

it('holds as many results as GitHub shows, the gravest first, and names what it left out', () => {
  const run = runOf(manyResults(6_000), plain);
  expect(run.results).toHaveLength(maximumResults);
  expect(
    alertsOf(run)
      .slice(0, 4_000)
      .every(({ level }) => level === 'error'),
  ).toBe(true);
  expect(invocationOf(run).toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
    '1000 further violations left out, by check: require-aws-sdk-timeout (1000). The results in JSON have them all.',
  ]);
});

describe('identities', () => {
  const readSource = () => 'one();\nfetch(a);\nfetch(b);\n';
  const at = (line: number, more: object = {}) => ({
    ...verdict,
    location: { file: 'a.ts', line, column: 1 },
    ...more,
  });
  const hashes = (run: Run) => alertsOf(run).map((one) => one.partialFingerprints?.['primaryLocationLineHash']);

  it("are GitHub's own where the source is at hand", () => {
    expect(hashes(runOf(resultsOf([at(2), at(3)]), { ...plain, readSource }))).toEqual(
      lineHashes(readSource()).slice(1, 3),
    );
  });

  it('are ours where it is not, or where no line is known', () => {
    const [, , , , , unplaced] = sampleResults().verdicts;
    const results = resultsOf([at(2), at(99), defined(unplaced)]);
    expect(hashes(runOf(results, plain))[0]).toBe(`${verdict.fingerprint}:1`);
    expect(hashes(runOf(results, { ...plain, readSource })).slice(1)).toEqual([
      `${verdict.fingerprint}:1`,
      `${defined(unplaced).fingerprint}:1`,
    ]);
  });

  it('say what is new, and leave out what is not where only new ones are wanted', () => {
    const results = resultsOf([
      at(1, { baseline: 'moved' }),
      at(2, { baseline: 'unchanged' }),
      at(3, { baseline: 'new' }),
    ]);
    const states = (run: Run) => alertsOf(run).map(({ baselineState, region }) => [baselineState, region.startLine]);
    expect(states(runOf(results, plain))).toEqual([
      ['new', 3],
      ['updated', 1],
      ['unchanged', 2],
    ]);
    expect(states(runOf(results, { ...plain, newOnly: true }))).toEqual([['new', 3]]);
  });
});

it('names files as the repository knows them', () => {
  const run = runOf(incompleteResults(), { ...plain, prefix: 'services/orders/' });
  for (const { uri } of alertsOf(run)) expect(uri).toMatch(/^services\/orders\//);
  expect(JSON.stringify(invocationOf(run))).toContain('services/orders/src/legacy/report.ts');
  expect(JSON.stringify(run.results)).toContain('services/orders/src/stock/reserve.ts');
});
