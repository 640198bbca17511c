import type { Node } from '../../../syntax/tree.js';
import type { FileContext } from '../../context.js';
import type { ImportRef } from '../types.js';
import { targetOfCallee } from '../../handlers/targets.js';
import type { CalleeFact } from './types.js';
import { workOfExport } from './work.js';

/** A function of another file that a value is. */
export interface Callee {
  readonly ref: ImportRef;
  /** A method of an instance, and not something that was imported itself. */
  readonly isMethod: boolean;
  /** What is known of it. */
  readonly fact: CalleeFact | undefined;
}

/** The function of another file that a callee is; undefined for those of this file and of known libraries. */
export function calleeOf(file: FileContext, node: Node): Callee | undefined {
  const target = targetOfCallee(file, node);
  if (!target) return undefined;
  const ref = { module: target.module, export: target.path.join('.') };
  return { ref, isMethod: file.resolver.single(node)?.kind !== 'module', fact: factOf(file, ref) };
}

/** Undefined where the host knows no other files. */
function factOf(file: FileContext, { module, export: name }: ImportRef): CalleeFact | undefined {
  if (file.engine.project.files.length === 0) return undefined;
  const target = file.fileOf(module);
  return target === undefined ? { work: 'outside' } : file.ask(workOfExport, { file: target, name });
}
