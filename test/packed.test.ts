import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stagesOf } from './support/dockerfile.js';
import { install, pack } from './support/packed.js';
import { workspace } from './support/paths.js';
import { project, temporaryFolder } from './support/project.js';
import { type Run, run } from './support/run.js';
import { callWithoutTimeout, queueTemplate } from './support/samples.js';

const eslints = { 'ESLint 10': 'eslint', 'ESLint 9': 'eslint=eslint9' } as const;
const typed = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export class Orders {
  constructor(private readonly client: DynamoDBClient = new DynamoDBClient({})) {}
}
`;

const work = temporaryFolder();
let packages: Map<string, string>;
beforeAll(() => {
  packages = pack(work);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function installed(files: Record<string, string>, has: readonly string[] = []): string {
  const folder = project({ 'package.json': '{ "name": "shop", "private": true }\n', ...files });
  install(packages, folder, has);
  return folder;
}

function eslint(folder: string): Run & { readonly messages: string[] } {
  const bin = join(folder, 'node_modules/eslint/bin/eslint.js');
  const end = run(process.execPath, [bin, '--format', 'json', '.'], folder);
  if (end.code === 2) throw new Error(end.stderr);
  const files = JSON.parse(end.stdout) as { filePath: string; messages: { ruleId: string; line: number }[] }[];
  const messages = files.flatMap(({ filePath, messages: found }) =>
    found.map(({ ruleId, line }) => `${filePath.slice(folder.length + 1)}:${line} ${ruleId}`),
  );
  return { ...end, messages };
}

describe.each(Object.entries(eslints))('the packed plugin in %s', (_version, dependency) => {
  it('is configured by an ES module', () => {
    const config =
      "import faultline from 'eslint-plugin-faultline';\nexport default [faultline.configs.recommended];\n";
    const folder = installed({ 'eslint.config.mjs': config, 'pay.js': callWithoutTimeout }, [dependency]);
    const { code, messages, stderr } = eslint(folder);
    expect(messages).toEqual(['pay.js:1 faultline/require-http-timeout']);
    expect(code).toBe(1);
    expect(stderr).toBe('');
  });

  it('is configured by a CommonJS module', () => {
    const config =
      "const faultline = require('eslint-plugin-faultline');\nmodule.exports = [faultline.configs.strict];\n";
    const folder = installed({ 'eslint.config.cjs': config, 'pay.js': callWithoutTimeout }, [dependency]);
    expect(eslint(folder).messages).toEqual(['pay.js:1 faultline/require-http-timeout']);
  });

  it('judges TypeScript through typescript-eslint', () => {
    const config = `import faultline from 'eslint-plugin-faultline';
import tseslint from 'typescript-eslint';
export default tseslint.config(tseslint.configs.base, { files: ['**/*.ts'], extends: [faultline.configs['rel05-bp05']] });
`;
    const folder = installed({ 'eslint.config.mjs': config, 'orders.ts': typed }, [dependency, 'typescript-eslint']);
    expect(eslint(folder).messages).toEqual(['orders.ts:4 faultline/require-aws-sdk-timeout']);
  });
});

describe('the packed command line', () => {
  const faultline = (folder: string, args: readonly string[]) =>
    run(process.execPath, [join(folder, 'node_modules/.bin/faultline'), ...args], folder);

  it('is installed by the commands of the Dockerfile, and audits what is mounted there', () => {
    const [build, image] = stagesOf(readFileSync(join(workspace, 'Dockerfile'), 'utf8'));
    // The first stage packs as all of these tests do.
    expect(build?.run).toEqual(['npm ci && npm run pack -- /packed']);
    expect(image?.copy).toEqual(['--from=build /packed /packed']);
    const home = temporaryFolder();
    const packed = join(work, readdirSync(work).find((name) => name.startsWith('tarballs-')) ?? '');
    const env = {
      npm_config_prefix: home,
      npm_config_cache: join(home, 'cache'),
      GIT_CONFIG_SYSTEM: join(home, 'gitconfig'),
      PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
    };
    for (const command of image?.run ?? []) {
      const { code, stderr } = run('sh', ['-c', command.replaceAll('/packed', packed)], home, env);
      expect(code, stderr).toBe(0);
    }
    const folder = project({ 'services/pay.ts': callWithoutTimeout, 'services/orders.json': queueTemplate() });
    expect(run('git', ['init', '--quiet'], folder).code).toBe(0);
    const [program = '', ...args] = [...(image?.entrypoint ?? []), ...(image?.cmd ?? [])];
    const { code, stdout, stderr } = run(program, [...args, '--format', 'json'], folder, env);
    const found = (JSON.parse(stdout) as Results).verdicts.filter(({ status }) => status === 'violation');
    expect(found.map(({ check, location }) => `${location?.file} ${check}`).sort()).toEqual([
      'services/orders.json sqs-queue-dlq',
      'services/pay.ts require-http-timeout',
    ]);
    expect(code).toBe(1);
    expect(stderr).not.toContain('Warning');
    rmSync(home, { recursive: true, force: true });
  });

  it("uses the project's own ESLint configuration when the plugin is in it", () => {
    const config = `import faultline from 'eslint-plugin-faultline';
export default [faultline.configs.recommended, { rules: { 'faultline/require-http-timeout': 'off' } }];
`;
    const folder = installed({ 'eslint.config.mjs': config, 'pay.js': callWithoutTimeout }, ['eslint']);
    const own = faultline(folder, ['check', '--format', 'json']);
    // The file and the configuration itself.
    expect((JSON.parse(own.stdout) as Results).scope.codeFiles).toBe(2);
    expect(own.code).toBe(0);
    expect(faultline(folder, ['check', '--format', 'json', '--preset', 'recommended']).code).toBe(1);
  });

  it('does not pass a project whose ESLint configuration has none of our rules on', () => {
    const config = `import faultline from 'eslint-plugin-faultline';
export default [{ ...faultline.configs.recommended, rules: {} }];
`;
    const folder = installed({ 'eslint.config.mjs': config, 'pay.js': callWithoutTimeout }, ['eslint']);
    const { code, stderr } = faultline(folder, ['check', '--format', 'json']);
    expect(stderr).toContain('Nothing was judged');
    expect(code).toBe(2);
  });

  it('gives its types to a configuration', () => {
    const config = "import { defineConfig } from 'faultline';\nexport default defineConfig({ failOn: 'never' });\n";
    const folder = installed({ 'faultline.config.ts': config, 'pay.js': callWithoutTimeout });
    const { code, stdout } = faultline(folder, ['check', '--format', 'json']);
    expect((JSON.parse(stdout) as Results).verdicts).toMatchObject([{ status: 'violation' }]);
    expect(code).toBe(0);
  });
});

describe('the packed rules for infrastructure', () => {
  it('load without the CDK, as a CommonJS module and as an ES module', () => {
    const folder = installed({});
    const commonJs = "console.log(typeof require('@faultline/cdk-rules/analysis').judge)";
    const esm = "import { judge } from '@faultline/cdk-rules/analysis'; console.log(typeof judge)";
    expect(run(process.execPath, ['--eval', commonJs], folder)).toMatchObject({ code: 0, stdout: 'function\n' });
    const module = ['--input-type=module', '--eval', esm];
    expect(run(process.execPath, module, folder)).toMatchObject({ code: 0, stdout: 'function\n' });
  });
});
