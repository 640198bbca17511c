import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/project.js';
import { check } from './support/run.js';
import { callWithoutTimeout, queueTemplate } from './support/samples.js';
import { schemaErrors } from './support/schema.js';

/** What is right with every project of these tests, and must be judged whatever else is wrong. */
const rest = { 'src/pay.js': callWithoutTimeout, 'infra/orders.json': queueTemplate() };

/**
 * Scans a project in which one thing is wrong, and asserts that it costs this one thing only.
 * @returns the sentence that says what is wrong
 */
function complaint(files: Readonly<Record<string, string>>, args: readonly string[] = []): string {
  const folder = project({ ...rest, ...files });
  return complaintIn(folder, args);
}

function complaintIn(folder: string, args: readonly string[]): string {
  const { code, stderr, results } = check(args, folder);
  const violations = results.verdicts.filter(({ status }) => status === 'violation').map(({ check: name }) => name);
  expect(violations.sort(), 'the rest of the scan is done').toEqual(['require-http-timeout', 'sqs-queue-dlq']);
  expect(code).toBe(2);
  expect(results.complete).toBe(false);
  expect(schemaErrors(results)).toEqual([]);
  expect(results.errors.map(({ message }) => message)).toHaveLength(1);
  const message = results.errors[0]?.message ?? '';
  expect(message, 'one line').toMatch(/^\S[^\n\r]*[.?]$/);
  expect(message.length).toBeLessThan(500);
  expect(stderr).toContain(message);
  expect(stderr, 'no stack').not.toMatch(/^\s+at /m);
  return message;
}

describe('what is wrong with the input costs one sentence and nothing else', () => {
  it('a path that is not there', () => {
    expect(complaint({}, ['.', 'lib/gone.ts'])).toContain("'lib/gone.ts'");
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read (nothing is kept from the superuser)', () => {
    const folder = project({ ...rest, 'src/secret.ts': callWithoutTimeout });
    chmodSync(join(folder, 'src/secret.ts'), 0);
    expect(complaintIn(folder, [])).toContain('src/secret.ts');
  });

  it('a template that is not JSON', () => {
    const message = complaint({ 'infra/broken.template.json': '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" ' });
    expect(message).toContain('infra/broken.template.json');
  });

  it('a template that is not YAML', () => {
    const message = complaint({
      'infra/broken.yaml': 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Q:\n    Type: "AWS::SQS::Queue\n',
    });
    expect(message).toContain('infra/broken.yaml');
  });

  it('a CDK app that throws', () => {
    const message = complaint({
      'cdk.json': JSON.stringify({ app: 'node app.js' }),
      'app.js': "throw new Error('The account of this stage is not set');\n",
    });
    expect(message).toContain('The account of this stage is not set');
    expect(message).toContain('node app.js');
  });

  it('a cdk.json that is not JSON', () => {
    expect(complaint({ 'cdk.json': '{ app: node }' })).toContain('cdk.json');
  });

  it('a key of the configuration that is misspelt', () => {
    const message = complaint({ 'faultline.config.json': '{ "presett": "recommended" }' });
    expect(message).toContain("'presett'");
    expect(message).toContain("'preset'");
  });

  it('a configuration that does not load', () => {
    const message = complaint({ 'faultline.config.mjs': "throw new Error('No stage is set');\n" });
    expect(message).toContain('faultline.config.mjs');
    expect(message).toContain('No stage is set');
  });

  it('a source file that does not parse', () => {
    const message = complaint({ 'src/broken.ts': 'export const total = 1;\nexport const = ;\n' });
    expect(message).toContain('src/broken.ts');
    expect(message).toContain('2');
  });

  it('an ESLint configuration that fails to load', () => {
    const message = complaint({ 'eslint.config.mjs': "throw new Error('The shared rules are not installed');\n" });
    expect(message).toContain('eslint.config.mjs');
    expect(message).toContain('The shared rules are not installed');
  });
});
