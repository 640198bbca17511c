/**
 * Prints what it costs to judge the code of a folder by all checks, in this process: CPU milliseconds (the tool is loaded, and warm
 * from the other folder), the largest memory of the process in MB, how many verdicts came of it, and how many files could not be read.
 *   node measure-code.js FOLDER WARM-UP
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { check } from '../../packages/cli/dist/index.js';

/** @param {string} cwd */
async function judge(cwd) {
  // By their names, since what has such long lines is otherwise taken for generated.
  const options = { cwd, paths: readdirSync(cwd), only: 'code', preset: 'strict', concurrency: 1 };
  const { verdicts, errors } = await check(options);
  const failure = errors.find(({ kind }) => kind === 'internal');
  if (failure) throw new Error(`Error: ${failure.message}`);
  return { findings: verdicts.length, unreadable: errors.length };
}

if (isMainThread) {
  // With the stack that the scan gives deep code, so that no second thread loads everything anew.
  const worker = new Worker(new URL(import.meta.url), {
    workerData: process.argv.slice(2),
    resourceLimits: { stackSizeMb: 256, maxOldGenerationSizeMb: 4_096 },
  });
  const [code] = await once(worker, 'exit');
  process.exitCode = code;
} else {
  const [folder, warmUp] = /** @type {[string, string]} */ (workerData);
  await judge(warmUp);
  const before = process.cpuUsage();
  const result = await judge(folder);
  const { user, system } = process.cpuUsage(before);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ cpu: (user + system) / 1e3, megabytes, ...result }));
}
