import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { VisitorKeys } from './tree.js';

/** A parsed source file, as every host can give it. */
export interface Source {
  /** The tree in the flavour of typescript-eslint; a parser of plain JavaScript leaves out what only types need. */
  readonly ast: TSESTree.Program;
  readonly scopeManager: TSESLint.Scope.ScopeManager | null;
  readonly text: string;
  readonly visitorKeys: VisitorKeys;
}

/** Offsets in the text of a file, the end excluded. */
export type Range = readonly [number, number];

/** A place in the text of a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<TSESTree.Program, readonly number[]>();

/** Line and column of an offset. */
export function positionAt({ ast, text }: Pick<Source, 'ast' | 'text'>, offset: number): Position {
  let starts = lineStarts.get(ast);
  if (!starts) lineStarts.set(ast, (starts = startsOfLines(text)));
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

function startsOfLines(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\r\n\u2028\u2029]/g), ({ 0: end, index }) => index + end.length)];
}

/** Text of a line, without its end; empty where there is no such line. */
export function lineText(source: Pick<Source, 'ast' | 'text'>, line: number): string {
  return source.text.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1] ?? '';
}
