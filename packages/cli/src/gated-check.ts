import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileChanges } from './assessment/file-changes.js';
import { judgeGate, type FailOn } from './assessment/gate.js';
import { openEntries } from './assessment/match.js';
import { configFor, runCheck, type CheckRun } from './check.js';
import { compared, type ComparedRun } from './compared-run.js';
import type { LoadedConfig } from './config/load.js';
import { UsageError } from './errors.js';
import { gateChanges } from './gate-changes/gate-changes.js';
import { baselineOfBase, storedSource, type KnownSource } from './known-violations.js';
import type { CheckOptions } from './options.js';
import { cachedBase } from './revision/base-cache.js';
import { scanBase, type BaseResults } from './revision/base-results.js';
import { configOfBase, openBase, type BaseRevision } from './revision/base-revision.js';
import { changedFiles, commitOf, mergeBase } from './git/revisions.js';

/** A check with a gate behind it. What is given wins over the configuration. */
export interface GatedOptions extends CheckOptions {
  /** Revision whose merge base with HEAD the violations are compared with, or a stored results file. */
  readonly base?: string | undefined;
  /** Whose configuration counts where there is a base revision; default: the base's. */
  readonly configFrom?: 'base' | 'branch' | undefined;
  /** Baseline file that they are compared with, relative to the working folder; with a base revision, as it is there. */
  readonly baseline?: string | undefined;
  /** Judges only files that differ from HEAD (`true`), or from the merge base with a revision. */
  readonly changed?: string | true | undefined;
  /** Keeps the results of base revisions from run to run, outside of the project; default: false. */
  readonly cache?: boolean | undefined;
  readonly failOn?: FailOn | undefined;
  /** Fails where the branch changes the gate itself. */
  readonly failOnGateChanges?: boolean | undefined;
  /** Fails while questions to people are open. */
  readonly requireHuman?: boolean | undefined;
}

/** A check that is ready to run. */
export interface PreparedCheck {
  /** The configuration that counts. */
  readonly config: LoadedConfig;
  /** Scans, compares with what is known, and judges. */
  run(): Promise<CheckRun>;
  /** Deletes what was made for it. */
  dispose(): void;
}

/**
 * Finds out what to compare with, and whose configuration counts: of a branch that is compared with a revision, that of
 * the revision, so that no branch sets the rules that it is judged by.
 * @throws {UsageError} where it cannot compare
 */
export async function prepareCheck(options: GatedOptions): Promise<PreparedCheck> {
  const cwd = resolve(options.cwd ?? '.');
  const { changed } = options;
  const scan: CheckOptions = changed === undefined ? options : { ...options, changedFiles: changedSince(changed, cwd) };
  const isOfRevision = options.base !== undefined && isRevision(options.base, cwd);
  if (options.base !== undefined && !isOfRevision && options.baseline !== undefined) {
    throw new UsageError('--base with stored results and --baseline each say what is known; give one of them.');
  }
  if (options.configFrom !== undefined && !isOfRevision) {
    throw new UsageError(
      '--config-from chooses between a base revision and the branch; give the revision with --base.',
    );
  }
  const branch = await configFor(options);
  if (options.shard) return shardCheck(options, branch);
  if (!isOfRevision) {
    const source = storedSource(options, branch);
    return { config: branch, run: () => runPlain({ options, scan, config: branch, source }), dispose: () => undefined };
  }
  const base = openBase(options.base ?? '', cwd);
  try {
    const sides = await bothSides(base, options, branch);
    const source = options.baseline === undefined ? undefined : baselineOfBase(base, options.baseline, cwd);
    const run = (): Promise<CheckRun> => runAgainst(base, sides, { options, scan, config: sides.judging, source });
    return { config: sides.judging, run, dispose: () => base.dispose() };
  } catch (error) {
    base.dispose();
    throw error;
  }
}

/** A part of a scan is neither compared nor gated: what is gone or new shows with the other parts beside it only. */
function shardCheck(options: GatedOptions, config: LoadedConfig): PreparedCheck {
  const given = (['base', 'baseline', 'changed', 'failOn'] as const).find((name) => options[name] !== undefined);
  if (given !== undefined) {
    const flag = `--${given.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;
    const why = given === 'changed' ? 'drop one' : "give it to 'faultline merge', which has all parts";
    throw new UsageError(`--shard judges a part of the files, which ${flag} cannot go by; ${why}.`);
  }
  return { config, run: () => runCheck(options, config), dispose: () => undefined };
}

function isRevision(base: string, cwd: string): boolean {
  const file = resolve(cwd, base);
  return commitOf(base, cwd) !== undefined || !(existsSync(file) && statSync(file).isFile());
}

function changedSince(changed: string | true, cwd: string): Set<string> {
  if (changed === true) return changedFiles(mergeBase('HEAD', cwd, '--changed'), cwd);
  if (commitOf(changed, cwd) === undefined && existsSync(resolve(cwd, changed))) {
    throw new UsageError(`--changed takes a revision and '${changed}' is a path; write paths before --changed.`);
  }
  return changedFiles(mergeBase(changed, cwd, '--changed'), cwd);
}

/** The configurations of a branch and its base, and the one that both are judged by. */
interface Sides {
  readonly base: LoadedConfig;
  readonly branch: LoadedConfig;
  readonly judging: LoadedConfig;
}

async function bothSides(base: BaseRevision, options: GatedOptions, branch: LoadedConfig): Promise<Sides> {
  const ofBase = await configOfBase(base, options, branch);
  if (options.configFrom === 'branch') return { base: ofBase, branch, judging: branch };
  // What is wrong with either is told: the branch's counts for everybody as soon as it is merged.
  const own = branch.errors.filter(({ message }) => !ofBase.errors.some((error) => error.message.endsWith(message)));
  return { base: ofBase, branch, judging: { ...ofBase, errors: [...ofBase.errors, ...own] } };
}

/** What a run goes by. */
interface Plan {
  readonly options: GatedOptions;
  readonly scan: CheckOptions;
  readonly config: LoadedConfig;
  readonly source: KnownSource | undefined;
}

async function runPlain(plan: Plan): Promise<CheckRun> {
  const run = await runCheck(plan.scan, plan.config);
  return plan.source ? judged(plan, await compared(run, plan.source, plan.scan)) : judged(plan, run);
}

async function runAgainst(base: BaseRevision, sides: Sides, plan: Plan): Promise<CheckRun> {
  const { options, scan, config } = plan;
  const ofBranch = options.configFrom === 'branch';
  const run = await runCheck(
    ofBranch ? scan : { ...scan, eslintConfigsOf: { scanned: base.top, configured: base.folder } },
    config,
  );
  let ofBase: BaseResults | undefined;
  const scanned = async (): Promise<BaseResults> => (ofBase ??= await resultsOfBase());
  const resultsOfBase = (): Promise<BaseResults> => {
    // What the ESLint configurations of the branch make of the base changes with every edit of them.
    if (ofBranch) {
      return scanBase(base, { ...scan, eslintConfigsOf: { scanned: base.folder, configured: base.top } }, config);
    }
    const scanAnew = (): Promise<BaseResults> => scanBase(base, scan, config);
    const { commit, top } = base;
    return options.cache && !scan.stdin && !scan.texts
      ? cachedBase({ commit, top, options: scan, config }, scanAnew)
      : scanAnew();
  };
  const about = { kind: 'revision', name: base.name, commit: base.commit } as const;
  const source: KnownSource = plan.source ?? {
    ...about,
    read: async () => {
      const { results, errors } = await scanned();
      return {
        entries: openEntries(results?.verdicts ?? []),
        complete: errors.length === 0,
        errors,
        hadFile: base.hadFile,
      };
    },
  };
  const withKnown = await compared(run, source, scan);
  const changed = changedFiles(base.commit, base.top);
  if (mayBeNewlySuppressed(run, changed)) await scanned();
  const changes = await gateChanges({
    base,
    configs: sides,
    run,
    changed,
    settings: config.config.settings ?? {},
    isWhole: !scan.paths?.length && scan.only === undefined && scan.changedFiles === undefined,
    readsEslint: scan.preset === undefined && !scan.untrusted,
    known: ofBase?.results,
    files: fileChanges(run.root, openEntries(ofBase?.results?.verdicts ?? []), base.hadFile),
  });
  const comparison = { ...withKnown.comparison, configuration: ofBranch ? ('branch' as const) : ('base' as const) };
  return judged(plan, { ...withKnown, comparison, changes });
}

/** Whether a suppression may be one that the base does not have: in a file that differs, or of a resource that a program makes. */
function mayBeNewlySuppressed({ results, root }: CheckRun, changed: ReadonlySet<string>): boolean {
  return results.verdicts.some(
    ({ status, location, resource }) =>
      status === 'suppressed' && (resource !== undefined || (location && changed.has(join(root, location.file)))),
  );
}

function judged({ options, config }: Plan, run: ComparedRun): CheckRun {
  const { comparison, changes, ...checked } = run;
  const gate = judgeGate(run.results, {
    failOn: options.failOn ?? config.config.failOn ?? 'error',
    limits: config.config.gate,
    requireHuman: options.requireHuman,
    // It is about no violation, so that only who makes the call can say that nothing fails.
    failOnChanges: options.failOn !== 'never' && (options.failOnGateChanges ?? config.config.failOnGateChanges),
    comparison,
    changes,
  });
  return { ...checked, results: { ...run.results, gate } };
}
