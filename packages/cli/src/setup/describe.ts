import { terminal } from '../report/escape.js';
import type { Project } from './project.js';

/** Names at most this many of a list. */
const mostNamed = 3;

function some(paths: readonly string[]): string {
  const more = paths.length - mostNamed;
  return paths.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What was found, one line each, safe for a terminal. */
export function describeProject(project: Project): string {
  const { eslintConfigs, legacyEslint, typescript, cdkApps, samTemplates, packages, pages, testPackages } = project;
  const { packageManager, pipelines } = project;
  const names = { github: 'GitHub', gitlab: 'GitLab' };
  const rows: (readonly [string, string])[] = [
    ['ESLint', eslintConfigs.length > 0 ? some(eslintConfigs) : (legacyEslint ?? 'none')],
    ['language', typescript ? 'TypeScript' : 'JavaScript'],
    ['CDK', cdkApps.length > 0 ? some(cdkApps) : 'none'],
    ['SAM', samTemplates.length > 0 ? some(samTemplates) : 'none'],
    ['workspace', packages.length > 0 ? some(packages) : 'none'],
    ...(pages.length > 0 ? ([['in browsers', `${some(pages)}: not judged`]] as const) : []),
    ...(testPackages.length > 0 ? ([['for tests', `${some(testPackages)}: not judged`]] as const) : []),
    ['packages by', packageManager.name],
    ['pipeline', pipelines.size > 0 ? [...pipelines].map((name) => names[name]).join(', ') : 'none'],
  ];
  return ['Found:', ...rows.map(([name, value]) => `  ${name.padEnd(12)}${terminal(value)}`)].join('\n');
}
