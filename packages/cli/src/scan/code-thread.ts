import { Worker, type ResourceLimits } from 'node:worker_threads';
import { firstLine } from '../errors.js';
import { packageFolder } from '../version.js';
import type { CodeOutcome, CodeScan } from './code.js';

/** What a thread sends: how many files it has done, which one it takes up, and in the end what came of all of them. */
export type ThreadMessage =
  { readonly done: number } | { readonly judging: string } | { readonly outcome: CodeOutcome };

/** A thread that ended before its work was done: out of memory, or ended by something that runs in it, such as a parser. */
export class DeadThread extends Error {
  /**
   * @param message why, as the end of a sentence
   * @param during absolute path of the file that it was judging; undefined when it had none yet
   * @param done number of files that it had judged
   */
  constructor(
    message: string,
    readonly during: string | undefined,
    readonly done: number,
  ) {
    super(message);
    this.name = 'DeadThread';
  }
}

/** A scan as it can be sent to a thread. */
export type SentScan = Omit<CodeScan, 'onProgress' | 'onFile' | 'signal' | 'session'>;

/** How a thread is run. */
export interface ThreadOptions {
  readonly resourceLimits: ResourceLimits | undefined;
  /** Ends it. */
  readonly signal: AbortSignal | undefined;
  /** Hears how many files it has done. */
  readonly onDone: (done: number) => void;
}

/**
 * Judges source files in a thread of its own.
 * @throws {DeadThread} where it ends before its work is done; the reason of the signal where that ends it
 */
export async function scanInThread(scan: SentScan, options: ThreadOptions): Promise<CodeOutcome> {
  const { resourceLimits, signal, onDone } = options;
  signal?.throwIfAborted();
  const worker = new Worker(new URL('dist/code-worker.js', packageFolder), {
    workerData: scan,
    ...(resourceLimits && { resourceLimits }),
  });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop);
  let during: string | undefined;
  let done = 0;
  const deadThread = (why: string): DeadThread => new DeadThread(why, during, done);
  try {
    return await new Promise<CodeOutcome>((resolve, reject) => {
      worker.on('message', (message: ThreadMessage) => {
        if ('outcome' in message) resolve(message.outcome);
        else if ('judging' in message) during = message.judging;
        else onDone((done = message.done));
      });
      worker.on('error', (error) => reject(deadThread(causeOf(error))));
      worker.on('exit', () => reject(deadThread('a configuration, a plugin or a parser called process.exit()')));
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

function causeOf(error: unknown): string {
  const isMemory = (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? 'it ran out of memory; exclude the file, or give Node.js more with NODE_OPTIONS=--max-old-space-size=8192'
    : firstLine(error).replace(/\.$/, '');
}
