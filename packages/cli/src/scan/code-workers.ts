import { availableParallelism } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { scanCode, type CodeOutcome, type CodeScan } from './code.js';
import type { InputFile } from './inputs.js';
import { settleAcrossFiles, type WaitingFile } from '../workload/settle.js';
import { deepStack } from './depth.js';
import { emptyOutcome } from './outcome.js';

/** What a worker sends: how many files it has done, and in the end what came of them. */
export type WorkerMessage = { readonly done: number } | { readonly outcome: CodeOutcome };

/** Fewer files than this do not repay what it takes to start a worker. */
const leastFiles = 50;

/** Number of workers for a `--concurrency` of `auto`, a number, or nothing. */
export function workerCount(concurrency: number | 'auto' | undefined, files: number): number {
  const wanted = concurrency === 'auto' ? Math.min(availableParallelism(), 8) : (concurrency ?? 1);
  return Math.max(1, Math.min(wanted, Math.floor(files / leastFiles)));
}

/** Deals files out so that each worker gets some of every folder. */
function deal(files: readonly InputFile[], count: number): InputFile[][] {
  return Array.from({ length: count }, (_, worker) => files.filter((__, index) => index % count === worker));
}

/** Judges source files in several threads, and what hangs on other files in a second pass. */
export async function scanProject(scan: CodeScan, count: number): Promise<CodeOutcome> {
  const first = await scanCodeInWorkers(scan, count);
  return settleAcrossFiles(scan, first, (paths, known) =>
    scanCodeInWorkers(
      { ...scan, files: scan.files.filter(({ path }) => paths.has(path)), settings: { ...scan.settings, ...known } },
      workerCount(count, paths.size),
    ),
  );
}

/** Judges source files in several threads. The outcome does not depend on their number. */
async function scanCodeInWorkers(scan: CodeScan, count: number): Promise<CodeOutcome> {
  const { files } = scan;
  const outcome = count <= 1 ? await scanCode(scan) : merged(await inThreads(scan, deal(files, count), {}));
  if (outcome.deep.length === 0) return outcome;
  const resourceLimits = { stackSizeMb: deepStack };
  const [deep] = await inThreads({ ...scan, hasDeepStack: true }, [outcome.deep], { resourceLimits });
  return deep ? merged([{ ...outcome, deep: [] }, deep]) : outcome;
}

/** Judges each part of the files in a thread of its own. */
async function inThreads(
  scan: CodeScan,
  parts: readonly (readonly InputFile[])[],
  options: WorkerOptions,
): Promise<CodeOutcome[]> {
  const { onProgress, signal, ...rest } = scan;
  const done = new Array<number>(parts.length).fill(0);
  const workers: Worker[] = [];
  const stop = (): void => void workers.map((worker) => worker.terminate());
  signal?.addEventListener('abort', stop);
  const run = (files: readonly InputFile[], number: number): Promise<CodeOutcome> =>
    new Promise((resolve, reject) => {
      const workerData = { ...rest, files };
      const worker = new Worker(new URL('./code-worker.js', import.meta.url), { ...options, workerData });
      workers.push(worker);
      worker.on('message', (message: WorkerMessage) => {
        if ('outcome' in message) return resolve(message.outcome);
        done[number] = message.done;
        const total = scan.files.length;
        onProgress?.({ phase: 'code', text: 'Judging source files', done: done.reduce((a, b) => a + b), total });
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('A worker ended before its work was done')));
    });
  try {
    return await Promise.all(parts.map(run));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

function merged(outcomes: readonly CodeOutcome[]): CodeOutcome {
  const all = { ...emptyOutcome(), judged: 0, waiting: [] as WaitingFile[], deep: [] as InputFile[] };
  for (const outcome of outcomes) {
    all.verdicts.push(...outcome.verdicts);
    all.errors.push(...outcome.errors);
    all.skipped.push(...outcome.skipped);
    for (const name of outcome.ran) all.ran.add(name);
    all.judged += outcome.judged;
    all.waiting.push(...outcome.waiting);
    all.deep.push(...outcome.deep);
    all.unused.push(...outcome.unused);
  }
  return all;
}
