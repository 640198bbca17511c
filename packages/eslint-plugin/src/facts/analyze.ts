import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Settings } from '../settings.js';
import type { VisitorKeys } from '../syntax/tree.js';
import { collectFacts } from './collect.js';
import type { FileFacts } from './types.js';

/** A parsed source file: what ESLint's `SourceCode` has, and what another host can give as well. */
export interface Source {
  readonly ast: TSESTree.Program;
  readonly scopeManager: TSESLint.Scope.ScopeManager | null;
  readonly text: string;
  readonly visitorKeys: VisitorKeys;
}

const known = new WeakMap<object, WeakMap<object, FileFacts>>();

/**
 * Finds the facts of a source file, once for each pair of source and settings.
 * @param filename absolute path, by which the installed versions of libraries are looked up
 */
export function analyze(source: Source, settings: Settings, filename: string): FileFacts {
  let bySettings = known.get(source);
  if (!bySettings) known.set(source, (bySettings = new WeakMap()));
  let facts = bySettings.get(settings);
  if (!facts) bySettings.set(settings, (facts = collectFacts(source, settings, filename)));
  return facts;
}
