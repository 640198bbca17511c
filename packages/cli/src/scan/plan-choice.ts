import { dirname, extname } from 'node:path';
import type { Skipped } from '@faultline/catalog';
import { firstLine } from '../errors.js';
import { display, isInside } from '../paths.js';
import { presetPlan } from './code-linter.js';
import type { CodeScan } from './code.js';
import { eslintConfigFor, homeOfConfig, shownConfig } from './eslint-place.js';
import { isComponent, isTest } from './file-kinds.js';
import type { FilePlan } from './file-plan.js';
import type { InputFile } from './inputs.js';
import type { ScanOutcome } from './outcome.js';
import { ProjectEslint } from './project-eslint.js';

/** Files that a configuration is asked about at most, to find our plugin in it. */
const mostSamples = 300;

/** The files under each ESLint configuration, and those under none. */
export function groupByConfig(scan: CodeScan): Map<string | undefined, InputFile[]> {
  const groups = new Map<string | undefined, InputFile[]>();
  const known = new Map<string, string | undefined>();
  for (const file of scan.files) {
    const folder = dirname(file.path);
    if (!known.has(folder)) {
      known.set(
        folder,
        scan.useProjectConfig ? eslintConfigFor(folder, scan.repository, scan.eslintConfigsOf) : undefined,
      );
    }
    const configFile = known.get(folder);
    const group = groups.get(configFile);
    if (group) group.push(file);
    else groups.set(configFile, [file]);
  }
  return groups;
}

/** Files of every folder and extension, spread over the project where they are too many: configurations often speak of some only. */
function samplesOf(files: readonly string[]): string[] {
  const samples = [...new Map(files.map((path) => [`${dirname(path)}\0${extname(path)}`, path])).values()];
  const step = Math.max(1, Math.ceil(samples.length / mostSamples));
  return samples.filter((_, index) => index % step === 0);
}

/** Says how a file is judged, or why it is not. */
export type Choice = (file: InputFile) => Promise<FilePlan | { readonly skip: Omit<Skipped, 'path'> }>;

/** The choice for the files under one configuration. */
export async function choiceFor(configFile: string | undefined, scan: CodeScan, outcome: ScanOutcome): Promise<Choice> {
  const preset = presetPlan(scan);
  const project = configFile === undefined ? undefined : await loadProject(configFile, scan, outcome);
  return async (file) => {
    if (!project) return isComponent(file.path) ? { skip: withoutParser(file.path, configFile, scan) } : preset;
    const insists = file.isNamed || isTest(display(scan.root, file.path));
    const ruling = await project.rulingFor(file.path, insists);
    return ruling === 'preset' ? preset : ruling;
  };
}

/** Why a component is not judged where no ESLint configuration tells how it is parsed. */
function withoutParser(path: string, configFile: string | undefined, scan: CodeScan): Omit<Skipped, 'path'> {
  const kind = 'no-parser';
  if (!scan.useProjectConfig) {
    return { kind, reason: "its parser stands in the project's ESLint configuration, which this run does not read" };
  }
  if (configFile !== undefined) {
    return {
      kind,
      reason: `its parser stands in ${shownConfig(configFile, scan.root, scan.eslintConfigsOf)}, which cannot be loaded`,
    };
  }
  const extension = extname(path).toLowerCase();
  const add = `add one with eslint-plugin-${extension.slice(1)}`;
  return { kind, reason: `no ESLint configuration names a parser for ${extension} files; ${add}` };
}

async function loadProject(
  configFile: string,
  scan: CodeScan,
  outcome: ScanOutcome,
): Promise<ProjectEslint | undefined> {
  const folder = homeOfConfig(configFile, scan.eslintConfigsOf);
  const files = (scan.project ?? scan.files.map(({ path }) => path)).filter((path) => isInside(folder, path));
  try {
    return await ProjectEslint.load(configFile, samplesOf(files), scan);
  } catch (error) {
    const path = shownConfig(configFile, scan.root, scan.eslintConfigsOf);
    const what = firstLine(error).replace(/\.$/, '');
    outcome.errors.push({
      kind: 'configuration',
      path,
      message: `The ESLint configuration ${path} cannot be loaded (${what}); the preset '${scan.preset}' was used instead. ${repairOf(error)}, or pass --preset to ignore it.`,
    });
    return undefined;
  }
}

/** A package that is not there is no fault of the configuration: a fresh checkout has none. */
function repairOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return isMissing && /^Cannot find (?:package |module '[^./])/.test(firstLine(error))
    ? 'Install the packages of the project first'
    : 'Repair it';
}
