import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** What a file may be to be read. */
export interface ReadLimits {
  /** Larger files are refused. Bytes. */
  readonly maxBytes: number;
  /** Folder that no link may lead out of; default: links are followed wherever they lead. */
  readonly within?: string | undefined;
}

/** Limits of what a project has much of: manifests, configurations, sources. */
export const smallFile = 5 * 1024 * 1024;
/** Limits of what tools write: lock files, stored results, templates with their assets. */
export const largeFile = 128 * 1024 * 1024;

/** A file that is there and is not read. The message says why, as what a sentence may end with. */
export class RefusedFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedFile';
  }
}

/**
 * Reads a file of a project that nobody vouches for. A device or a pipe never ends, and opening one may wait for ever or
 * do something: only regular files are opened, and no more is read than the limit.
 * @throws {RefusedFile} for what is no such file; what the file system throws
 */
export function readBytes(path: string, { maxBytes, within }: ReadLimits): Buffer {
  const real = within === undefined ? path : realPathWithin(within, path);
  mustBeRegular(statSync(real), maxBytes);
  // Whoever exchanges the file for another one in between gains nothing.
  const guard = within === undefined ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | guard);
  try {
    const status = fstatSync(file);
    mustBeRegular(status, maxBytes);
    return readUpTo(file, status.size, maxBytes);
  } finally {
    closeSync(file);
  }
}

/** As `readBytes`, as text in UTF-8. @throws as `readBytes` */
export function readText(path: string, limits: ReadLimits): string {
  return readBytes(path, limits).toString('utf8');
}

/** As `readText`; undefined where the file is not there or is not read. */
export function tryReadText(path: string, limits: ReadLimits): string | undefined {
  try {
    return readText(path, limits);
  } catch {
    return undefined;
  }
}

/** True when the path is the folder or lies in it. Symbolic links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function realPathWithin(folder: string, path: string): string {
  const real = realpathSync.native(path);
  if (!isInside(realpathSync.native(folder), real))
    throw new RefusedFile('a link that leads out of the scanned folder');
  return real;
}

function mustBeRegular(status: Stats, maxBytes: number): void {
  if (!status.isFile()) throw new RefusedFile(status.isDirectory() ? 'a folder' : 'not a regular file');
  if (status.size > maxBytes) throw new RefusedFile(`larger than ${megabytes(maxBytes)}`);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Reads to the end: files of the kernel have no size, and others may grow. */
function readUpTo(file: number, size: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.max(size - total + 1, 4_096));
    const count = readSync(file, chunk, 0, chunk.length, null);
    if (count === 0) return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    total += count;
    if (total > maxBytes) throw new RefusedFile(`larger than ${megabytes(maxBytes)}`);
    chunks.push(chunk.subarray(0, count));
  }
}
