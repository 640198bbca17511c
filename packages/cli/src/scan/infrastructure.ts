import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ScanError, Skipped } from '@faultline/catalog';
import { resourcePatterns, type ResourceGraph, type TemplateDocument } from '@faultline/cdk-rules/analysis';
import { firstLine } from '../errors.js';
import type { Progress } from '../options.js';
import type { OwnCheckDefinition } from '../own-checks/definition.js';
import { display, isInside } from '../paths.js';
import type { Recording } from '../workload/links/recorded-code.js';
import type { Inputs } from './inputs.js';
import { judgeDocuments } from './judgement.js';
import { emptyOutcome, type ScanOutcome } from './outcome.js';
import { readAssembly } from './assembly-files.js';
import { patternEvidence } from './resource-patterns.js';
import { readApp, synthesize, type Assembly, type CdkApp } from './synthesis.js';
import { nameLeftOut, readTemplateFiles } from './template-files.js';

/** What the scan of infrastructure needs. */
export interface InfrastructureScan extends Omit<Inputs, 'code' | 'errors'> {
  readonly root: string;
  /** Names of the checks to run. */
  readonly checks: ReadonlySet<string>;
  /** Checks of one's own, of which those of infrastructure run that are among the checks to run. */
  readonly own: readonly OwnCheckDefinition[];
  /** A CDK app to run instead of those in the `cdk.json` files. */
  readonly app: { readonly command: string; readonly folder: string } | undefined;
  /** Whether CDK apps are run; else their `cdk.out` is read. */
  readonly synth: boolean;
  /** Whether the project's code must not run. */
  readonly untrusted: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface InfrastructureOutcome extends ScanOutcome {
  /** Paths of the templates that were read. */
  readonly templates: string[];
  /** The resources of all templates. */
  readonly graph: ResourceGraph;
  /** What the CDK apps that were run told of the code of their functions. */
  readonly recordings: readonly Recording[];
}

/** Runs the CDK apps, reads all templates into one graph, and judges its resources. */
export async function scanInfrastructure(scan: InfrastructureScan): Promise<InfrastructureOutcome> {
  const outcome = { ...emptyOutcome(), templates: [] as string[] };
  const assemblies = await findAssemblies(scan, outcome);
  try {
    scan.onProgress?.({ phase: 'infrastructure', text: 'Reading templates' });
    const documents: TemplateDocument[] = [
      ...assemblies.flatMap((assembly) => readAssembly(assembly, scan.root, outcome)),
      ...readTemplateFiles(scan.templates, scan.root, outcome),
    ];
    nameLeftOut(scan.leftOut, scan.root, outcome);
    outcome.templates.push(...documents.map((document) => document.input.path));
    scan.onProgress?.({ phase: 'infrastructure', text: 'Judging resources' });
    const graph = judgeDocuments(documents, scan, outcome);
    outcome.patterns.push(...resourcePatterns(graph).map(patternEvidence));
    const recordings = assemblies.flatMap(({ recording }) => recording ?? []);
    return { ...outcome, graph, recordings };
  } finally {
    for (const assembly of assemblies) assembly.dispose?.();
  }
}

/** The apps to run: the one that was named, else that of every `cdk.json`. */
function findApps(scan: InfrastructureScan, outcome: ScanOutcome): CdkApp[] {
  const sources = scan.app ? [scan.app] : scan.apps.map((path) => ({ folder: dirname(path), command: undefined }));
  return sources.flatMap(({ folder, command }) => {
    try {
      return readApp(folder, command) ?? [];
    } catch (error) {
      const path = display(scan.root, join(folder, 'cdk.json'));
      outcome.errors.push({
        kind: 'configuration',
        path,
        message: `${path} or the cdk.context.json beside it is not valid JSON (${firstLine(error)}); correct it.`,
      });
      return [];
    }
  });
}

/** Assemblies that are there, and those of the apps that are run for this scan, which replace the apps' older ones. */
async function findAssemblies(scan: InfrastructureScan, outcome: ScanOutcome): Promise<Assembly[]> {
  const found = scan.assemblies.map((folder): Assembly => ({ folder, shownAs: display(scan.root, folder) }));
  const apps = findApps(scan, outcome);
  if (!scan.synth || scan.untrusted) {
    for (const app of apps) {
      if (scan.assemblies.some((folder) => isInside(app.folder, folder))) continue;
      const flag = scan.untrusted ? '--untrusted' : '--no-synth';
      const reason = `the CDK app was not run (${flag}) and has no ${app.output} folder`;
      outcome.skipped.push({ path: display(scan.root, join(app.folder, 'cdk.json')), reason, kind: 'not-run' });
    }
    return found;
  }
  const made: Assembly[] = [];
  for (const app of apps) {
    scan.onProgress?.({ phase: 'synthesis', text: `Running the CDK app in ${display(scan.root, app.folder)}` });
    const result: Assembly | ScanError = await synthesize(app, scan.root, scan.signal);
    if ('kind' in result) outcome.errors.push(result);
    else {
      made.push(result);
      outcome.skipped.push(...missingParts(result, app, scan.root));
    }
  }
  const replaced = new Set(apps.map((app) => display(scan.root, join(app.folder, app.output))));
  return [...found.filter((assembly) => !replaced.has(assembly.shownAs) && existsSync(assembly.folder)), ...made];
}

/** What an app names and does without; its templates are judged all the same. */
function missingParts({ recording }: Assembly, app: CdkApp, root: string): Skipped[] {
  const constructs = new Map<string, string>();
  for (const { missing, construct } of recording?.missing ?? []) constructs.set(missing, construct);
  return [...constructs].map(([missing, construct]) =>
    isAbsolute(missing)
      ? {
          path: display(root, missing),
          kind: 'missing',
          reason: `${construct} in the CDK app deploys it, and it is not there; its template is judged without it`,
        }
      : {
          path: display(root, join(app.folder, 'cdk.json')),
          kind: 'missing',
          reason: `the CDK app runs "${missing}", which was left out: its templates do not hang on it`,
        },
  );
}
