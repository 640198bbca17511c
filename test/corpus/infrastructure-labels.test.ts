import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, judge, readTemplate, type ResourceFinding } from '@faultline/cdk-rules/analysis';
import { describe, expect, it } from 'vitest';
import { corpus } from './corpus.js';
import { type Label, type Labels, readExpectations, readLabels } from './labels.js';

/** The checks that answer for a category of labels. A category without a row has no check yet. */
const checks: Readonly<Record<string, readonly string[]>> = {
  'dlq/queue': ['sqs-queue-dlq'],
  'dlq/topic-subscription': ['sns-subscription-dlq'],
  'dlq/event-target': ['eventbridge-target-dlq'],
  'dlq/async-lambda': ['lambda-async-failure-destination'],
  'dlq/stream-mapping': ['lambda-stream-failure-destination'],
  'dlq/scheduler': ['scheduler-dlq'],
  'dlq/pipe': ['pipe-dlq'],
  'retry/unbounded-stream': ['lambda-stream-retries', 'pipe-retries'],
  'timeout/lambda': ['lambda-timeout'],
  'timeout/visibility': ['sqs-visibility-timeout'],
};

const sources = [
  { name: 'hand-made labels', folder: 'infra/labelled', file: 'labels.json', read: readLabels },
  { name: "another tool's expectations", folder: 'infra/cdk-nag', file: 'expectations.json', read: readExpectations },
];

function violations(path: string): ResourceFinding[] {
  const graph = buildGraph([readTemplate({ path, text: readFileSync(path, 'utf8') })]);
  return judge(graph, () => true).findings.filter(({ status }) => status === 'violation');
}

function describeLabel({ template, category, ids }: Label): string {
  return `${template} ${category} ${ids[0]}`;
}

describe.each(sources)('$name (skipped where there is no corpus)', ({ folder, file, read }) => {
  const root = join(corpus ?? '', folder);
  const all: Labels = corpus ? read(readFileSync(join(root, file), 'utf8')) : { faults: [], clean: [] };
  const labels = {
    faults: all.faults.filter(({ category }) => category in checks),
    clean: all.clean.filter(({ category }) => category in checks),
  };
  const found = new Map<string, ResourceFinding[]>();
  const violationsIn = (template: string): ResourceFinding[] => {
    const known = found.get(template) ?? violations(join(root, template));
    found.set(template, known);
    return known;
  };

  it.skipIf(corpus === undefined)('are all found', () => {
    const missed = labels.faults.filter(
      ({ template, bestPractice, ids }) =>
        !violationsIn(template).some(
          ({ rule, resource }) => rule.meta.bestPractice === bestPractice && ids.includes(resource.logicalId),
        ),
    );
    expect(labels.faults.length).toBeGreaterThan(10);
    expect(missed.map(describeLabel)).toEqual([]);
  });

  it.skipIf(corpus === undefined)('raise no false alarm', () => {
    const alarms = labels.clean.filter(({ template, category, ids }) =>
      violationsIn(template).some(
        ({ rule, resource }) => checks[category]?.includes(rule.meta.name) && ids.includes(resource.logicalId),
      ),
    );
    expect(labels.clean.length).toBeGreaterThan(10);
    expect(alarms.map(describeLabel)).toEqual([]);
  });
});
