import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { expect, it } from 'vitest';
import { workspace } from './support/paths.js';
import { temporaryFolder } from './support/project.js';
import { repository } from './support/repository.js';
import { check, faultline } from './support/run.js';
import { callWithoutTimeout, callWithTimeout } from './support/samples.js';

/** A fault of the same kind at another place. */
const refund = "export const refund = (id) => fetch(`https://payments.example/refunds/${id}`, { method: 'DELETE' });\n";

/** Code that a parser of plain JavaScript refuses. */
const typed = 'export const orders = (url: string): Promise<Response> => fetch(url);\n';

/** Open violations as `standing file:line`. */
function open({ verdicts }: Results): string[] {
  return verdicts
    .filter(({ status }) => status === 'violation')
    .map(({ baseline: standing, location }) => `${standing} ${location?.file}:${location?.line}`);
}

it('takes a project from its set-up through the commits that a gate has to tell apart', () => {
  const repo = repository({
    'package.json': '{ "name": "shop", "type": "module" }',
    'src/orders.js': callWithoutTimeout,
    'src/stock.js': callWithTimeout,
  });
  expect(faultline(['init', '--yes', '--no-ci'], repo.folder).code).toBe(0);
  repo.commit('Set up Faultline');
  expect(check([], repo.folder).code, 'the first gate').toBe(0);

  repo.git('mv', 'src/orders.js', 'src/charges.js');
  repo.write({ 'src/charges.js': `// The charges.\n\n${callWithoutTimeout.replace('const pay', 'const charge')}` });
  repo.commit('Move and rename what is at fault');
  const moved = check([], repo.folder);
  expect(open(moved.results)).toEqual(['moved src/charges.js:3']);
  expect(moved.code).toBe(0);

  repo.write({ 'src/charges.js': callWithTimeout, 'src/refunds.js': refund });
  repo.commit('Repair one fault and add another of its kind');
  const swapped = check([], repo.folder);
  expect(open(swapped.results)).toEqual(['new src/refunds.js:1']);
  expect(swapped.stderr).toContain('The gate failed: 1 new violation: require-http-timeout at src/refunds.js:1.');
  expect(swapped.code).toBe(1);

  const directive = '// eslint-disable-next-line faultline/require-http-timeout -- PROJ-12 until 2026-01-31: legacy\n';
  repo.write({ 'src/refunds.js': directive + refund });
  repo.commit('Accept it until a day that has passed');
  const expired = check([], repo.folder);
  expect(expired.stderr).toContain('src/refunds.js:2 ran out on 2026-01-31, so the violation counts again.');
  expect(expired.code).toBe(1);

  repo.write({
    'src/refunds.js': callWithTimeout,
    'cdk.json': '{ "app": "node app.cjs" }',
    'app.cjs': "throw new Error('No account is set');\n",
  });
  repo.commit('Break the CDK app');
  const broken = check([], repo.folder);
  expect(broken.stderr).toContain('No account is set');
  expect(broken.results.gate?.status).toBe('incomplete');
  expect(broken.code).toBe(2);
});

it('tells what a branch adds from what its base has under the usual ESLint set-up, and scans the base once', () => {
  const repo = repository({
    'package.json': '{ "name": "shop", "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
    'eslint.config.js': `import faultline from 'eslint-plugin-faultline';
import tseslint from 'typescript-eslint';
export default [...tseslint.configs.recommended, faultline.configs.recommended];
`,
    '.gitignore': 'node_modules\n',
    'src/orders.ts': typed,
  });
  symlinkSync(join(workspace, 'node_modules'), join(repo.folder, 'node_modules'), 'junction');
  const env = { FAULTLINE_CACHE_DIR: temporaryFolder() };
  const gate = (): ReturnType<typeof check> => check(['--base', 'main', '--cache'], repo.folder, undefined, env);

  repo.git('checkout', '--quiet', '-b', 'comment');
  repo.write({ 'src/orders.ts': `// Orders.\n${typed}` });
  repo.commit('Say what it is');
  const commented = gate();
  expect(commented.stderr).toContain('Base revision: Judging source files');
  expect([commented.code, open(commented.results)]).toEqual([0, ['unchanged src/orders.ts:2']]);

  repo.write({ 'src/refunds.ts': typed.replaceAll('orders', 'refunds') });
  repo.commit('Add a fault');
  const added = gate();
  expect(added.stderr).not.toContain('Base revision: Judging');
  expect([added.code, open(added.results)]).toEqual([1, ['unchanged src/orders.ts:2', 'new src/refunds.ts:1']]);
});
