import { createRequire } from 'node:module';
import { join } from 'node:path';
import { configPath } from '../config/load.js';
import { agentsFile, withAgentLines } from './agents.js';
import { jsonConfig, lastResults, typescriptConfig } from './config-file.js';
import { addToEslintConfig, entryText, newEslintConfig, parserText } from './eslint-entry.js';
import { appendLines, nearestFile, readIfThere, readProjectFile, type PlannedFile } from './files.js';
import { githubWorkflow, gitlabJob } from './pipeline.js';
import type { Project } from './project.js';

/** What setting up a project comes to. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** What people have to do themselves, in sentences. */
  readonly advice: readonly string[];
}

/** How people want it. */
export interface PlanOptions {
  /** A configuration in TypeScript instead of JSON. */
  readonly typescript: boolean;
  /** ESLint configurations that give TypeScript no parser. */
  readonly withoutParser: ReadonlySet<string>;
  /** Whether a pipeline is written. */
  readonly pipeline: boolean;
  /** Whether the file for coding agents gets its lines; default: where there is one. */
  readonly agents: boolean | undefined;
}

/** Says what to write; what is there already is left alone, so that a second run has nothing to do. */
export function planSetup(project: Project, options: PlanOptions): Plan {
  const parts = [
    configPart(project, options),
    ...eslintParts(project, options),
    ignorePart(project),
    ...(options.pipeline ? pipelineParts(project) : []),
    agentsPart(project, options),
    installPart(project),
  ];
  return { files: parts.flatMap(({ files }) => files), advice: parts.flatMap(({ advice }) => advice) };
}

const nothing: Plan = { files: [], advice: [] };
const say = (sentence: string): Plan => ({ files: [], advice: [sentence] });
const write = (file: PlannedFile): Plan => ({ files: [file], advice: [] });

function configPart({ folder, repository }: Project, { typescript }: PlanOptions): Plan {
  if (configPath({ cwd: folder, limit: repository ?? folder, untrusted: false }) !== undefined) return nothing;
  const [name, after] = typescript ? ['ts', typescriptConfig()] : ['json', jsonConfig()];
  return write({ path: join(folder, `faultline.config.${name}`), before: undefined, after });
}

function eslintParts(project: Project, { withoutParser }: PlanOptions): Plan[] {
  const { eslintConfigs, legacyEslint, packageManager } = project;
  if (eslintConfigs.length > 0) return eslintConfigs.map((path) => eslintPart(path, project, withoutParser.has(path)));
  if (legacyEslint === undefined) return [newEslintPart(project)];
  return [
    say(
      `${legacyEslint} is of the kind that ESLint 8 reads, and the plugin needs ESLint 9 or later. ` +
        `'faultline check' works without it; to see findings in the editor, move on with ` +
        `'npx @eslint/migrate-config ${legacyEslint}', add the plugin with ` +
        `'${packageManager.add} eslint-plugin-faultline', and run init again.`,
    ),
  ];
}

/** A first configuration, where the plugin was added to a project that has none. */
function newEslintPart({ folder, typescript, packageManager }: Project): Plan {
  const require = createRequire(join(folder, 'package.json'));
  const wants = readIfThere(join(folder, 'package.json'))?.includes('"eslint-plugin-faultline"') ?? false;
  if (!wants || !isInstalled(require, 'eslint') || !isInstalled(require, 'eslint-plugin-faultline')) return nothing;
  if (typescript && !isInstalled(require, 'typescript-eslint')) {
    const add = `${packageManager.add} typescript-eslint`;
    return say(`ESLint needs a parser for TypeScript: '${add}', then run init again, which writes eslint.config.mjs.`);
  }
  const after = newEslintConfig({ needsParser: typescript });
  return write({ path: join(folder, 'eslint.config.mjs'), before: undefined, after });
}

function eslintPart(path: string, { folder, packageManager }: Project, needsParser: boolean): Plan {
  const file = join(folder, path);
  const before = readProjectFile(file);
  const edit = addToEslintConfig(before, { fileName: path, needsParser });
  if (edit.kind === 'present') {
    if (!needsParser) return nothing;
    return say(
      `${path} names no parser for TypeScript, so that ESLint and editors show nothing there; import tseslint from ` +
        `'typescript-eslint' in it, and add ${parserText('tseslint')} to the list that it exports.`,
    );
  }
  const require = createRequire(file);
  const major = Number.parseInt(installedVersion(require), 10);
  if (major < 9) return say(`ESLint ${major} is installed, and the plugin needs 9 or later; ${path} stays as it is.`);
  if (!isInstalled(require, 'eslint-plugin-faultline')) {
    const add = `${packageManager.add} eslint-plugin-faultline`;
    return say(`${path} stays as it is until the plugin is installed: '${add}', then run init again.`);
  }
  if (needsParser && !isInstalled(require, 'typescript-eslint')) {
    const add = `${packageManager.add} typescript-eslint`;
    return say(`${path} stays as it is, since it names no parser for TypeScript: '${add}', then run init again.`);
  }
  if (edit.kind === 'edited') {
    const advice = `${path}: ESLint has no part in the baseline and shows known findings too; '${packageManager.run} eslint . --suppress-all' accepts them there.`;
    return { files: [{ path: file, before, after: edit.text }], advice: [advice] };
  }
  return say(
    `${path} has a shape that is not edited here. Import faultline from 'eslint-plugin-faultline' in it, ` +
      `and add ${entryText('faultline')} to the list that it exports` +
      (needsParser ? `, and ${parserText('tseslint')} with tseslint from 'typescript-eslint' for TypeScript.` : '.'),
  );
}

function installedVersion(require: NodeJS.Require): string {
  try {
    return (require('eslint/package.json') as { version: string }).version;
  } catch {
    return 'none';
  }
}

function isInstalled(require: NodeJS.Require, name: string): boolean {
  try {
    return require.resolve(name) !== '';
  } catch {
    return false;
  }
}

function ignorePart({ folder, repository }: Project): Plan {
  const path = join(folder, '.gitignore');
  const [ignored = ''] = lastResults.split('/');
  const lines = [path, join(repository ?? folder, '.gitignore')].flatMap(
    (file) => readIfThere(file)?.split(/\r?\n/) ?? [],
  );
  if (lines.some((line) => line.trim().replace(/^\/|\/$/g, '') === ignored)) return nothing;
  const before = readIfThere(path);
  if (before === undefined && repository === undefined) return nothing;
  return write({ path, before, after: appendLines(before ?? '', [`${ignored}/`]) });
}

function agentsPart({ folder, packageManager }: Project, { agents }: PlanOptions): Plan {
  const path = join(folder, agentsFile);
  const before = readIfThere(path);
  if (!(agents ?? before !== undefined)) return nothing;
  const after = withAgentLines(before, packageManager);
  return after === undefined ? nothing : write({ path, before, after });
}

function pipelineParts(project: Project): Plan[] {
  const { pipelines } = project;
  const workflow = pipelines.has('github') ? githubWorkflow(project) : undefined;
  const job = pipelines.has('gitlab') ? gitlabJob(project) : 'present';
  const parts = [workflow ? write(workflow) : nothing];
  if (typeof job === 'object') parts.push(write(job));
  if (job === 'unknown') {
    parts.push(say(`.gitlab-ci.yml has no stage 'test', or a shape that is not edited here; add a job by hand.`));
  }
  if (pipelines.size === 0) {
    parts.push(
      say(`No pipeline of GitHub or GitLab was found; let yours run '${project.packageManager.run} faultline check'.`),
    );
  }
  return parts;
}

function installPart({ folder, repository, packageManager, eslintConfigs }: Project): Plan {
  const manifest = nearestFile(['package.json'], folder, repository ?? folder);
  if (manifest === undefined) return nothing;
  const text = readProjectFile(manifest);
  const wanted = ['faultline', ...(eslintConfigs.length > 0 ? ['eslint-plugin-faultline'] : [])];
  const missing = wanted.filter((name) => !text.includes(`"${name}"`));
  if (missing.length === 0) return nothing;
  return say(
    `package.json does not name ${missing.join(' and ')}; pin it with '${packageManager.add} ${missing.join(' ')}'.`,
  );
}
