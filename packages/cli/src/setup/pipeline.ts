import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { display } from '../paths.js';
import { appendLines, nearestFile, readIfThere, readProjectFile, type PlannedFile } from './files.js';
import type { Project } from './project.js';

/** Formats that GitHub shows: the log, annotations and the page of the job. */
const githubFormats = 'pretty,github,summary';
const gitlabFormats = 'compact,gitlab:gl-code-quality-report.json,junit:faultline.xml';

/** A workflow for GitHub; undefined where one runs Faultline already. */
export function githubWorkflow(project: Project): PlannedFile | undefined {
  const root = project.repository ?? project.folder;
  const workflows = join(root, '.github', 'workflows');
  const texts = existsSync(workflows)
    ? readdirSync(workflows)
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => readProjectFile(join(workflows, name)))
    : [];
  const where = display(root, project.folder);
  const runsHere = (text: string): boolean => /faultline/i.test(text) && (where === '.' || text.includes(where));
  if (texts.some(runsHere)) return undefined;
  const name = where === '.' ? 'faultline' : `faultline-${where.replace(/[^\w-]+/g, '-')}`;
  const after = workflowText(project, name, where);
  const path = join(workflows, `${name}.yml`);
  return existsSync(path) ? undefined : { path, before: undefined, after };
}

function workflowText(project: Project, name: string, where: string): string {
  const { name: manager, install, run } = project.packageManager;
  const nodeFile = nearestFile(['.nvmrc', '.node-version'], project.folder, project.repository ?? project.folder);
  const node =
    nodeFile === undefined
      ? 'node-version: 24'
      : `node-version-file: ${display(project.repository ?? project.folder, nodeFile)}`;
  const hasLock = !install.endsWith(' install');
  const before = {
    npm: [],
    yarn: ['- run: corepack enable'],
    pnpm: ['- run: corepack enable'],
    bun: ['- uses: oven-sh/setup-bun@v2'],
  }[manager];
  const cache = hasLock && manager !== 'bun' ? `, cache: ${manager}` : '';
  const steps = [
    '- uses: actions/checkout@v5',
    ...before,
    '- uses: actions/setup-node@v5',
    `  with: { ${node}${cache} }`,
    `- run: ${install}`,
    `- run: ${run} faultline check --format ${githubFormats}`,
  ];
  return `name: ${name === 'faultline' ? 'Faultline' : `Faultline (${where})`}
on:
  pull_request:
  push: { branches: [main, master] }

permissions:
  contents: read

jobs:
  faultline:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${where === '.' ? '' : `    defaults: { run: { working-directory: ${JSON.stringify(where)} } }\n`}    steps:
${steps.map((step) => `      ${step}\n`).join('')}`;
}

/** A job for GitLab: a file, that there is one already, or that the file there has no obvious place for one. */
export function gitlabJob(project: Project): PlannedFile | 'present' | 'unknown' {
  const root = project.repository ?? project.folder;
  const path = join(root, '.gitlab-ci.yml');
  const before = readIfThere(path);
  if (before !== undefined && /faultline/i.test(before)) return 'present';
  if (before !== undefined && !takesJob(before)) return 'unknown';
  const gap = before === undefined || before === '' ? [] : [''];
  return {
    path,
    before,
    after: appendLines(before ?? '', [...gap, ...jobLines(project, display(root, project.folder))]),
  };
}

/** Whether a job in the stage `test` may stand at the end of the file. */
function takesJob(text: string): boolean {
  const document = parseDocument(text, { logLevel: 'silent' });
  const { contents } = document;
  if (contents === null) return true;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow) return false;
  const { stages } = document.toJS() as { stages?: unknown };
  return stages === undefined || (Array.isArray(stages) && stages.includes('test'));
}

function jobLines({ packageManager }: Project, where: string): string[] {
  const { name, install, run } = packageManager;
  const prepare = { npm: [], yarn: ['corepack enable'], pnpm: ['corepack enable'], bun: ['npm install --global bun'] }[
    name
  ];
  const prefix = where === '.' ? '' : `${where}/`;
  const script = [
    ...(where === '.' ? [] : [`cd ${JSON.stringify(where)}`]),
    ...prepare,
    install,
    `${run} faultline check --format ${gitlabFormats}`,
  ];
  return [
    'faultline:',
    '  stage: test',
    '  image: node:24',
    '  timeout: 15 minutes',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    '  script:',
    ...script.map((line) => `    - ${line}`),
    '  artifacts:',
    '    when: always',
    '    reports:',
    `      codequality: ${prefix}gl-code-quality-report.json`,
    `      junit: ${prefix}faultline.xml`,
  ];
}
