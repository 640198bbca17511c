/**
 * How the cost of judging templates grows: CPU time and memory of each family of `growth/families.ts` at n, 2n, 4n and 8n, each
 * measurement a process of its own. A line that grows by more than 2.3 per doubling, or takes more than 2 s, is marked.
 *   npm run bench:growth -- [WORDS OF A FAMILY]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { families } from './growth/families.js';
import type { Family } from './growth/pieces.js';

const MOST_GROWTH = 2.3;
const MOST_CPU = 2_000;
/** Milliseconds below which code is still being compiled, so that growth says nothing. */
const NOISE = 250;
/** Seconds of CPU and MB after which a measurement is ended. */
const PATIENCE = 20;
const MEMORY = 4_096;

interface Measured {
  readonly cpu: number;
  readonly megabytes: number;
  readonly findings: number;
  readonly unreadable: number;
}

const script = fileURLToPath(new URL('growth/measure.js', import.meta.url));

/** The files of a family at one size, in a folder of their own. */
function written({ make }: Family, n: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-growth-'));
  for (const [path, text] of Object.entries(make(n))) writeFileSync(join(folder, path), text);
  return folder;
}

/** The measurement in a process of its own; undefined when it broke off or took too long. */
function measure(name: string, family: Family, n: number): Measured | undefined {
  const folders = [written(family, n), written(family, 3)];
  const limited = `ulimit -t ${PATIENCE}; exec "$0" "$@"`;
  const args = ['-c', limited, process.execPath, `--max-old-space-size=${MEMORY}`, script, ...folders];
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' });
  for (const folder of folders) rmSync(folder, { recursive: true });
  if (status === 0) return JSON.parse(stdout) as Measured;
  console.error(`${name}: ${stderr.split('\n').find((line) => line.includes('Error')) ?? 'took too long'}`);
  return undefined;
}

const [words = ''] = process.argv.slice(2);
let marked = 0;
for (const [name, family] of Object.entries(families)) {
  if (!name.includes(words)) continue;
  const sizes = [...new Set([8, 4, 2, 1].map((part) => Math.max(1, Math.ceil(family.size / part))))];
  const results = sizes.map((n) => measure(name, family, n));
  const growth = results.slice(1).map((result, index) => {
    const before = results[index];
    return result && before && result.cpu > NOISE ? result.cpu / Math.max(before.cpu, NOISE / MOST_GROWTH) : 1;
  });
  const last = results.at(-1);
  const isBad = !last || last.cpu > MOST_CPU || growth.some((factor) => factor > MOST_GROWTH);
  if (isBad) marked++;
  const figures = results.map(
    (result, index) => `${sizes[index]}: ${result ? `${result.cpu.toFixed(0)} ms` : 'broke off'}`,
  );
  const outcome = last
    ? `${last.megabytes.toFixed(0)} MB, ${last.findings} findings${last.unreadable ? ', unreadable' : ''}`
    : '';
  console.log(
    `${isBad ? '!' : ' '} ${name.padEnd(58)} ${figures.join('  ')}  x${Math.max(1, ...growth).toFixed(1)}  ${outcome}`,
  );
}
console.log(`${marked} of these grow too fast or take too long.`);
