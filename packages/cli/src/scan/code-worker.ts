/**
 * One thread of `scanProject`.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { scanCode, type CodeScan } from './code.js';
import type { WorkerMessage } from './code-workers.js';

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);
const outcome = await scanCode({
  ...(workerData as CodeScan),
  onProgress: ({ done }) => send({ done: done ?? 0 }),
});
send({ outcome });
