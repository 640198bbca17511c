import { isFunction, memberName, type Node } from '../../syntax/tree.js';
import { place, type Call, type FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';
import type { Place } from '../types.js';
import { callbackOf } from './quiet.js';

/** A place where failures are caught. */
export interface Catch {
  readonly at: Node;
  readonly body: Node;
  /** What is run before the failure. */
  readonly tried: Node;
  /** The whole statement or expression, after which the code goes on. */
  readonly whole: Node;
}

/** All `catch` clauses, and the `catch` of awaited or returned promises. */
export function catchesOf(file: FileContext): readonly Catch[] {
  const clauses = file.nodes('CatchClause').flatMap((clause): readonly Catch[] => {
    const whole = clause.parent;
    return [{ at: clause, body: clause.body, tried: whole.block, whole }];
  });
  const callbacks = file.nodes('CallExpression').flatMap((call): readonly Catch[] => {
    if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'catch') return [];
    const [callback] = call.arguments;
    const body = callbackOf(file, callback)?.body ?? (callback && isLogFunction(file, callback) ? callback : undefined);
    if (!body || !isWaitedFor(call)) return [];
    return [{ at: call.callee.property, body, tried: call.callee.object, whole: call }];
  });
  return [...clauses, ...callbacks];
}

/** `catch (error)` without what follows, so that the finding stands on one line. */
export function catchPlace({ at, body }: Pick<Catch, 'at' | 'body'>): Place {
  return at.type === 'CatchClause' ? { range: [at.range[0], body.range[0]] } : place(at);
}

/** `console.error` as the callback itself. */
export function isLogFunction(file: FileContext, callback: Node): boolean {
  return /^(?:this\.)?(?:console|log|logger)\.\w+$/.test(textOf(file, callback));
}

function isWaitedFor(call: Call): boolean {
  const { parent } = call;
  return parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement' || isFunction(parent);
}
