import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Unit tests run on the sources; what is tested packed lives in test/. */
const alias = [
  { find: /^@faultline\/catalog$/, replacement: source('packages/catalog/src/index.ts') },
  { find: /^@faultline\/catalog\/files$/, replacement: source('packages/catalog/src/files.ts') },
  { find: /^@faultline\/cdk-rules\/analysis$/, replacement: source('packages/cdk-rules/src/analysis.ts') },
  { find: /^@faultline\/cdk-rules$/, replacement: source('packages/cdk-rules/src/index.ts') },
  { find: /^@faultline\/code-analysis$/, replacement: source('packages/code-analysis/src/index.ts') },
  { find: /^eslint-plugin-faultline\/audit$/, replacement: source('packages/eslint-plugin/src/audit.ts') },
  { find: /^eslint-plugin-faultline$/, replacement: source('packages/eslint-plugin/src/index.ts') },
];

const unit = ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'];
/** What replaces modules needs a process that has loaded none; all others share what is loaded, which takes a quarter of the time. */
const mocking = readdirSync(source('packages')).flatMap((name) =>
  readdirSync(source(`packages/${name}/src`), { recursive: true, encoding: 'utf8' })
    .map((path) => `packages/${name}/src/${path}`)
    .filter((path) => path.endsWith('.test.ts') && /\bvi\.mock\(/.test(readFileSync(source(path), 'utf8'))),
);

export default defineConfig({
  resolve: { alias },
  test: {
    // By default a machine with two processors runs one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
    projects: [
      {
        extends: true,
        test: { name: 'unit', testTimeout: 60_000, include: unit, exclude: mocking, isolate: false },
      },
      { extends: true, test: { name: 'mocking', testTimeout: 60_000, include: mocking } },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/corpus/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: 'corpus', include: ['test/corpus/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
});
