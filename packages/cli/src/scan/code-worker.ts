/**
 * A thread of `scanInThread`.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { scanCode } from './code.js';
import type { SentScan, ThreadMessage } from './code-thread.js';

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
/** Least time between two reports of how far it is: a message for each file costs more than some files. Milliseconds. */
const pause = 50;
let told = 0;

const outcome = await scanCode({
  ...(workerData as SentScan),
  onProgress({ done = 0, total }) {
    if (done < (total ?? 0) && performance.now() - told < pause) return;
    told = performance.now();
    send({ done });
  },
  onFile: (judging) => send({ judging }),
});
send({ outcome });
