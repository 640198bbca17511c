/**
 * What judging infrastructure costs as templates grow: CPU time of all our checks, from the text of a template, beside
 * packs of cdk-nag over the same resources. Each measurement is a process of its own and counts the loading of the tool.
 * cdk-nag judges constructs, so it is shown twice: its rules alone, and with the making of the constructs.
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
  try {
    for (const size of SIZES) {
      const file = join(folder, `${size}.json`);
      writeFileSync(file, template(size));
      const measured = new Map<string, Measured[]>(TOOLS.map((tool) => [tool, []]));
      for (let run = 0; run < runs; run++)
        for (const tool of TOOLS) {
          // Plain Node: what compiles TypeScript on the way would be measured as well.
          const script = [fileURLToPath(new URL('measure-infrastructure.js', import.meta.url)), tool, file];
          measured
            .get(tool)
            ?.push(JSON.parse(execFileSync(process.execPath, script, { encoding: 'utf8' })) as Measured);
        }
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
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const [runs = '3'] = process.argv.slice(2);
compare(Number(runs));
