import type { Source } from '@faultline/code-analysis';
import { isDeep } from '../scan/depth.js';
import { oxcParser } from './oxc-parser.js';
import { typescriptParser } from './typescript-parser.js';

/** Parses a source file by its absolute path and text, without any project; undefined for what it refuses. */
export type ParseSource = (file: string, text: string) => Source | undefined;

/**
 * Makes a parser of source files. What the quick one refuses, or where it has no build for the machine, the lenient one
 * takes; and what is nested deeply, since a native parser that comes to the end of the stack ends the process.
 */
export function sourceParser(): ParseSource {
  const quick = oxcParser();
  const lenient = typescriptParser();
  return (file, text) => (isDeep(text) ? undefined : quick(file, text)) ?? lenient(file, text);
}
