import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Duration, Stack, Validations, aws_sqs as sqs } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evidenceFileName } from './evidence.js';
import { FaultlineChecks, type FaultlineChecksProps } from './pack.js';

// The CDK's own validation of templates takes seconds and is not what is tested.
beforeAll(() => void vi.stubEnv('CDK_VALIDATION', 'false'));
afterAll(() => void vi.unstubAllEnvs());

/** Synthesizes an app with a sound queue, a faulty one and one whose fault is acknowledged. */
async function outputOf(props?: FaultlineChecksProps, app = new App()): Promise<string> {
  const stack = new Stack(app, 'Orders');
  const failed = new sqs.Queue(stack, 'Failed', { retentionPeriod: Duration.days(14) });
  new sqs.Queue(stack, 'Sound', { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
  new sqs.Queue(stack, 'Faulty');
  const known = new sqs.Queue(stack, 'Known');
  Validations.of(known).acknowledge({ id: 'Faultline-SqsQueueDlq', reason: 'OPS-7: emptied by hand' });
  Validations.of(app).addPlugins(new FaultlineChecks(app, { checks: { 'sqs-queue-dlq': 'warning' }, ...props }));
  app.synth();
  await Promise.resolve();
  return join(app.outdir, evidenceFileName);
}

interface Evidence {
  readonly findings: readonly Record<string, unknown>[];
}

describe('faultline.evidence.json', () => {
  it('keeps what passes and what is acknowledged beside what fails', async () => {
    const { findings } = JSON.parse(readFileSync(await outputOf(), 'utf8')) as Evidence;
    const queues = findings.filter(({ check }) => check === 'sqs-queue-dlq');
    const standing = Object.fromEntries(queues.map(({ constructPath, status }) => [constructPath, status]));
    expect(standing).toEqual({
      'Orders/Faulty/Resource': 'violation',
      'Orders/Known/Resource': 'suppressed',
      'Orders/Sound/Resource': 'compliant',
    });
    expect(queues.find(({ status }) => status === 'compliant')).toMatchObject({
      bestPractice: 'REL05-BP04',
      template: 'Orders.template.json',
    });
    expect(queues.find(({ status }) => status === 'suppressed')?.['suppression']).toMatchObject({
      reason: 'emptied by hand',
      ticket: 'OPS-7',
    });
  });

  it('has the same bytes for the same app', async () => {
    expect(readFileSync(await outputOf(), 'utf8')).toBe(readFileSync(await outputOf(), 'utf8'));
  });

  it('takes the place of that of an earlier synthesis after the CDK has looked for changes', async () => {
    const first = await outputOf();
    const outdir = dirname(first);
    const pack = { checks: { 'sqs-queue-dlq': 'off' } } as const;
    const before = readFileSync(first, 'utf8');
    expect(await outputOf(pack, new App({ outdir }))).toBe(first);
    expect(readFileSync(first, 'utf8')).not.toBe(before);
  });

  it('is left out on demand', async () => {
    expect(existsSync(await outputOf({ evidenceFile: false }))).toBe(false);
  });
});
