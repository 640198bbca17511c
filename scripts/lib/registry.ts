import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Where the rules of a layer live, and how their registry is written. */
interface Registry {
  /** Folder of the rules, relative to the root; its `index.ts` is made. */
  readonly folder: string;
  /** Text that only a file with a rule has. */
  readonly mark: string;
  /** Name of the exported list and type of its elements, with the module that has it. */
  readonly list: string;
  readonly type: string;
  readonly typeModule: string;
  readonly comment: string;
}

const registries: readonly Registry[] = [
  {
    folder: 'packages/code-analysis/src/checks',
    mark: '= defineCheck(',
    list: 'codeChecks',
    type: 'CodeCheck',
    typeModule: './define-check.js',
    comment: 'Every check of source code, sorted by name.',
  },
  {
    folder: 'packages/cdk-rules/src/rules',
    mark: ': InfrastructureRule = {',
    list: 'infrastructureRules',
    type: 'InfrastructureRule',
    typeModule: './rule.js',
    comment: 'Every infrastructure rule, sorted by name.',
  },
];

/** `sqs-queue-dlq` as the name of a constant: `sqsQueueDlq`. */
export const constantName = (check: string) =>
  check.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The registries of rules as files: whatever stands in the folders is in them. */
export function ruleRegistries(root: string): { path: string; content: string }[] {
  return registries.map((registry) => ({
    path: `${registry.folder}/index.ts`,
    content: registryText(registry, rulesIn(`${root}${registry.folder}`, registry.mark)),
  }));
}

interface RuleFile {
  readonly name: string;
  readonly module: string;
}

function rulesIn(folder: string, mark: string): RuleFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(`${folder}/${file}`, 'utf8').includes(mark))
    .map((file) => ({ name: basename(file, '.ts'), module: `./${file.replace(/\.ts$/, '.js')}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function registryText({ list, type, typeModule, comment }: Registry, rules: readonly RuleFile[]): string {
  const imports = rules
    .toSorted((a, b) => (a.module < b.module ? -1 : 1))
    .map(({ name, module }) => `import { ${constantName(name)} } from '${module}';`);
  return [
    '// Made by `npm run update` from the files in this folder.',
    ...imports,
    `import type { ${type} } from '${typeModule}';`,
    '',
    `/** ${comment} */`,
    `export const ${list}: readonly ${type}[] = [`,
    ...rules.map(({ name }) => `  ${constantName(name)},`),
    '];',
    '',
  ].join('\n');
}
