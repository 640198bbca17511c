/**
 * A thread of `scanInThread`.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { scanCode } from './code.js';
import type { SentScan, ThreadMessage } from './code-thread.js';

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
const outcome = await scanCode({
  ...(workerData as SentScan),
  onProgress: ({ done }) => send({ done: done ?? 0 }),
  onFile: (judging) => send({ judging }),
});
send({ outcome });
