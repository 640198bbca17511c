import type { Engine } from '../questions/engine.js';
import { valuesOf } from '../syntax/static-value.js';
import type { Source } from '../syntax/source.js';
import type { Node } from '../syntax/tree.js';
import { analysisOf, forgetAnalysis } from './analysis.js';
import type { Construction, FileContext } from './context.js';
import type { FileFacts, Place } from './types.js';

/** An argument of a call. */
export interface ArgumentView extends Place {
  /** Its value where that stands in the code or in a constant: a number, text, truth value or null. */
  readonly constant?: number | string | boolean | null;
}

/** A call or a construction of something that a module exports. */
export interface ModuleUse extends Place {
  /** Specifier as it is written; `global` for what needs no import. */
  readonly module: string;
  /** Dotted path from the module, such as `PutEventsCommand` or `default.post`. */
  readonly name: string;
  readonly isConstruction: boolean;
  readonly arguments: readonly ArgumentView[];
}

/** A file of the project as those see it who judge it by checks of their own. */
export interface FileView {
  readonly source: Source;
  readonly facts: FileFacts;
  /** In source order; what is called of a value that a call gave is left out. */
  readonly uses: () => readonly ModuleUse[];
}

/** @param file absolute path @returns undefined for a file that cannot be read or parsed */
export function fileView(engine: Engine, file: string): FileView | undefined {
  const analysis = analysisOf(engine, file);
  if (!analysis) return undefined;
  const { file: context, facts } = analysis;
  return { source: context.source, facts, uses: () => context.calls.flatMap((node) => useOf(context, node) ?? []) };
}

/** Tells that something threw while it looked at a file, so that what was found of it may be half done. */
export function forgetFile(engine: Engine, file: string): void {
  forgetAnalysis(engine, file);
}

function useOf(context: FileContext, node: Construction): ModuleUse | undefined {
  const origin = context.origin(node.callee);
  if (!origin) return undefined;
  return {
    range: node.range,
    module: origin.module,
    name: origin.path.join('.'),
    isConstruction: node.type === 'NewExpression',
    arguments: node.arguments.map((argument) => argumentView(context, argument)),
  };
}

function argumentView({ resolver }: FileContext, node: Node): ArgumentView {
  const [value, ...others] = valuesOf(resolver, node);
  if (value?.kind !== 'known' || others.length > 0) return { range: node.range };
  const { value: constant } = value;
  return constant === undefined || typeof constant === 'bigint'
    ? { range: node.range }
    : { range: node.range, constant };
}
