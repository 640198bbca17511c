import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourcePosition } from '../template/document.js';

/** A stack frame such as `new Orders (/app/lib/orders.ts:12:5)` or `/app/bin/app.ts:3:1`; those of other languages have no column. */
const FRAME =
  /(?:\(|^\s*(?:at\s+)?(?:async\s+)?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d{1,9})(?::(\d{1,9}))?(?:\)| \(:\))?\s*$/;
/**
 * What aws-cdk-lib 2.257 to 2.276 makes of a frame without a function, as at the top of an ES module: it takes the place for the name,
 * and cuts the end off the column. `file:///app/app.mjs:7:1` becomes `file:///app/app.mjs:7 (:)`, and `…:9:25` becomes `…:9: (…:9:2)`.
 */
const IS_CUT = /^\s*(?:at\s+)?(?:async\s+)?(?:file:\/\/|\/|[A-Za-z]:[\\/]).*\)\s*$/;

/** Code of others: installed packages, and what the command line runs inside of an app to wrap classes of the CDK. */
const NOT_OF_THE_USER = /[\\/]node_modules[\\/]|[\\/]preload[\\/]record-function-code\.cjs$/;

/**
 * The first frame of a creation stack that is in the user's own code, with the file relative to the root where it is below it.
 * Frames in code of others and those that name no file are passed over. Without a column it is the first one.
 */
export function userFrame(frames: readonly unknown[], root: string): SourcePosition | undefined {
  for (const frame of frames) {
    if (typeof frame !== 'string' || frame.length >= 4_096) continue;
    const match = FRAME.exec(frame);
    if (!match) continue;
    const file = filePath(match[1] as string);
    if (file === undefined || NOT_OF_THE_USER.test(file)) continue;
    return {
      file: shownPath(file, root),
      line: Number(match[2]),
      column: IS_CUT.test(frame) ? 1 : Number(match[3] ?? 1),
    };
  }
  return undefined;
}

/** A path as it is shown: relative to the root where it is below it, with forward slashes. */
export function shownPath(file: string, root: string): string {
  const path = relative(root, file);
  const shown = path.startsWith('..') || isAbsolute(path) ? file : path;
  return sep === '\\' ? shown.replaceAll('\\', '/') : shown;
}

function filePath(written: string): string | undefined {
  if (!written.startsWith('file://')) return written;
  try {
    return fileURLToPath(written);
  } catch {
    return undefined;
  }
}
