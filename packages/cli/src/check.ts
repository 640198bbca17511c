import { join, resolve } from 'node:path';
import {
  bestPractices,
  type DependencyInventory,
  type Results,
  type ScanError,
  type Skipped,
  type Verdict,
} from '@faultline/catalog';
import { assembleResults, withSeverities } from './assessment/assemble.js';
import { CentralSuppressions } from './assessment/central-suppressions.js';
import { onlyChanged, skippedUnchanged } from './assessment/changed.js';
import { packageFolders } from './assessment/packages.js';
import type { SeenPattern } from './assessment/patterns.js';
import { applySuppressions, suppressionProblems } from './assessment/suppression-policy.js';
import { homeOf, identify, type DraftVerdict, type SuggestedEdit } from './assessment/verdicts.js';
import { loadConfig, type LoadedConfig } from './config/load.js';
import { configurationProblems } from './config/problems.js';
import { day, now } from './dates.js';
import type { CheckOptions } from './options.js';
import { display, scanRoot } from './paths.js';
import type { CodeOutcome } from './scan/code.js';
import type { InfrastructureOutcome } from './scan/infrastructure.js';
import { collectInputs, type Inputs } from './scan/inputs.js';
import { resolvePaths } from './scan/named-paths.js';
import { filesOfShard, verdictsOfShard } from './scan/shard.js';
import { repositoryOf } from './scan/listing.js';
import { isTest } from './scan/file-kinds.js';
import { nothingJudged } from './scan/nothing-judged.js';
import { select, type Selection } from './selection.js';
import type { JoinedWorkload } from './workload/join-workload.js';
import { withImportedTests } from './workload/imported-tests.js';
import { settleRateLimits } from './workload/rate-limits.js';

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

/** Results, and the absolute path of the folder that their paths are relative to. */
export interface CheckRun {
  readonly results: Results;
  readonly root: string;
  /** What repairs go by, under the key of the verdict. */
  readonly hints: ReadonlyMap<string, RepairHint>;
  /** Absolute paths of the source files that were to be judged; some of them may stand in the skipped ones all the same. */
  readonly code: readonly string[];
  /** Absolute paths of all files and folders that were found, judged or not. */
  readonly seen: readonly string[];
}

/** Tells verdicts apart: the same fingerprint in two files is two verdicts. */
export const hintKey = (verdict: Pick<Verdict, 'fingerprint' | 'location' | 'resource'>): string =>
  `${homeOf(verdict)}\0${verdict.fingerprint}`;

/** What the repair of a violation goes by. */
export interface RepairHint {
  /** The property of the resource that it is about; empty where it is about none. */
  readonly property: string;
  /** Replacements of text that the check proposes. */
  readonly suggestion?: readonly SuggestedEdit[] | undefined;
}

/** Everything that the two halves of a scan need. */
interface Plan {
  readonly options: CheckOptions;
  readonly config: LoadedConfig;
  readonly cwd: string;
  readonly root: string;
  readonly inputs: Inputs;
  readonly selection: Selection;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

async function planFor(
  options: CheckOptions,
  config: LoadedConfig,
): Promise<{ readonly plan: Plan; readonly errors: readonly ScanError[] }> {
  const cwd = resolve(options.cwd ?? '.');
  const selection = await select(options, config);
  options.onProgress?.({ phase: 'files', text: 'Finding files' });
  const { paths, errors } = await resolvePaths(pathsOf(options), cwd);
  const root = scanRoot(cwd, paths);
  const repository = repositoryOf(root) ?? root;
  const inputs = inputsOf(
    withImportedTests(collectInputs(paths, config), { root, repository }, options.session?.memory),
    options,
  );
  if (options.stdin)
    inputs.templates.push({ path: resolve(cwd, options.stdin.path), isNamed: true, text: options.stdin.text });
  withTexts(inputs, options.texts);
  return { plan: { options, config, cwd, root, inputs, selection, today: day(now()) }, errors };
}

/** What the workload is made of, without judging it; and what kept a part of it from being seen. */
export async function inventory(
  options: CheckOptions,
  config: LoadedConfig,
): Promise<{ readonly dependencies: DependencyInventory; readonly errors: readonly ScanError[] }> {
  const { plan, errors } = await planFor(options, config);
  const nothing = {
    ...plan,
    selection: { ...plan.selection, infrastructure: new Set<string>(), workload: new Set<string>() },
  };
  const infrastructure = await scanInfrastructure(nothing);
  const { dependencies = { nodes: [], edges: [], unlinked: [] } } = await joinLayers(nothing, infrastructure, [], []);
  const all = [...configurationProblems(config, plan.selection.all), ...errors, ...listingErrors(plan)];
  return { dependencies, errors: [...all, ...infrastructure.errors] };
}

/** As `check`, with a configuration that is already loaded. */
export async function runCheck(options: CheckOptions, config: LoadedConfig): Promise<CheckRun> {
  const { plan, errors: pathErrors } = await planFor(options, config);
  const { root, inputs, selection } = plan;
  const repository = repositoryOf(root) ?? root;
  const answers = config.config.answers ?? {};
  const infrastructure = options.only === 'code' ? undefined : await scanInfrastructure(plan);
  const code = options.only === 'infra' ? undefined : await scanCode(plan);
  const outcomes = [infrastructure, code].filter((outcome) => outcome !== undefined);

  const { suppress = [], suppressions = {} } = config.config;
  const policy = { rules: suppressions, today: plan.today };
  const central = new CentralSuppressions(suppress, config.folder, root);
  const scanned = await settleRateLimits(
    outcomes.flatMap((outcome) => outcome.verdicts),
    { root, repository, memory: options.session?.memory },
  );
  const seen = outcomes.flatMap((outcome) => outcome.patterns);
  const { drafts: joined, dependencies, patterns } = await joinLayers(plan, infrastructure, scanned, seen);
  const judged = verdictsOfShard(applySuppressions(joined, central, policy), options.shard);
  const drafts = onlyChanged(judged, options.changedFiles, root);
  const ran = selection.all.filter(
    ({ name }) =>
      outcomes.some((outcome) => outcome.ran.has(name)) || (dependencies !== undefined && selection.workload.has(name)),
  );
  const scope = {
    codeFiles: code?.judged ?? 0,
    templates: infrastructure?.templates ?? [],
    shard: options.shard,
    packages: packageFolders(
      [...inputs.code.map(({ path }) => path), ...(infrastructure?.templates ?? []).map((path) => join(root, path))],
      root,
    ),
    skipped: [
      ...outcomes.flatMap((outcome) => outcome.skipped),
      ...leftOut(plan),
      ...ownNotRun(config),
      ...skippedUnchanged(options.changedFiles),
    ],
  };
  const errors = [
    ...configurationProblems(config, selection.all),
    ...selection.errors,
    ...pathErrors,
    ...listingErrors(plan),
    ...outcomes.flatMap((outcome) => outcome.errors),
  ];
  const allowEmpty = options.allowEmpty ?? config.config.allowEmpty ?? false;
  // Where something went wrong, that is why; and the run does not pass anyway.
  if (errors.length === 0 && !allowEmpty && !options.changedFiles && !options.shard) {
    errors.push(...nothingJudged(scope, selection, options.only));
  }
  const results = assembleResults({
    ...scope,
    errors,
    drafts: withSeverities(drafts, (draft) => draft.check, selection.severities),
    severity: options.severity,
    checks: withSeverities(ran, ({ name }) => name, selection.severities),
    bestPractices: selection.bestPractices,
    attestation: { answers, today: plan.today },
    dependencies,
    patterns,
  });
  // Where a part only was looked at, a suppression may serve in the rest.
  const isWhole = !options.paths?.length && !options.changedFiles && !options.severity && !options.shard;
  const unused = [...outcomes.flatMap((outcome) => outcome.unused), ...(isWhole ? central.unused(ran) : [])];
  const names = new Set([...selection.all.map(({ name }) => name), ...bestPractices.map(({ id }) => id)]);
  const problems = suppressionProblems(results.verdicts, unused, policy, names);
  return {
    results: { ...results, ...(problems.length > 0 && { suppressionProblems: problems }) },
    root,
    hints: repairHints(drafts),
    code: inputs.code.map(({ path }) => path),
    seen: [
      ...[...inputs.code, ...inputs.templates, ...inputs.leftOut].map(({ path }) => path),
      ...inputs.apps,
      ...inputs.assemblies,
    ],
  };
}

function repairHints(drafts: readonly DraftVerdict[]): Map<string, RepairHint> {
  const open = identify(drafts).filter(({ verdict }) => verdict.status === 'violation');
  return new Map(
    open.map(({ verdict, subject, suggestion }) => [
      hintKey(verdict),
      { property: verdict.layer === 'infrastructure' ? subject : '', suggestion },
    ]),
  );
}

function pathsOf({ paths = [], stdin }: CheckOptions): readonly string[] {
  return paths.length === 0 && !stdin ? ['.'] : paths;
}

/** Has templates judged by texts that are given for them instead of those on the disk. */
function withTexts(inputs: Inputs, texts: CheckOptions['texts']): void {
  for (const [index, file] of inputs.templates.entries()) {
    const text = texts?.get(file.path);
    if (text !== undefined) inputs.templates[index] = { ...file, text };
  }
}

function listingErrors({ inputs, root }: Plan): ScanError[] {
  return inputs.errors.map(({ path = root, ...error }) => ({ ...error, path: display(root, path) }));
}

/** The inputs as far as this run looks at them. */
function inputsOf(inputs: Inputs, { only, changedFiles }: CheckOptions): Inputs {
  const hidden = only === 'code' ? 'infrastructure' : only === 'infra' ? 'code' : undefined;
  const leftOut = inputs.leftOut
    .filter(({ layer }) => layer === undefined || layer !== hidden)
    .filter(({ path }) => !changedFiles || changedFiles.has(path));
  return { ...inputs, leftOut };
}

/** What was not going to be read, without what only its text tells of. */
function leftOut({ inputs, root }: Plan): Skipped[] {
  return inputs.leftOut
    .filter(({ mayBeTemplate }) => !mayBeTemplate)
    .map(({ path, reason, kind }) => ({ path: display(root, path), reason, kind }));
}

/** Checks of one's own that no one may run. */
function ownNotRun({ ownNotRun: globs = [] }: LoadedConfig): Skipped[] {
  return globs.map((path) => ({
    path,
    reason: "an own check, which is a program of the project's; --untrusted runs none",
  }));
}

// Each half loads what it needs only when it is asked for: ESLint, its parser and YAML take their time.

async function scanInfrastructure(plan: Plan): Promise<InfrastructureOutcome> {
  const { options, config, cwd, root, inputs, selection, today } = plan;
  const { scanInfrastructure: scan } = await import('./scan/infrastructure.js');
  const command = options.app ?? config.config.app;
  return scan({
    ...inputs,
    root,
    today,
    checks: selection.infrastructure,
    own: config.own?.checks ?? [],
    app: command === undefined ? undefined : { command, folder: options.app === undefined ? config.folder : cwd },
    synth: options.synth ?? true,
    untrusted: options.untrusted ?? false,
    onProgress: options.onProgress,
    signal: options.signal,
  });
}

/** Joins the layers where both were looked at, and something runs that code may belong to. */
async function joinLayers(
  { root, inputs, config, options, selection, today }: Plan,
  infrastructure: InfrastructureOutcome | undefined,
  drafts: DraftVerdict[],
  patterns: readonly SeenPattern[],
): Promise<Omit<JoinedWorkload, 'dependencies'> & Partial<JoinedWorkload>> {
  const running = infrastructure?.graph.ofType('AWS::Lambda::Function', 'AWS::ECS::Service') ?? [];
  if (!infrastructure || options.only === 'infra' || running.length === 0) return { drafts, patterns };
  const { joinWorkload } = await import('./workload/join-workload.js');
  const { graph, recordings } = infrastructure;
  const code = {
    root,
    repository: repositoryOf(root) ?? root,
    files: inputs.code.map(({ path }) => path),
    settings: codeSettings(config, inputs),
    texts: options.texts,
  };
  return joinWorkload({ graph, recordings, code, drafts, checks: selection.workload, today, patterns });
}

/** The settings of the code's checks. Code of tests is judged where somebody asks for it. */
function codeSettings({ config }: Plan['config'], { code }: Plan['inputs']): Readonly<Record<string, unknown>> {
  const settings = config.settings ?? {};
  const wantsTests =
    config.tests === true || code.some(({ path, isNamed }) => isNamed && isTest(path.replaceAll('\\', '/')));
  return wantsTests ? { tests: true, ...settings } : settings;
}

async function scanCode(plan: Plan): Promise<CodeOutcome> {
  const { options, config, root, inputs, selection, today } = plan;
  const { scanProject, workerCount } = await import('./scan/code-workers.js');
  const { changedFiles, shard } = options;
  const wanted = changedFiles ? inputs.code.filter(({ path }) => changedFiles.has(path)) : inputs.code;
  const files = filesOfShard(wanted, shard);
  const scan = {
    root,
    today,
    files,
    project: inputs.code.map(({ path }) => path),
    preset: selection.preset,
    presetChecks: selection.code,
    allowedChecks: selection.allowedCode,
    own: config.own && { files: config.own.files, folder: config.folder, wanted: selection.own },
    metadata: new Map(selection.all.map((one) => [one.name, one])),
    settings: codeSettings(config, inputs),
    useProjectConfig: options.preset === undefined && !options.untrusted,
    eslintConfigsOf: options.eslintConfigsOf,
    repository: repositoryOf(root) ?? root,
    texts: options.texts,
    session: options.session,
    keeps: options.keeps && !options.texts,
    onProgress: options.onProgress,
    signal: options.signal,
  };
  return scanProject(scan, workerCount(options.concurrency, files.length));
}
