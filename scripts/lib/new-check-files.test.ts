import { expect, it } from 'vitest';
import { newCheckFiles, type NewCheck } from './new-check-files.js';

const check: NewCheck = { name: 'no-x', bestPractice: 'REL05-BP03', severity: 'warning', preset: 'strict' };
const pageOf = (files: { path: string; content: string }[]) =>
  files.find(({ path }) => path.endsWith('.md'))?.content.match(/^## .*$/gm);

it('lays out a check in code: rule, test and page', () => {
  const files = newCheckFiles(check);
  expect(files.map(({ path }) => path.replace('packages/', ''))).toEqual([
    'code-analysis/src/checks/rel05-bp03/no-x.ts',
    'code-analysis/src/checks/rel05-bp03/no-x.test.ts',
    'eslint-plugin/docs/rules/no-x.md',
  ]);
  expect(files[0]?.content).toContain('export const noX = defineCheck({');
  expect(files[0]?.content).toContain("bestPractice: 'REL05-BP03'");
  expect(pageOf(files)).toEqual([
    '## Fails',
    '## Passes',
    '## Options',
    '## Known limitations',
    '## When not to use it',
  ]);
});

it('lays out a check of infrastructure in the folder of its service', () => {
  const files = newCheckFiles({ ...check, infrastructure: { service: 'sqs', type: 'AWS::SQS::Queue' } });
  expect(files.map(({ path }) => path.replace('packages/cdk-rules/', ''))).toEqual([
    'src/rules/sqs/no-x.ts',
    'src/rules/sqs/no-x.test.ts',
    'docs/rules/no-x.md',
  ]);
  expect(files[0]?.content).toContain("types: ['AWS::SQS::Queue']");
  expect(pageOf(files)).toEqual([
    '## Fails',
    '## Passes',
    '## In the CDK',
    '## Known limitations',
    '## When not to use it',
  ]);
});
