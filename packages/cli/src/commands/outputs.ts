import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Results } from '@faultline/catalog';
import { largeFile, tryReadText } from '@faultline/catalog/files';
import { UsageError } from '../errors.js';
import { codeOwners } from '../files/code-owners.js';
import { appendOutput, mustBeAllowed, outputScope, writeOutput, type OutputScope } from '../files/output-file.js';
import { didYouMean } from '../nearest.js';
import { display } from '../paths.js';
import { aliases, formats, type Format, type RenderOptions } from '../report/index.js';
import { repositoryOf } from '../scan/listing.js';
import { sourceAt } from '../run/hosting.js';
import { hostedSource, type Environment } from './hosts.js';
import { note, print, printBeside } from './terminal.js';

/** A format to write, and where to; to stdout without a file. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
  /** Who asked for the file; default: the command line, in the working folder. */
  readonly scope?: OutputScope | undefined;
  /** How it is written where that is not plainly to the file or to stdout. */
  readonly way?: 'append' | 'stderr';
}

/** The formats of a run that asks for none: in a GitHub workflow its annotations and its page as well. */
export function defaultFormats({ GITHUB_ACTIONS }: Environment): readonly string[] {
  return GITHUB_ACTIONS === 'true' ? ['pretty', 'github', 'summary'] : ['pretty'];
}

function formatNamed(named: string): Format {
  const name = (Object.hasOwn(aliases, named) ? aliases[named] : undefined) ?? named;
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found) return found;
  const known = Object.keys(formats);
  throw new UsageError(`There is no format '${name}'.${didYouMean(name, known)} Known are ${known.join(', ')}.`);
}

/**
 * Reads `pretty,sarif:out.sarif,html`. The first format without a file goes to stdout or to `file`; every other one
 * without a file gets a name of its own. The job summary goes where GitHub wants it, and annotations to stderr where
 * stdout is taken.
 * @param scope who asks for the files; default: the command line
 * @throws {UsageError} for an unknown format, two formats in one file, and a file that may not be written
 */
export function planOutputs(
  specifications: readonly string[],
  file: string | undefined,
  environment: Environment = process.env,
  scope: OutputScope = outputScope(process.cwd()),
): Output[] {
  let first = true;
  const outputs = specifications.map((specification): Output => {
    const colon = specification.indexOf(':');
    const format = formatNamed(colon < 0 ? specification : specification.slice(0, colon));
    if (colon >= 0) {
      const named = specification.slice(colon + 1);
      if (named === '') throw new UsageError(`'${specification}' names no file after the colon.`);
      mustBeAllowed(named, scope);
      return { format, file: named, scope };
    }
    const page = format.appendsTo && environment[format.appendsTo];
    if (page) return { format, file: page, way: 'append' };
    if (!first && format.besides) return { format, file: undefined, way: format.besides };
    if (!first) return { format, file: format.fileName ?? `faultline-report.${format.extension}` };
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
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, tryReadText(join(root, file), { maxBytes: largeFile, within: root }));
    return texts.get(file);
  };
}

/** Way from the root of the repository to a folder in it, with a slash at the end; empty outside of repositories. */
function prefixOf(root: string): string {
  const way = display(repositoryOf(root) ?? root, root);
  return way === '.' ? '' : `${way}/`;
}

/** GitHub drops a page of more than 1,024 KiB whole, with what other programs wrote on it. */
const longestPage = 1_024 * 1_024;

/** Appends to the page of a job, unless that would be too long. */
function append(file: string, text: string, scope: OutputScope): void {
  const written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (written + Buffer.byteLength(text) <= longestPage) appendOutput(file, text, scope);
  else note('The job summary has no room left for the results');
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
  const prefix = prefixOf(root);
  const linkTo = hostedSource(process.env, prefix) ?? (results.run && sourceAt(results.run));
  const owners = codeOwners(repositoryOf(root) ?? root);
  const ownersOf = (file: string): readonly string[] => owners(prefix + file);
  const place = { readSource: sourceReader(root), prefix, ownersOf, ...(linkTo && { linkTo }) };
  for (const { format, file, way, scope = outputScope(process.cwd()) } of outputs) {
    if (file === undefined) {
      const text = format.render(results, { ...onScreen, ...place });
      await (way === 'stderr' ? printBeside(text) : print(text));
      continue;
    }
    const { verbose = false, summary = false, newOnly = false } = onScreen;
    const text = format.render(results, { ...forFiles, verbose, summary, newOnly, ...place });
    if (way === 'append') append(file, text, scope);
    else writeOutput(file, text, scope);
    if (way !== 'append') note(`Wrote ${file}`);
  }
}
