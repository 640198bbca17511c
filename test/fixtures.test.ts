import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '@faultline/catalog';
import { infrastructureRules } from '@faultline/cdk-rules/analysis';
import { checks as codeChecks } from 'eslint-plugin-faultline';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultMarks, withoutMarks } from './support/fault-marks.js';
import { workspace } from './support/paths.js';
import { temporaryFolder, writeFiles } from './support/project.js';
import { check, run } from './support/run.js';
import { schemaErrors } from './support/schema.js';

/** Lists what there is or asks, and never objects. */
const neverObjects = 'lever-inventory';

/** Undetermined beside services in containers, any of which may read a queue. */
const mayBeRead = 'queue-without-consumer';

/** Checks whose resource types the sound workload has, but which pass none of its sites. */
const notInSound = [
  'no-nested-retry', // passes an outer retry of what the client does not try again, and there is none
  'no-ignored-timeout-option', // passes an option without effect beside one that has it
  // These speak of faults only, or of a property that is right when it is left out.
  'no-disabled-timeout',
  'lambda-recursion',
  // Nothing that these are about is in the sound workload: a database or HTTP endpoint of a topic in the templates,
  'database-connection-pressure',
  'sns-delivery-policy',
  // a durable function,
  'durable-function-version',
  // a reader of a failure queue, retries in two layers, a FIFO queue,
  'redrive-loop',
  'retry-product',
  'sqs-fifo-deduplication',
  // an express workflow, a worker, a Map.
  'stepfunctions-express-idempotency',
  'stepfunctions-heartbeat',
  'stepfunctions-map-concurrency',
];

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

/**
 * Scans the sources of a workload in a folder of their own and without the marks: what the rest of the repository, and
 * a mark by its name, say of limits would count for it.
 */
function scanAlone(workload: string): Scan {
  const folder = temporaryFolder();
  try {
    const from = join(workspace, 'fixtures', workload);
    const files = ['package.json', ...readdirSync(join(from, 'src')).map((name) => `src/${name}`)];
    writeFiles(
      folder,
      Object.fromEntries(files.map((file) => [file, withoutMarks(readFileSync(join(from, file), 'utf8'))])),
    );
    return check(['--preset', 'strict'], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The types of all resources in the templates of a workload. */
function resourceTypes(workload: string): Set<string> {
  const output = temporaryFolder();
  try {
    const app = run(process.execPath, ['--import', 'tsx', 'bin/app.ts'], join(workspace, 'fixtures', workload), {
      CDK_OUTDIR: output,
      CDK_VALIDATION: 'false',
    });
    if (app.code !== 0) throw new Error(app.stderr);
    const templates = readdirSync(output).filter((name) => name.endsWith('.template.json'));
    const resources = templates.flatMap((name) => {
      const text = readFileSync(join(output, name), 'utf8');
      return Object.values((JSON.parse(text) as { Resources: Record<string, { Type: string }> }).Resources);
    });
    return new Set(resources.map(({ Type }) => Type));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** All checks of code, and those of infrastructure that judge a type of resource in the workload, but for some; sorted. */
function checksFor(workload: string, { results }: Scan, except: readonly string[]): string[] {
  const types = resourceTypes(workload);
  const absent = infrastructureRules.filter((rule) => !rule.types.some((type) => types.has(type)));
  const left = new Set([...absent.map(({ meta }) => meta.name), ...except]);
  return results.checks
    .filter(({ layer }) => layer !== 'workload')
    .map(({ name }) => name)
    .filter((name) => !left.has(name))
    .sort();
}

describe('the faulty workload', () => {
  const marks = faultMarks(join(workspace, 'fixtures/faulty'));
  const serverMarks = faultMarks(join(workspace, 'fixtures/faulty-server'));
  const marked = new Set([...marks, ...serverMarks].map((line) => line.split(' ')[1]));
  let faulty: Scan;
  let server: Scan;
  beforeAll(() => {
    faulty = scan('faulty');
    server = scanAlone('faulty-server');
  });

  it('has every fault found at its marked line, and nothing else', () => {
    expect(places(faulty.results.verdicts, 'violation')).toEqual(marks);
  });

  it('has every fault of its server, which nothing limits, found at its marked line, and nothing else', () => {
    expect(places(server.results.verdicts, 'violation')).toEqual(serverMarks);
    expect(server.results).toMatchObject({ complete: true, errors: [] });
  });

  it('marks a fault for every check of code', () => {
    expect(codeChecks.map(({ name }) => name).filter((name) => !marked.has(name))).toEqual([]);
  });

  it('marks a fault for every check of infrastructure', () => {
    const names = infrastructureRules.map(({ meta }) => meta.name);
    expect(names.filter((name) => !marked.has(name))).toEqual([neverObjects]);
  });

  it('marks a fault for every check of both', () => {
    const names = faulty.results.checks.filter(({ layer }) => layer === 'workload').map(({ name }) => name);
    expect(names.filter((name) => !marked.has(name))).toEqual([mayBeRead]);
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
    // Budgets hang on the time of work that no check knows.
    const ofOneLayer = sound.results.verdicts.filter(({ layer }) => layer !== 'workload');
    expect(places(ofOneLayer, 'undetermined')).toEqual([]);
  });

  it('has sites that pass by every check of code and of its resources, so that its silence means something', () => {
    const passed = new Set(
      sound.results.verdicts.filter((v) => v.status === 'compliant' && v.layer !== 'workload').map((v) => v.check),
    );
    expect([...passed].sort()).toEqual(checksFor('sound', sound, notInSound));
  });

  it('is scanned as a whole and passes the gate', () => {
    expect(sound.results).toMatchObject({ complete: true, errors: [] });
    expect(sound.code).toBe(0);
  });
});
