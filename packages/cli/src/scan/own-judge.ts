import type { CheckMetadata } from '@faultline/catalog';
import type { Engine } from '@faultline/code-analysis';
import type { CodeCheckDefinition } from '../own-checks/definition.js';
import { judgeByOwnChecks } from '../own-checks/judge-code.js';
import { importChecks } from '../own-checks/load.js';
import { ownFaultErrors } from './check-faults.js';
import { readingOf, type FileReading } from './engine-judge.js';
import type { FilePlan } from './file-plan.js';

/** Files with checks of one's own, as they can be sent to a thread. */
export interface OwnCheckFiles {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Of the configuration. Absolute. */
  readonly folder: string;
  /** Names of the checks that run. */
  readonly wanted: ReadonlySet<string>;
}

/** Checks of one's own, ready to judge files. */
export interface OwnJudge {
  readonly names: readonly string[];
  /** What they say of a file; undefined where there are none, or the file cannot be parsed. */
  judge(engine: Engine, path: string, file: string, plan: FilePlan): FileReading | undefined;
}

/** Loads checks of one's own in the thread that runs them. What is wrong with them was told when the configuration was read. */
export async function ownJudge(
  own: OwnCheckFiles | undefined,
  metadata: ReadonlyMap<string, CheckMetadata>,
): Promise<OwnJudge> {
  const all = own && own.wanted.size > 0 ? (await importChecks(own.files, own.folder)).checks : [];
  const checks = all.filter((one): one is CodeCheckDefinition => one.layer === 'code' && !!own?.wanted.has(one.name));
  const names = checks.map(({ name }) => name);
  const rules = new Map(names.map((name) => [name, { level: 1 as const, options: [] }]));
  return {
    names,
    judge(engine, path, file, plan) {
      const judged = checks.length === 0 ? undefined : judgeByOwnChecks(engine, path, checks);
      return judged && readingOf(judged, { file, plan: { ...plan, rules }, metadata, errorsOf: ownFaultErrors });
    },
  };
}
