import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FaultlineChecks } from './pack/pack.js';
import { infrastructureRules } from './rules/index.js';
import { nagId } from './suppressions.js';
import { statusesOf } from './testing/statuses.js';

// The CDK's own validation of templates takes seconds and is not what is tested.
beforeAll(() => void vi.stubEnv('CDK_VALIDATION', 'false'));
afterAll(() => void vi.unstubAllEnvs());

const folder = join(__dirname, '../docs/rules');
/** Libraries that go by another name in snippets than their module: `sources` for `aws_lambda_event_sources`. */
const shortNames: Record<string, string> = {
  elbv2: 'aws_elasticloadbalancingv2',
  sources: 'aws_lambda_event_sources',
  destinations: 'aws_lambda_destinations',
  targets: 'aws_events_targets',
  schedulerTargets: 'aws_scheduler_targets',
  subscriptions: 'aws_sns_subscriptions',
  sfn: 'aws_stepfunctions',
  tasks: 'aws_stepfunctions_tasks',
};

/** What a snippet may name, each as the name of an export of the CDK; modules load when they are read. */
const exportsByName = new Map([
  ...Object.keys(cdk).map((name): [string, string] => [name.replace(/^aws_/, ''), name]),
  ...Object.entries(shortNames),
]);

/** Checks that list what there is and ask about the rest, but never object. */
const inventories = new Set(['lever-inventory']);

/** Sections of a page by heading, each with its fenced blocks. */
function sections(page: string): Map<string, string[]> {
  return new Map(
    page.split(/^## /m).map((section): [string, string[]] => {
      const blocks = [...section.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, code]) => code as string);
      return [section.split('\n')[0] as string, blocks];
    }),
  );
}

/** Runs a snippet of a CDK app with the stack and the libraries that it names. */
function stackOf(snippet: string): App {
  const app = new App();
  const names = [...exportsByName.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(snippet));
  const values = names.map((name) => cdk[exportsByName.get(name) as keyof typeof cdk]);
  new Function('stack', ...names, snippet)(new Stack(app, 'Sample'), ...values);
  return app;
}

it('has a page for each rule, and a rule for each page', () => {
  expect(readdirSync(folder).sort()).toEqual(infrastructureRules.map(({ meta }) => `${meta.name}.md`));
});

describe.each(infrastructureRules)('page of $meta.name', (rule) => {
  const file = join(folder, `${rule.meta.name}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = sections(page);
  const faults = inventories.has(rule.meta.name) ? 'Left open' : 'Fails';

  it('says what a reader looks for', () => {
    expect(page.match(/^## .*$/gm)).toEqual([
      `## ${faults}`,
      '## Passes',
      '## In the CDK',
      '## Known limitations',
      '## When not to use it',
    ]);
    expect(page).toContain('<!-- begin generated -->');
    for (const heading of [faults, 'Passes', 'In the CDK'])
      expect(found.get(heading)?.length, heading).toBeGreaterThan(0);
  });

  it.each(found.get('Fails') ?? [])('finds the fault in sample %#', (sample) => {
    const statuses = statusesOf(rule, sample);
    expect(statuses).toEqual([expect.stringContaining(': violation')]);
  });

  it.each(found.get('Left open') ?? [])('leaves sample %# open', (sample) => {
    expect(statusesOf(rule, sample)).toEqual([expect.stringContaining(': undetermined')]);
  });

  it.each(found.get('Passes') ?? [])('passes sample %#', (sample) => {
    expect(statusesOf(rule, sample)).toEqual([expect.stringContaining(': compliant')]);
  });

  it.each(found.get('In the CDK') ?? [])('passes the CDK app of sample %#', (snippet) => {
    const app = stackOf(snippet);
    const { violations } = new FaultlineChecks(app, { preset: 'strict' }).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).not.toContain(nagId(rule.meta.name));
  });
});
