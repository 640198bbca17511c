/**
 * What the rules cost: CPU time of linting a folder with no rules, with ours, and with those of other plugins, in turn.
 *   npm run bench -- FOLDER [RUNS]
 * Prints the least, the median and the most CPU seconds, and the ratio of the medians to ESLint with no rules.
 */
import { resolve } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import faultline from 'eslint-plugin-faultline';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint, { parser } from 'typescript-eslint';

const [folder = 'packages', runs = '3'] = process.argv.slice(2);

/** A rule that does nothing shows what ESLint does for any rule at all, such as keeping a context for it. */
const idle: Linter.Config = {
  plugins: { idle: { rules: { rule: { create: () => ({}) } } } },
  rules: { 'idle/rule': 'error' },
};
const one: Linter.Config = { ...faultline.configs.strict, rules: { 'faultline/require-http-timeout': 'error' } };

const setUps: Readonly<Record<string, readonly Linter.Config[]>> = {
  'no rules': [],
  'an idle rule': [idle],
  'one of ours': [one],
  recommended: [faultline.configs.recommended],
  strict: [faultline.configs.strict],
  'typescript-eslint recommended': tseslint.configs.recommended as Linter.Config[],
  'sonarjs recommended': [sonarjs.configs.recommended as Linter.Config],
};

/** CPU seconds of one run; the parser and the plugins are loaded before. */
async function lint(configs: readonly Linter.Config[]): Promise<{ seconds: number; files: number }> {
  const eslint = new ESLint({
    cwd: resolve(folder),
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser } }, ...configs],
    errorOnUnmatchedPattern: false,
  });
  const before = process.cpuUsage();
  const results = await eslint.lintFiles(['**/*.{ts,tsx,mts,cts}']);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, files: results.length };
}

const measured: Record<string, number[]> = {};
let files = 0;
// The first round warms everything up and does not count.
for (let run = 0; run <= Number(runs); run++) {
  for (const [name, configs] of Object.entries(setUps)) {
    const result = await lint(configs);
    if (run > 0) (measured[name] ??= []).push(result.seconds);
    files = result.files;
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const base = median(measured['no rules'] ?? []);
console.log(`${files} files in ${folder}, ${runs} runs`);
for (const [name, values] of Object.entries(measured)) {
  const figures = [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(2));
  console.log(`${name.padEnd(30)} ${figures.join(' / ')} s CPU, ${(median(values) / base).toFixed(2)} x no rules`);
}
