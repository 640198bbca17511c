import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { firstLine, UsageError } from '../errors.js';

/** A temporary folder of this run. */
export interface Scratch {
  /** Absolute, links followed. */
  readonly folder: string;
  /** Deletes it with all that is in it. Links in it are deleted, and not what they point to. */
  readonly dispose: () => void;
}

const prefix = 'faultline-';
/** Process ids mean something on one machine only, and containers may share a temporary folder. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** `faultline-MACHINE-PROCESS-…`: whose it is stands in the name, so that there is no moment without an owner. */
const namePattern = new RegExp(`^${prefix}${machine}-(\\d+)-`);

const open = new Set<string>();
let isReady = false;

/** Makes a temporary folder, which goes when the process ends at the latest. @throws {UsageError} where it cannot */
export function makeScratch(): Scratch {
  prepare();
  let folder: string;
  try {
    folder = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${machine}-${process.pid}-`)));
  } catch (error) {
    throw new UsageError(
      `No temporary folder can be made in ${tmpdir()}: ${firstLine(error)}. Set TMPDIR to a folder that can be written to.`,
    );
  }
  open.add(folder);
  return { folder, dispose: () => remove(folder) };
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  open.delete(folder);
}

/** Sees to it that nothing stays behind, and takes away what runs left behind that were killed. */
function prepare(): void {
  if (isReady) return;
  isReady = true;
  process.on('exit', () => {
    for (const folder of open) attempt(() => remove(folder));
  });
  attempt(sweep);
}

function sweep(): void {
  const own = userInfo().uid;
  for (const name of readdirSync(tmpdir())) {
    const owner = namePattern.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    attempt(() => {
      const path = join(tmpdir(), name);
      const status = lstatSync(path);
      if (status.isDirectory() && (own < 0 || status.uid === own)) rmSync(path, { recursive: true, force: true });
    });
  }
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Cleaning up is no reason to fail. */
function attempt(clean: () => void): void {
  try {
    clean();
  } catch {
    // The next run tries again.
  }
}
