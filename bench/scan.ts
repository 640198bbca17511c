/**
 * What a scan of code costs on top of linting: `faultline check`, which follows imports from file to file and keeps what
 * passes, beside the same rules in ESLint, and ESLint that only parses; and the same again with what the last run has kept. Each run is a process of its own and counts its loading.
 *   npm run bench:scan -- FOLDER [RUNS]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder = 'packages', runs = '3'] = process.argv.slice(2);
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const eslint = join(dirname(createRequire(import.meta.url).resolve('eslint/package.json')), 'bin/eslint.js');

function cpuOf(args: readonly string[], environment: NodeJS.ProcessEnv = {}): number {
  const { stderr } = spawnSync(process.execPath, ['--import', here('print-cpu.js'), ...args], {
    cwd: resolve(folder),
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const printed = [...stderr.matchAll(/^cpu (\d+)$/gm)].at(-1)?.[1];
  if (printed === undefined) throw new Error(`It did not run to its end: ${stderr.slice(-500)}`);
  return Number(printed);
}

const scratch = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
try {
  const config = join(scratch, 'eslint.config.mjs');
  const from = (name: string) => JSON.stringify(import.meta.resolve(name));
  writeFileSync(
    config,
    `import faultline from ${from('eslint-plugin-faultline')};\nimport { parser } from ${from('typescript-eslint')};\n` +
      `export default [{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser } }, faultline.configs.strict];\n`,
  );
  const bare = join(scratch, 'bare.config.mjs');
  writeFileSync(
    bare,
    `import { parser } from ${from('typescript-eslint')};\n` +
      `export default [{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: 'off' } }];\n`,
  );
  const programs: Readonly<Record<string, readonly string[]>> = {
    'ESLint, no rules': [eslint, '--config', bare, '--no-error-on-unmatched-pattern', '**/*.{ts,tsx,mts,cts}'],
    'ESLint, strict': [eslint, '--config', config, '--no-error-on-unmatched-pattern', '**/*.{ts,tsx,mts,cts}'],
    'faultline check': [
      here('../packages/cli/bin/faultline.js'),
      ...['check', '--only', 'code', '--preset', 'strict', '--fail-on', 'never', '--format', 'compact'],
    ],
  };
  const kept = { FAULTLINE_CACHE_DIR: join(scratch, 'cache') };
  const again = [...(programs['faultline check'] ?? []), '--cache'];
  const measured: Record<string, number[]> = {};
  for (let run = 0; run < Number(runs); run++)
    for (const [name, args] of Object.entries(programs)) (measured[name] ??= []).push(cpuOf(args));
  cpuOf(again, kept);
  for (let run = 0; run < Number(runs); run++) (measured['the same again'] ??= []).push(cpuOf(again, kept));
  const sorted = (name: string): number[] => (measured[name] ?? []).toSorted((a, b) => a - b);
  const median = (name: string): number => sorted(name)[Math.floor(Number(runs) / 2)] ?? NaN;
  for (const name of Object.keys(measured)) {
    const values = sorted(name);
    const figures = [values[0], median(name), values.at(-1)].map((value = NaN) => (value / 1e3).toFixed(1));
    const ratio = (median(name) / median('ESLint, no rules')).toFixed(2);
    console.log(`${name.padEnd(16)} ${figures.join(' / ')} s CPU, ${ratio} of ESLint without rules`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
