import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../check.js';

// The first check loads ESLint and its parser.
vi.setConfig({ testTimeout: 60_000 });

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-limits-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const manifest = { 'package.json': '{ "name": "shop" }' };
const server = `import express from 'express';\nimport { routes } from './routes';\nconst app = express();\napp.use(routes);\n`;
const listening = { ...manifest, 'src/server.ts': `${server}app.listen(80);\n` };

/** Verdicts on servers of a project as `file:line status`. */
async function judge(files: Record<string, string>, options: { paths?: string[]; only?: 'code' } = {}) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const checks = ['require-rate-limit', 'api-throttling', 'waf-rate-rule'];
  const { verdicts } = await check({ cwd: root, preset: 'strict', checks, synth: false, ...options });
  const found = verdicts.filter((one) => one.check === 'require-rate-limit');
  return found.map(({ location, status, message }) => ({
    at: `${location?.file}:${location?.line} ${status}`,
    message,
  }));
}

describe('servers without a limiter in their file', () => {
  it('violate the check when nothing in the project limits the rate', async () => {
    const [found, ...others] = await judge({ ...listening, 'src/routes.ts': `export const routes = [];\n` });
    expect(others).toEqual([]);
    expect(found?.at).toBe('src/server.ts:3 violation');
    expect(found?.message).toMatch(/^Nothing in the project limits .*\. Put a limiter in front/);
  });

  it('violate it as well when one other file starts the server', async () => {
    const files = { ...manifest, 'src/app.ts': `${server}export default app;\n` };
    expect((await judge(files))[0]?.at).toBe('src/app.ts:3 undetermined');
    const started = { ...files, 'src/main.ts': `import app from './app';\napp.listen(80);\n` };
    expect((await judge(started))[0]?.at).toBe('src/app.ts:3 violation');
    const second = { ...started, 'src/admin.ts': `${server}export default app;\n` };
    expect((await judge(second)).map(({ at }) => at)).toEqual([
      'src/admin.ts:3 undetermined',
      'src/app.ts:3 undetermined',
    ]);
  });

  it('pass when a file of the project imports a limiter, whether it was scanned or not', async () => {
    const files = { ...listening, 'src/limits.ts': `import { rateLimit } from 'express-rate-limit';\n` };
    expect((await judge(files)).map(({ at }) => at)).toEqual(['src/server.ts:3 compliant']);
    const one = await judge(files, { paths: [join(root, 'src/server.ts')] });
    expect(one.map(({ at }) => at)).toEqual(['src/server.ts:3 compliant']);
  });

  it.each([
    ['a limiter of its own', 'src/guard.ts', `export const throttle = () => {};\n`],
    ['an answer above a limit', 'src/guard.ts', `export const tooFast = (res) => res.status(429).end();\n`],
    ['a proxy', 'nginx.conf', 'limit_req zone=one burst=5;\n'],
    ['a template', 'waf.yaml', 'Statement: { RateBasedStatement: { Limit: 100 } }\n'],
  ])('are undetermined where the project speaks of %s', async (_, file, text) => {
    expect((await judge({ ...listening, [file]: text }))[0]?.at).toBe('src/server.ts:3 undetermined');
  });

  it('are violations again where only tests and manifests speak of it', async () => {
    const files = {
      ...listening,
      'src/server.test.ts': `expect(answer.status).toBe(429);\n`,
      'package-lock.json': '{ "packages": { "node_modules/express-rate-limit": {} } }',
    };
    expect((await judge(files))[0]?.at).toBe('src/server.ts:3 violation');
  });

  it('are undetermined where the infrastructure limits a rate', async () => {
    const stage = {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: 'a',
        StageName: 'prod',
        MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 }],
      },
    };
    const template = JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Stage: stage } });
    const app = Object.fromEntries(Object.entries(listening).map(([file, text]) => [`app/${file}`, text]));
    const [found] = await judge({ ...app, 'infra/template.json': template });
    expect(found?.at).toBe('app/src/server.ts:3 undetermined');
    expect(found?.message).toMatch(/^Something in the infrastructure limits a rate/);
  });
});
