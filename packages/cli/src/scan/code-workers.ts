import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { ResourceLimits } from 'node:worker_threads';
import { display } from '../paths.js';
import { scanCode, type CodeOutcome, type CodeScan } from './code.js';
import { CodeSession } from './code-session.js';
import { DeadThread, scanInThread } from './code-thread.js';
import { deepStack } from './depth.js';
import type { InputFile } from './inputs.js';
import { emptyOutcome } from './outcome.js';

/** Fewer files than this do not repay what it takes to start a worker. */
const leastFiles = 50;
/** Bytes of source that are judged without a thread: where memory runs out, that ends what it runs out in. */
const mostBytes = 1024 * 1024;
/** Bytes of heap that have to be free for that. So many bytes of code, of the worst kind that was measured, took half of it. */
const leastHeap = 1024 * 1024 * 1024;
/** How often the files of a thread that ended are dealt out again, each time in halves. */
const mostTurns = 3;

/** Number of workers for a `--concurrency` of `auto`, a number, or nothing. */
export function workerCount(concurrency: number | 'auto' | undefined, files: number): number {
  const wanted = concurrency === 'auto' ? Math.min(availableParallelism(), 8) : (concurrency ?? 1);
  return Math.max(1, Math.min(wanted, Math.floor(files / leastFiles)));
}

/** True for a scan that can hardly use up the memory of the program, and is done before a thread has started. */
function isLight({ files, texts }: CodeScan): boolean {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  if (files.length >= leastFiles || limit - used < leastHeap) return false;
  const sizes = files.map(
    ({ path }) => texts?.get(path)?.length ?? statSync(path, { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0) <= mostBytes;
}

/** Deals files out so that each worker gets some of every folder. */
function deal(files: readonly InputFile[], count: number): InputFile[][] {
  return Array.from({ length: count }, (_, worker) => files.filter((__, index) => index % count === worker));
}

/** What other processes have kept, where so much of it holds that the rest needs no thread. */
function warmSession({
  keeps,
  files,
  ...scan
}: CodeScan & { readonly project: readonly string[] }): CodeSession | undefined {
  if (!keeps) return undefined;
  const session = new CodeSession(true);
  session.projectFor({ ...scan, files: scan.project });
  return files.filter(({ path }) => !session.isUnchanged(path)).length < leastFiles ? session : undefined;
}

/** Judges source files in several threads. The outcome does not depend on their number. */
export async function scanProject(given: CodeScan, count: number): Promise<CodeOutcome> {
  const { files, project = files.map(({ path }) => path) } = given;
  const scan = { ...given, project, session: given.session ?? warmSession({ ...given, project }) };
  // What is kept from scan to scan is known in this thread only, and several threads would each keep a part.
  const outcome =
    scan.session || (count <= 1 && isLight(given))
      ? await scanCode(scan)
      : await inThreads({ ...scan, keeps: given.keeps && count <= 1 }, deal(files, count));
  if (outcome.deep.length === 0) return outcome;
  // What that thread alone would keep would take the place of all others.
  const deep = await inThreads({ ...scan, keeps: false, hasDeepStack: true }, [outcome.deep], {
    stackSizeMb: deepStack,
  });
  return merged([{ ...outcome, deep: [] }, deep]);
}

/** Judges each part of the files in a thread of its own. */
async function inThreads(
  scan: CodeScan,
  parts: readonly (readonly InputFile[])[],
  resourceLimits?: ResourceLimits,
): Promise<CodeOutcome> {
  const { onProgress, signal, ...rest } = { ...scan, session: undefined };
  const done = new Array<number>(parts.length).fill(0);
  const run = (files: readonly InputFile[], number: number): Promise<CodeOutcome> =>
    scanInThread(
      { ...rest, files },
      {
        resourceLimits,
        signal,
        onDone(count) {
          done[number] = Math.max(count, done[number] ?? 0);
          const total = scan.files.length;
          onProgress?.({ phase: 'code', text: 'Judging source files', done: done.reduce((a, b) => a + b), total });
        },
      },
    );
  return merged(
    await Promise.all(parts.map((part, number) => surviving(part, (files) => run(files, number), scan.root))),
  );
}

/**
 * What is found of the files though threads may end on them: the file that a thread ended on costs its own verdicts only,
 * and the others are dealt out again, in halves, since it may be their number that is too much.
 */
async function surviving(
  files: readonly InputFile[],
  judge: (files: readonly InputFile[]) => Promise<CodeOutcome>,
  root: string,
  { turns, endedAtOnce } = { turns: mostTurns, endedAtOnce: false },
): Promise<CodeOutcome> {
  try {
    return await judge(files);
  } catch (error) {
    if (!(error instanceof DeadThread)) throw error;
    const { during, done, message } = error;
    // Where two threads end one after the other on their first files, no file is to blame.
    if (during === undefined || turns === 0 || (done === 0 && endedAtOnce)) {
      return withoutVerdicts(files, message, root);
    }
    const isToBlame = ({ path }: InputFile): boolean => path === during;
    const outcomes = [withoutVerdicts(files.filter(isToBlame), message, root)];
    const others = files.filter((file) => !isToBlame(file));
    for (const half of deal(others, 2).filter(({ length }) => length > 0)) {
      outcomes.push(await surviving(half, judge, root, { turns: turns - 1, endedAtOnce: done === 0 }));
    }
    return merged(outcomes);
  }
}

function withoutVerdicts(files: readonly InputFile[], why: string, root: string): CodeOutcome {
  const outcome = merged([]);
  for (const file of files) {
    const path = display(root, file.path);
    const message = `${path} could not be judged, since the thread that judged it ended: ${why}.`;
    outcome.errors.push({ kind: 'internal', path, message });
  }
  return outcome;
}

function merged(outcomes: readonly CodeOutcome[]): CodeOutcome {
  const all = { ...emptyOutcome(), judged: 0, deep: [] as InputFile[] };
  for (const outcome of outcomes) {
    all.verdicts.push(...outcome.verdicts);
    addNew(all.errors, outcome.errors);
    addNew(all.skipped, outcome.skipped);
    for (const name of outcome.ran) all.ran.add(name);
    all.judged += outcome.judged;
    all.deep.push(...outcome.deep);
    all.unused.push(...outcome.unused);
    all.patterns.push(...outcome.patterns);
  }
  return all;
}

/** Adds what is not there yet: each thread finds out for itself what keeps it from knowing other files. */
function addNew<T extends { readonly path?: string; readonly reason?: string; readonly message?: string }>(
  list: T[],
  more: readonly T[],
): void {
  const idOf = ({ path, reason, message }: T) => `${path}\0${reason ?? message}`;
  const known = new Set(list.map(idOf));
  list.push(...more.filter((one) => !known.has(idOf(one))));
}
