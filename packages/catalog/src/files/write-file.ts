import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file beside its place and then puts it there, so that a full disk or a signal leaves the file that was there.
 * It keeps the mode of that file. A link at the place is replaced, and what it points to is left alone.
 * @throws what the file system throws; then nothing has changed
 */
export function replaceFile(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before) accessSync(path, constants.W_OK);
  const beside = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const mode = before?.isFile() ? before.mode & 0o7777 : undefined;
  try {
    writeWhole(beside, text, mode);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    // A folder that takes no new file, or a file that is mounted by itself, can be written in place only.
    if (!before?.isFile() || !isInPlaceOnly(error)) throw error;
    writeFileSync(path, text);
  }
}

function writeWhole(path: string, text: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', 0o666);
  try {
    writeFileSync(file, text);
    if (mode !== undefined) fchmodSync(file, mode);
    // Some file systems tell only now that there is no room.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isInPlaceOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '');
}
