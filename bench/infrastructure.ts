/**
 * What judging infrastructure costs as templates grow: CPU time of all our checks, from the text of a template, beside
 * packs of cdk-nag over the same resources. Each measurement is a process of its own and counts the loading of the tool.
 * cdk-nag judges constructs, so it is shown twice: its rules alone, and with the making of the constructs. Last comes what packs add to
 * the synthesis of an app with these resources.
 *   npm run bench:infrastructure -- [RUNS]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SIZES = [50, 200, 800, 3_200];

/** CPU milliseconds of one tool: of its rules, and in all. */
interface Measured {
  readonly rules: number;
  readonly all: number;
}

const TOOLS = ['Faultline', 'AwsSolutions', 'Serverless'] as const;

/** A template of services of ten resources: queues, functions, mappings, rules, tables and alarms. */
function template(size: number): string {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const resources: Record<string, unknown> = {};
  const add = (id: string, type: string, properties: object) =>
    (resources[id] = { Type: type, Properties: properties });
  for (let n = 0; n < size / 10; n++) {
    const name = (kind: string) => `${kind}${n}`;
    const alarm = (metric: string, queue: string) => ({
      ...{
        Namespace: 'AWS/SQS',
        MetricName: metric,
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
      },
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:operators'],
    });
    const code = { Code: { ZipFile: 'exports.handler = 1' }, Handler: 'index.handler', Runtime: 'nodejs22.x' };
    const role = 'arn:aws:iam::111122223333:role/run';
    add(name('Failures'), 'AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 });
    add(name('Work'), 'AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      RedrivePolicy: { deadLetterTargetArn: arn(name('Failures')), maxReceiveCount: 5 },
    });
    add(name('Table'), 'AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    add(name('Worker'), 'AWS::Lambda::Function', { ...code, Role: role, Timeout: 30 });
    add(name('Receiver'), 'AWS::Lambda::Function', {
      ...{ ...code, Role: role, Timeout: 10 },
      Environment: { Variables: { TABLE: { Ref: name('Table') } } },
    });
    add(name('FromWork'), 'AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: name('Worker') },
      EventSourceArn: arn(name('Work')),
    });
    add(name('Placed'), 'AWS::Events::Rule', {
      EventPattern: { source: [name('shop')] },
      Targets: [{ Id: 'receiver', Arn: arn(name('Receiver')), DeadLetterConfig: { Arn: arn(name('Failures')) } }],
    });
    add(name('Allowed'), 'AWS::Lambda::Permission', {
      ...{ Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' },
      FunctionName: { Ref: name('Receiver') },
      SourceArn: arn(name('Placed')),
    });
    add(name('Backlog'), 'AWS::CloudWatch::Alarm', alarm('ApproximateAgeOfOldestMessage', name('Work')));
    add(name('Failed'), 'AWS::CloudWatch::Alarm', alarm('ApproximateNumberOfMessagesVisible', name('Failures')));
  }
  return JSON.stringify({ Resources: resources });
}

function compare(runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  const fileOf = (size: number) => join(folder, `${size}.json`);
  try {
    for (const size of SIZES) {
      const file = fileOf(size);
      writeFileSync(file, template(size));
      const measured = new Map<string, Measured[]>(TOOLS.map((tool) => [tool, []]));
      for (let run = 0; run < runs; run++)
        for (const tool of TOOLS)
          measured.get(tool)?.push(measure('measure-infrastructure.js', tool, file) as Measured);
      const middle = (tool: string, part: keyof Measured) => median((measured.get(tool) ?? []).map((one) => one[part]));
      const ours = middle('Faultline', 'all');
      console.log(`${size} resources, ${runs} runs`);
      for (const tool of TOOLS) {
        const figure = (part: keyof Measured) => {
          const value = middle(tool, part);
          return `${value.toFixed(0)} ms CPU (${(value / ours).toFixed(1)} x Faultline)`;
        };
        console.log(`  ${tool.padEnd(12)} rules ${figure('rules')}, with the constructs ${figure('all')}`);
      }
    }
    compareSynthesis(fileOf(800), runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPU milliseconds of a synthesis, and what a pack that is plugged in adds to it. */
function compareSynthesis(file: string, runs: number): void {
  const measured = new Map<string, number[]>(['None', 'Faultline', 'AwsSolutions'].map((plugin) => [plugin, []]));
  for (let run = 0; run < runs; run++)
    for (const [plugin, values] of measured)
      values.push((measure('measure-synth.js', plugin, file) as { all: number }).all);
  const plain = median(measured.get('None') ?? []);
  console.log(`synthesis of 800 resources, ${runs} runs: ${plain.toFixed(0)} ms CPU`);
  for (const plugin of ['Faultline', 'AwsSolutions'])
    console.log(`  ${plugin.padEnd(12)} adds ${(median(measured.get(plugin) ?? []) - plain).toFixed(0)} ms CPU`);
}

/** What one of the scripts beside this file prints. They are run by plain Node: what compiles TypeScript would be measured as well. */
function measure(script: string, ...args: readonly string[]): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  // The CDK's own validation of templates takes seconds, whatever the packs.
  const env = { ...process.env, CDK_VALIDATION: 'false' };
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  return JSON.parse(execFileSync(process.execPath, [path, ...args], { encoding: 'utf8', env, stdio })) as unknown;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const [runs = '3'] = process.argv.slice(2);
compare(Number(runs));
