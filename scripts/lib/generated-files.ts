import { readFileSync } from 'node:fs';
import { bestPractices, type CheckMetadata } from '@faultline/catalog';
import { groups } from '../cloudformation/decisions/index.js';
import { readSeen } from '../cloudformation/seen.js';
import { configurationSchema } from './config-schema.js';
import { clientsPage } from './clients-page.js';
import { coverageTables } from './coverage-page.js';
import { replaceGeneratedSection } from './generated-section.js';
import { opposingTable } from './opposing-table.js';
import { practiceTable } from './practice-table.js';
import { ruleHeader, ruleTable } from './page-header.js';
import { resultsSchema } from './results-schema.js';
import { ruleRegistries } from './registry.js';
import { seenTypesModule } from './seen-types.js';

/** A file that is made, or has a made section: path relative to the root, and what must be in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Every generated file of the project with its present content, in the order in which they depend on each other. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const { checks: codeChecks, opposingRules } = await import('eslint-plugin-faultline');
  const { checks: infrastructureChecks, infrastructureRules } = await import('@faultline/cdk-rules/analysis');
  const { workloadChecks } = await import('faultline');
  const section = (path: string, text: string): GeneratedFile => ({
    path,
    content: replaceGeneratedSection(readFileSync(`${root}${path}`, 'utf8'), text),
  });
  const pages = (folder: string, checks: readonly CheckMetadata[]) => [
    ...checks.map((check) => section(`${folder}/docs/rules/${check.name}.md`, ruleHeader(check))),
    section(`${folder}/README.md`, ruleTable(checks, 'docs/rules')),
  ];
  return [
    ...ruleRegistries(root),
    seenTypesModule(),
    { path: 'packages/catalog/results.schema.json', content: resultsSchema() },
    { path: 'packages/cli/config.schema.json', content: configurationSchema() },
    ...pages('packages/eslint-plugin', codeChecks),
    ...pages('packages/cdk-rules', infrastructureChecks),
    ...workloadChecks.map((check) => section(`packages/cli/docs/rules/${check.name}.md`, ruleHeader(check))),
    section('packages/cli/docs/workload.md', ruleTable(workloadChecks, 'rules')),
    section(
      'packages/cdk-rules/docs/coverage.md',
      coverageTables(
        groups,
        readSeen(),
        infrastructureRules.map(({ meta, types }) => ({ name: meta.name, types })),
      ),
    ),
    section('packages/code-analysis/docs/clients.md', clientsPage(`${root}bench/measure/records`)),
    section('packages/eslint-plugin/docs/other-plugins.md', opposingTable(opposingRules)),
    section('README.md', practiceTable(bestPractices, [...codeChecks, ...infrastructureChecks, ...workloadChecks])),
  ];
}
