import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createJiti } from 'jiti';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnCheckDefinition } from './definition.js';
import { tryCheck } from './try-check.js';

const page = readFileSync(new URL('../../docs/own-checks.md', import.meta.url), 'utf8');
const samples = [...page.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

describe('the samples of the page on own checks', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'faultline-own-docs-'));
    for (const { file, text } of samples) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const here = (path: string): string => new URL(path, import.meta.url).pathname;
  const alias = { 'faultline/checks/testing': here('try-check.ts'), 'faultline/checks': here('index.ts') };

  const load = (file: string): Promise<OwnCheckDefinition> =>
    createJiti(import.meta.url, { fsCache: false, alias }).import(join(folder, file), { default: true });

  it('find in code what they say', async () => {
    const check = await load('reliability/publish-by-outbox.ts');
    const direct =
      "import { PutEventsCommand as Put } from '@aws-sdk/client-eventbridge';\nexport const send = () => new Put({});";
    expect(
      tryCheck(check, { 'src/pay.ts': direct, 'src/outbox/relay.ts': direct, 'src/other.ts': 'new Put();' }),
    ).toEqual([
      { file: 'src/pay.ts', line: 2, status: 'violation', message: expect.stringContaining('outbox') as string },
    ]);
  });

  it.each([
    ['', 'violation'],
    ['MessageRetentionPeriod: 1209600', 'compliant'],
    ['MessageRetentionPeriod: 60', 'violation'],
    ['MessageRetentionPeriod: !Ref Days', 'undetermined'],
  ])('find in templates what they say: %s', async (line, status) => {
    const template = `
Parameters: { Days: { Type: Number } }
Resources:
  Dead: { Type: AWS::SQS::Queue, Properties: { ${line} } }
  Work:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 } }
`;
    const found = tryCheck(await load('reliability/dead-letters-kept.ts'), { 'template.yaml': template });
    expect(found.map((one) => [one.line, one.status])).toEqual([[4, status]]);
  });

  it('show a test that passes', () => {
    const file = join(folder, 'reliability/publish-by-outbox.test.ts');
    const script = `import { createJiti } from ${JSON.stringify(import.meta.resolve('jiti'))};
await createJiti(import.meta.url, { fsCache: false, alias: ${JSON.stringify({ 'faultline/checks/testing': here('../../dist/checks-testing.js'), 'faultline/checks': here('../../dist/checks.js') })} }).import(${JSON.stringify(file)});`;
    const text = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(text).toMatch(/pass 1\b/);
  });
});
