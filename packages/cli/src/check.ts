import { resolve } from 'node:path';
import type { CheckMetadata, Results, ScanError, Severity } from '@faultline/catalog';
import { assembleResults, atLeast, withSeverities } from './assessment/assemble.js';
import { allChecks, parseBestPractices, requireKnown, selectChecks } from './checks.js';
import { loadConfig, type LoadedConfig } from './config/load.js';
import { day, now } from './dates.js';
import { didYouMean } from './nearest.js';
import type { CheckOptions } from './options.js';
import { scanRoot } from './paths.js';
import type { CodeOutcome } from './scan/code.js';
import { collectInputs, resolvePaths } from './scan/inputs.js';
import { repositoryOf } from './scan/listing.js';

/** Scans code and infrastructure, and says where the workload stands on each best practice. */
export async function check(options: CheckOptions = {}): Promise<Results> {
  return (await runCheck(options, await configFor(options))).results;
}

/** The configuration that counts for these options. */
export async function configFor(options: CheckOptions): Promise<LoadedConfig> {
  const cwd = resolve(options.cwd ?? '.');
  const limit = repositoryOf(cwd) ?? cwd;
  return loadConfig({ cwd, limit, file: options.config, untrusted: options.untrusted ?? false });
}

function unknownChecks(names: readonly string[], all: readonly CheckMetadata[], path?: string): ScanError[] {
  const known = all.map((one) => one.name);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      kind: 'configuration',
      message: `The configuration speaks of a check '${name}', which there is not.${didYouMean(name, known)}`,
      ...(path !== undefined && { path }),
    }));
}

/** Results, and the absolute path of the folder that their paths are relative to. */
export interface CheckRun {
  readonly results: Results;
  readonly root: string;
}

/** As `check`, with a configuration that is already loaded. */
export async function runCheck(options: CheckOptions, loaded: LoadedConfig): Promise<CheckRun> {
  const { config } = loaded;
  const cwd = resolve(options.cwd ?? '.');
  const all = await allChecks();
  requireKnown(options.checks ?? [], all);
  const bestPractices = options.bestPractices?.length ? parseBestPractices(options.bestPractices) : undefined;
  const preset = options.preset ?? config.preset ?? 'recommended';
  const levels = Object.entries(config.checks ?? {});
  const off = new Set(levels.filter(([, level]) => level === 'off').map(([name]) => name));
  const severities = new Map(levels.filter((entry): entry is [string, Severity] => entry[1] !== 'off'));
  const filter = { only: options.only, checks: options.checks, bestPractices, off };
  const wanted = selectChecks(all, { ...filter, preset });

  options.onProgress?.({ phase: 'files', text: 'Finding files' });
  const { paths, errors: pathErrors } = await resolvePaths(options.paths ?? [], cwd);
  const root = scanRoot(cwd, paths);
  const inputs = await collectInputs(paths, loaded);
  const common = { root, today: day(now()), onProgress: options.onProgress, signal: options.signal };

  const command = options.app ?? config.app;
  // Each layer loads what it needs only when it is asked for: ESLint and the parsers take their time.
  const infrastructure =
    options.only !== 'code' &&
    (await (
      await import('./scan/infrastructure.js')
    ).scanInfrastructure({
      ...common,
      ...inputs,
      checks: new Set(wanted.filter((one) => one.layer === 'infrastructure').map((one) => one.name)),
      app: command === undefined ? undefined : { command, folder: cwd },
      synth: options.synth ?? true,
      untrusted: options.untrusted ?? false,
    }));
  const scanFiles = async (): Promise<CodeOutcome> => {
    const { scanCodeInWorkers, workerCount } = await import('./scan/code-workers.js');
    const scan = {
      ...common,
      files: inputs.code,
      preset,
      presetChecks: new Set(wanted.filter((one) => one.layer === 'code').map((one) => one.name)),
      allowedChecks: new Set(selectChecks(all, { ...filter, preset: 'strict' }).map((one) => one.name)),
      metadata: new Map(all.map((one) => [one.name, one])),
      settings: config.settings ?? {},
      useProjectConfig: options.preset === undefined && !options.untrusted,
      repository: repositoryOf(root) ?? root,
    };
    return scanCodeInWorkers(scan, workerCount(options.concurrency, inputs.code.length));
  };
  const code = options.only !== 'infra' && (await scanFiles());

  const outcomes = [infrastructure, code].filter((outcome) => outcome !== false);
  const ran = new Set(outcomes.flatMap((outcome) => [...outcome.ran]));
  const results = assembleResults({
    drafts: atLeast(
      withSeverities(
        outcomes.flatMap((outcome) => outcome.verdicts),
        (draft) => draft.check,
        severities,
      ),
      options.severity ?? 'note',
    ),
    checks: withSeverities(
      all.filter((one) => ran.has(one.name)),
      (one) => one.name,
      severities,
    ),
    errors: [
      ...loaded.errors,
      ...unknownChecks(
        levels.map(([name]) => name),
        all,
      ),
      ...pathErrors,
      ...outcomes.flatMap((outcome) => outcome.errors),
    ],
    skipped: outcomes.flatMap((outcome) => outcome.skipped),
    codeFiles: code ? code.judged : 0,
    templates: infrastructure ? infrastructure.templates : [],
    bestPractices,
  });
  return { results, root };
}
