import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Results } from '@faultline/catalog';
import { firstLine, UsageError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import { isInside, realPath } from '../paths.js';
import { formats, type Format, type RenderOptions } from '../report/index.js';
import { note, print } from './terminal.js';

/** A format to write, and where to; to stdout without a file. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

function formatNamed(name: string): Format {
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found) return found;
  const known = Object.keys(formats);
  throw new UsageError(`There is no format '${name}'.${didYouMean(name, known)} Known are ${known.join(', ')}.`);
}

/**
 * Reads `pretty,sarif:out.sarif,html`. The first format without a file goes to stdout or to `file`; every other one
 * without a file gets the name `faultline-report` with its own extension.
 * @throws {UsageError} for an unknown format, and for two formats in one file
 */
export function planOutputs(specifications: readonly string[], file: string | undefined): Output[] {
  let first = true;
  const outputs = specifications.map((specification): Output => {
    const colon = specification.indexOf(':');
    const format = formatNamed(colon < 0 ? specification : specification.slice(0, colon));
    if (colon >= 0) {
      const named = specification.slice(colon + 1);
      if (named === '') throw new UsageError(`'${specification}' names no file after the colon.`);
      return { format, file: named };
    }
    if (!first) return { format, file: `faultline-report.${format.extension}` };
    first = false;
    return { format, file };
  });
  const files = outputs.flatMap((output) => (output.file === undefined ? [] : resolve(output.file)));
  const twice = files.find((path, index) => files.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`Two formats would be written to ${twice}; give each its own file.`);
  return outputs;
}

/** Reads a file under the root, and nothing outside of it, not even through symbolic links. */
export function sourceReader(root: string): (file: string) => string | undefined {
  const realRoot = realPath(root) ?? root;
  return (file) => {
    const path = realPath(join(root, file));
    if (path === undefined || !isInside(realRoot, path)) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** How a file, which has no terminal, is written. */
const forFiles: RenderOptions = { color: false, width: 120, unicode: true };

/**
 * Writes the results in every format that was asked for.
 * @param onScreen how to write what goes to stdout
 * @throws {UsageError} where a file cannot be written
 */
export async function writeOutputs(
  results: Results,
  outputs: readonly Output[],
  onScreen: RenderOptions,
  root: string,
): Promise<void> {
  const readSource = sourceReader(root);
  for (const { format, file } of outputs) {
    if (file === undefined) {
      await print(format.render(results, { ...onScreen, readSource }));
      continue;
    }
    try {
      writeFileSync(file, format.render(results, { ...forFiles, verbose: onScreen.verbose ?? false, readSource }));
    } catch (error) {
      throw new UsageError(`${file} cannot be written: ${firstLine(error)}.`);
    }
    note(`Wrote ${file}`);
  }
}
