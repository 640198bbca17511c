import { join } from 'node:path';
import type { Verdict } from '@faultline/catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultMarks } from './support/fault-marks.js';
import { workspace } from './support/paths.js';
import { check } from './support/run.js';
import { schemaErrors } from './support/schema.js';

/** Checks that have nothing to say of a site where nothing is wrong. */
const speaksOfFaultsOnly = new Set(['no-disabled-timeout']);

type Scan = ReturnType<typeof check>;

function scan(workload: string): Scan {
  return check(['--preset', 'strict'], join(workspace, 'fixtures', workload));
}

function places(verdicts: readonly Verdict[], status: Verdict['status']): string[] {
  return verdicts
    .filter((verdict) => verdict.status === status)
    .map((verdict) => `${verdict.location?.file}:${verdict.location?.line} ${verdict.check}`)
    .sort();
}

describe('the faulty workload', () => {
  const marks = faultMarks(join(workspace, 'fixtures/faulty'));
  let faulty: Scan;
  beforeAll(() => {
    faulty = scan('faulty');
  });

  it('has every fault found at its marked line, and nothing else', () => {
    expect(places(faulty.results.verdicts, 'violation')).toEqual(marks);
  });

  it('marks a fault for every check there is', () => {
    const marked = new Set(marks.map((line) => line.split(' ')[1]));
    expect([...marked].sort()).toEqual(faulty.results.checks.map(({ name }) => name).sort());
  });

  it('is scanned as a whole and fails the gate', () => {
    expect(faulty.results).toMatchObject({ complete: true, errors: [] });
    expect(schemaErrors(faulty.results)).toEqual([]);
    expect(faulty.code).toBe(1);
  });
});

describe('the sound workload', () => {
  let sound: Scan;
  beforeAll(() => {
    sound = scan('sound');
  });

  it('has no violation', () => {
    expect(places(sound.results.verdicts, 'violation')).toEqual([]);
  });

  it('leaves nothing undecided', () => {
    expect(places(sound.results.verdicts, 'undetermined')).toEqual([]);
  });

  it('has sites that pass by every check, so that its silence means something', () => {
    const passed = new Set(sound.results.verdicts.filter((v) => v.status === 'compliant').map((v) => v.check));
    const expected = sound.results.checks.map(({ name }) => name).filter((name) => !speaksOfFaultsOnly.has(name));
    expect([...passed].sort()).toEqual(expected.sort());
  });

  it('is scanned as a whole and passes the gate', () => {
    expect(sound.results).toMatchObject({ complete: true, errors: [] });
    expect(sound.code).toBe(0);
  });
});
