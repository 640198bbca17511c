import type { Source } from '@faultline/code-analysis';
import { suitsNativeParser } from '../scan/depth.js';
import { oxcParser } from './oxc-parser.js';
import { typescriptParser } from './typescript-parser.js';

/** Parses a source file by its absolute path and text, without any project; undefined for what it refuses. */
export type ParseSource = (file: string, text: string) => Source | undefined;

/**
 * Makes a parser of source files. What the quick one refuses, or where it has no build for the machine, the lenient one
 * takes; and what is nested too deeply for the stack of this thread, since a native parser that comes to the end of the stack ends the process.
 */
export function sourceParser(hasDeepStack = false): ParseSource {
  const quick = oxcParser();
  const lenient = typescriptParser();
  return (file, text) => (suitsNativeParser(text, hasDeepStack) ? quick(file, text) : undefined) ?? lenient(file, text);
}
