import { fork } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startProxy } from './proxy.js';
import type { Run } from './runs.js';
import { startServer, type FaultyServer } from './servers.js';
import type { Service } from './services.js';

/** Milliseconds that a call may take before it counts as one that waits. */
export const boundMs = 8_000;

/** Milliseconds by which a process may be late; one that got less time than that tells nothing of a client. */
const patienceMs = 400;

/** Times of requests that a record keeps. */
const keptTimes = 12;

interface Ended {
  readonly outcome: 'rejects' | 'resolves' | 'waits' | 'crashes';
  readonly after: number;
  readonly error?: string;
}

interface Told {
  readonly index: number;
  readonly fails?: boolean;
  readonly result?: Ended;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Makes all runs, together in one process, and those that it did not survive each in its own. */
export async function resultsOf(
  file: string,
  runs: readonly Run[],
  { service, isAlone }: { readonly service: Service | undefined; readonly isAlone: boolean },
): Promise<unknown[]> {
  const all = runs.map((_, index) => index);
  const results = isAlone ? new Map<number, object>() : await made(file, runs, service, all);
  for (const index of all) {
    if (results.has(index)) continue;
    const own = await made(file, runs, service, [index]);
    results.set(index, own.get(index) ?? {});
  }
  return runs.map((run, index) => ({
    ...run,
    client: undefined,
    call: undefined,
    chain: undefined,
    ...results.get(index),
  }));
}

/** Makes the runs at the indexes in one process, each against a server of its own; of several, those that failed are missing. */
async function made(
  file: string,
  runs: readonly Run[],
  service: Service | undefined,
  indexes: readonly number[],
): Promise<Map<number, object>> {
  const servers = new Map<number, FaultyServer>();
  for (const index of indexes) {
    const behaviour = runs[index]?.server ?? 'silent';
    servers.set(index, await (service ? startProxy(service.port, behaviour) : startServer(behaviour)));
  }
  const { ended, told } = await endings(file, runs, servers);
  if (indexes.length === 1 && ended.size === 0)
    ended.set(indexes[0] ?? 0, { outcome: 'crashes', after: 0, error: told.slice(-300) });
  const results = new Map<number, object>();
  for (const [index, server] of servers) {
    const end = ended.get(index);
    const requests = server.requests();
    if (end) results.set(index, { ...end, requests: requests.length, requestsAt: requests.slice(0, keptTimes) });
    server.close();
  }
  return results;
}

/** How each run of a process ended; what had not ended when the process died, and what got no time, is missing. */
async function endings(
  file: string,
  runs: readonly Run[],
  servers: ReadonlyMap<number, FaultyServer>,
): Promise<{ readonly ended: Map<number, Ended>; readonly told: string }> {
  const ended = new Map<number, Ended>();
  let told = '';
  const child = fork(here('run-program.js'), {
    execArgv: ['--import', pathToFileURL(here('reroute.js')).href],
    env: { PATH: process.env.PATH, PROGRAM: file, BOUND: String(boundMs) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.on('message', (message: Told | 'ready') => {
    if (message === 'ready') child.send([...servers].map(([index, { port }]) => ({ ...runs[index], index, port })));
    else if (message.result) {
      const { outcome, after } = message.result;
      const isStarved = outcome === 'waits' && after > boundMs + patienceMs;
      if (!isStarved || servers.size === 1) ended.set(message.index, message.result);
    } else {
      servers.get(message.index)?.fail?.();
      child.send(message.index);
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  return { ended, told };
}
