/**
 * How the cost of judging templates and code grows: CPU time and memory of each family of `growth/families.ts` and
 * `growth/code-families.ts` at n, 2n, 4n and 8n, each measurement a process of its own, and the least of several where one alone
 * would be marked. A line that grows by more than 2.3 per doubling, or takes more than 2 s, is marked.
 *   npm run bench:growth -- [WORDS OF A FAMILY]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFamilies } from './growth/code-families.js';
import { templateFamilies } from './growth/families.js';
import type { Family } from './growth/pieces.js';

const MOST_GROWTH = 2.3;
const MOST_CPU = 2_000;
/** Milliseconds below which code is still being compiled, so that growth says nothing. */
const NOISE = 250;
/** Measurements of one size, at most: other programs of the machine only ever make them longer. */
const MOST_TURNS = 3;
/** Seconds of CPU and MB after which a measurement is ended. */
const PATIENCE = 20;
const MEMORY = 4_096;

interface Measured {
  readonly cpu: number;
  readonly megabytes: number;
  readonly findings: number;
  readonly unreadable: number;
}

const scripts = {
  template: fileURLToPath(new URL('growth/measure.js', import.meta.url)),
  code: fileURLToPath(new URL('growth/measure-code.js', import.meta.url)),
};
type Kind = keyof typeof scripts;

/** The files of a family at one size, in a folder of their own. */
function written({ make }: Family, n: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-growth-'));
  for (const [path, text] of Object.entries(make(n))) writeFileSync(join(folder, path), text);
  return folder;
}

/** The measurement in a process of its own; undefined when it broke off or took too long. */
function measure(name: string, kind: Kind, family: Family, n: number): Measured | undefined {
  const folders = [written(family, n), written(family, 3)];
  const limited = `ulimit -t ${PATIENCE}; exec "$0" "$@"`;
  const args = ['-c', limited, process.execPath, `--max-old-space-size=${MEMORY}`, scripts[kind], ...folders];
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' });
  for (const folder of folders) rmSync(folder, { recursive: true });
  if (status === 0) return JSON.parse(stdout) as Measured;
  console.error(`${name}: ${stderr.split('\n').find((line) => line.includes('Error')) ?? 'took too long'}`);
  return undefined;
}

/** How much longer each size takes than the one before; 1 where that says nothing. */
function growthOf(results: readonly (Measured | undefined)[]): number[] {
  return results.slice(1).map((result, index) => {
    const before = results[index];
    return result && before && result.cpu > NOISE ? result.cpu / Math.max(before.cpu, NOISE / MOST_GROWTH) : 1;
  });
}

function isBad(results: readonly (Measured | undefined)[]): boolean {
  const last = results.at(-1);
  return !last || last.cpu > MOST_CPU || growthOf(results).some((factor) => factor > MOST_GROWTH);
}

function least(a: Measured | undefined, b: Measured | undefined): Measured | undefined {
  return !a || (b && b.cpu < a.cpu) ? b : a;
}

const [words = ''] = process.argv.slice(2);
const all = [
  ...Object.entries(templateFamilies).map(([name, family]) => ({ kind: 'template' as const, name, family })),
  ...Object.entries(codeFamilies).map(([name, family]) => ({ kind: 'code' as const, name, family })),
];
let marked = 0;
for (const { kind, name, family } of all) {
  if (!`${kind} ${name}`.includes(words)) continue;
  const sizes = [...new Set([8, 4, 2, 1].map((part) => Math.max(1, Math.ceil(family.size / part))))];
  let results = sizes.map((n) => measure(name, kind, family, n));
  for (let turn = 1; turn < MOST_TURNS && results.every(Boolean) && isBad(results); turn++)
    results = sizes.map((n, index) => least(results[index], measure(name, kind, family, n)));
  const last = results.at(-1);
  if (isBad(results)) marked++;
  const figures = results.map(
    (result, index) => `${sizes[index]}: ${result ? `${result.cpu.toFixed(0)} ms` : 'broke off'}`,
  );
  const outcome = last
    ? `${last.megabytes.toFixed(0)} MB, ${last.findings} findings${last.unreadable ? ', unreadable' : ''}`
    : '';
  const growth = Math.max(1, ...growthOf(results)).toFixed(1);
  const mark = isBad(results) ? '!' : ' ';
  console.log(`${mark} ${kind} ${name.padEnd(58)} ${figures.join('  ')}  x${growth}  ${outcome}`);
}
console.log(`${marked} of these grow too fast or take too long.`);
