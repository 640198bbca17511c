import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspace } from './support/paths.js';
import { project } from './support/project.js';
import { check, faultline } from './support/run.js';

const template = `# The shop.
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30 # too short
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/worker
      Timeout: 60
      Code: { ZipFile: 'exports.handler = async () => {}' }
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Worker
      BatchSize: 1
`;

const code = `import axios from 'axios';

// The prices.
export const prices = axios.create({ baseURL: process.env.PRICES });
export const pay = (id: string) => fetch(\`https://payments.example/\${id}\`);
`;

const shop = () =>
  project({
    'package.json': '{ "name": "shop", "type": "module", "dependencies": { "axios": "1.12.0" } }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] } }',
    'src/pay.ts': code,
    'template.yaml': template,
  });
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');
const open = (folder: string) => {
  const { results } = check(['--preset', 'recommended'], folder);
  return results.verdicts.filter(({ status }) => status === 'violation').map((verdict) => verdict.check);
};

describe('faultline fix', () => {
  it('repairs code and templates, leaves the rest of the files as they were, and has nothing to do afterwards', () => {
    const folder = shop();
    expect(open(folder).sort()).toEqual([
      'require-http-timeout',
      'require-http-timeout',
      'sqs-queue-dlq',
      'sqs-visibility-timeout',
    ]);
    const { code: exit, stderr } = faultline(['fix', '--value', 'timeoutMs=2500', '--value', 'receives=7'], folder);
    expect(exit).toBe(0);
    expect(stderr).toContain('4 faults repaired in 2 files.');
    expect(read(folder, 'src/pay.ts')).toBe(
      code
        .replace('PRICES }', 'PRICES, timeout: 2_500 }')
        .replace('${id}`)', '${id}`, { signal: AbortSignal.timeout(2_500) })'),
    );
    expect(read(folder, 'template.yaml')).toMatch(
      /^# The shop\.\n[^]*VisibilityTimeout: 360 # too short\n[^]*maxReceiveCount: 7\n/,
    );
    expect(open(folder)).toEqual([]);
    expect(faultline(['fix', '--take-proposed'], folder).stderr).toContain('0 faults repaired in 0 files.');
  });

  it('takes back what brings another fault, and says which', () => {
    const folder = shop();
    const { stderr } = faultline(
      ['fix', '--check', 'sqs-queue-dlq,sqs-redrive-count', '--value', 'receives=3'],
      folder,
    );
    expect(stderr).toContain('0 faults repaired in 0 files.\n1 repair taken back:\n');
    expect(stderr).toMatch(/template\.yaml:5 {2}sqs-queue-dlq: sqs-redrive-count is then found at template\.yaml:\d+/);
    expect(read(folder, 'template.yaml')).toBe(template);
  });

  it('prints a patch and changes nothing in a dry run', () => {
    const folder = shop();
    const { stdout, code: exit } = faultline(['fix', '--dry-run', '--take-proposed'], folder);
    expect(exit).toBe(0);
    expect(stdout).toContain('--- a/src/pay.ts\n+++ b/src/pay.ts\n');
    expect(stdout).toContain('+export const prices = axios.create({ baseURL: process.env.PRICES, timeout: 5_000 });');
    expect(read(folder, 'src/pay.ts')).toBe(code);
    expect(read(folder, 'template.yaml')).toBe(template);
  });

  it('makes no repair whose number nobody gave, and says which; the configuration may give it', () => {
    const folder = shop();
    const { stderr } = faultline(['fix', '--only', 'code'], folder);
    expect(stderr).toContain('0 faults repaired in 0 files.');
    expect(stderr).toMatch(/2 faults \(require-http-timeout\) need a number: .* pass --value timeoutMs=5000\./);
    const configured = project({
      'faultline.config.json': '{ "fix": { "timeoutMs": 900 } }',
      'package.json': '{ "type": "module" }',
      'a.js': 'export const pay = () => fetch("https://payments.example");\n',
    });
    faultline(['fix'], configured);
    expect(read(configured, 'a.js')).toContain('AbortSignal.timeout(900)');
  });

  it('refuses numbers that cannot be, in one sentence', () => {
    const folder = shop();
    for (const [value, sentence] of [
      ['timeoutMs=soon', 'It must be timeoutMs=NUMBER'],
      ['timeoutMs=0', 'timeoutMs must be a whole number from 1 to 900000'],
      ['timeout=5', "There is no value 'timeout'"],
    ] as const) {
      const { code: exit, stderr } = faultline(['fix', '--value', value], folder);
      expect(exit).toBe(2);
      expect(stderr).toContain(sentence);
    }
  });

  it('gives constructs of a CDK app what they lack, when the app then proves it', () => {
    const app = `const cdk = require('aws-cdk-lib');
const sqs = require('aws-cdk-lib/aws-sqs');
const app = new cdk.App();
const stack = new cdk.Stack(app, 'Shop');
new sqs.Queue(stack, 'Orders');
const props = {};
new sqs.Queue(stack, 'Returns', props);
app.synth();
`;
    const folder = project({ 'package.json': '{}', 'cdk.json': '{ "app": "node app.js" }', 'app.js': app });
    const run = (args: readonly string[]) =>
      faultline(['fix', '--only', 'infra', '--take-proposed', '--check', 'sqs-queue-dlq', ...args], folder, {
        NODE_PATH: join(workspace, 'node_modules'),
      });
    expect(run(['--dry-run']).stderr).toContain('1 fault more in CDK apps would be repaired');
    expect(read(folder, 'app.js')).toBe(app);
    const { stderr } = run([]);
    expect(stderr).toContain('1 fault repaired in 1 file.\n  app.js:5  sqs-queue-dlq\n');
    expect(stderr).toContain('1 fault without a repair');
    expect(read(folder, 'app.js')).toBe(
      app.replace(
        "'Orders')",
        "'Orders', { deadLetterQueue: { queue: new sqs.Queue(stack, 'OrdersDeadLetters'), maxReceiveCount: 5 } })",
      ),
    );
  });
});
