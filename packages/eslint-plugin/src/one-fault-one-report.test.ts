import typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import faultline from './index.js';

/** The rules that object to a text, one name a violation. */
function objections(code: string): string[] {
  const messages = new Linter().verify(
    code,
    [{ ...faultline.configs.strict, files: ['**/*.ts'], languageOptions: { parser: typescript } }],
    { filename: 'src/file.ts' },
  );
  return messages.map(({ ruleId }) => String(ruleId).replace('faultline/', ''));
}

describe('one fault is reported once', () => {
  it.each([
    ['a value on the client', `import axios from 'axios'; export const api = axios.create({ timeout: 0 });`],
    [
      'a value on a client that is judged at its calls',
      `import ky from 'ky'; const api = ky.create({ timeout: false }); export const a = () => api.get('/a'); export const b = () => api.get('/b');`,
    ],
    [
      'a value at the call',
      `import axios from 'axios'; export const load = (url: string) => axios.get(url, { timeout: 0 });`,
    ],
    [
      'a value of the AWS SDK',
      `import { S3Client } from '@aws-sdk/client-s3'; export const s3 = new S3Client({ requestHandler: { connectionTimeout: 1_000, socketTimeout: 0 } });`,
    ],
    [
      'a value of a data client',
      `import Redis from 'ioredis'; export const redis = new Redis({ host: 'cache', commandTimeout: null });`,
    ],
  ])('%s: as a value that switches it off', (_, code) => {
    expect(objections(code)).toEqual(['no-disabled-timeout']);
  });

  it.each([
    [
      'an inert controller',
      `const c = new AbortController(); export const a = (url: string) => fetch(url, { signal: c.signal });`,
    ],
    ['no signal', `export const load = (url: string) => fetch(url, { signal: undefined });`],
  ])('%s: as a signal that never fires', (_, code) => {
    expect(objections(code)).toEqual(['no-inert-abort-signal']);
  });

  it.each([
    [
      'a dead signal given through a function',
      `const load = (url: string, signal: AbortSignal) => fetch(url, { signal }); const c = new AbortController(); load('/a', c.signal);`,
    ],
    ['no option at all', `export const load = (url: string) => fetch(url);`],
  ])('%s: as a missing timeout', (_, code) => {
    expect(objections(code)).toEqual(['require-http-timeout']);
  });
});
