import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { TSESTree } from '@typescript-eslint/utils';
import { catchesOf } from '../catches/catch-sites.js';
import type { FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';
import { isKeyOfRequest } from './caches.js';
import { holdersOf, type Holder } from './holders.js';
import { usesOf, type Use } from './uses.js';

/** A circuit breaker that a file keeps in variables of its own: failures close it off, and it is asked before the call. */
export interface HandMadeBreaker {
  readonly holder: Holder;
  /** Where failures are noted. */
  readonly failures: readonly Use[];
}

/** The circuit breakers that a file keeps by hand. */
export function handMadeBreakers(file: FileContext): readonly HandMadeBreaker[] {
  return file.once(handMadeBreakers, () =>
    holdersOf(file).flatMap((holder): readonly HandMadeBreaker[] => {
      const uses = usesOf(file.source.text, holder).filter(({ fn }) => fn !== undefined);
      const failures = failuresNoted(file, uses);
      return failures.length > 0 ? [{ holder, failures }] : [];
    }),
  );
}

/** True for what notes failures of the other side, and is asked whether to call it. */
export const isBreaker = (file: FileContext, uses: readonly Use[]): boolean => failuresNoted(file, uses).length > 0;

/** What the other side is called by, of which there are few, and not who calls. */
const sides = /host|url|uri|origin|endpoint|service|upstream|target|provider|region|name|backend|server|model|api$/i;
const notes = new Set<Use['kind']>(['store', 'up', 'assign', 'change', 'fill', 'push']);

/** The uses that note a failure; none where it is no breaker. */
function failuresNoted(file: FileContext, uses: readonly Use[]): readonly Use[] {
  const noted = uses.filter((use) => notes.has(use.kind) && !isReset(use));
  const failures = noted.filter(({ node }) => isAfterFailure(file, node));
  if (failures.length === 0 || failures.length < noted.length) return [];
  // How often one caller may fail is a limit of requests.
  if (failures.some(({ key }) => key && isKeyOfRequest(file, key) && !sides.test(textOf(file, key)))) return [];
  const isAsked = uses.some(({ kind, node }) => /^(?:lookup|read|size)$/.test(kind) && decides(file, node, failures));
  return isAsked ? failures : [];
}

/** True for a number of failures in a row, which a success sets back: each process has seen its own. */
export function countsFailures(file: FileContext, uses: readonly Use[]): boolean {
  const noted = uses.filter((use) => notes.has(use.kind) && !isReset(use));
  const isSetBack = uses.some((use) => isReset(use) && !isAfterFailure(file, use.node));
  return noted.length > 0 && isSetBack && noted.every(({ node }) => isAfterFailure(file, node));
}

/** `failures = 0`, `open = false`, `state = 'closed'`: nothing has failed any more. */
function isReset({ kind, value }: Use): boolean {
  if (kind !== 'assign' && kind !== 'store' && kind !== 'change') return false;
  if (value?.type === 'Identifier') return value.name === 'undefined';
  return value?.type === 'Literal' && (!value.value || typeof value.value === 'string');
}

/** In a `catch`, where an answer says that it failed, or in a function that is called there only. */
function isAfterFailure(file: FileContext, node: Node, depth = 0): boolean {
  if (catchesOf(file).some(({ body }) => contains(body, node))) return true;
  for (let above = node.parent; above && !isFunction(above); above = above.parent)
    if (above.type === 'IfStatement' && contains(above.consequent, node) && saysFailed(file, above.test)) return true;
  const fn = ancestor(node, isFunction);
  const callers = fn && depth < 2 ? file.callersOf(fn) : [];
  return callers.length > 0 && callers.every((call) => isAfterFailure(file, call, depth + 1));
}

const saysFailed = (file: FileContext, test: Node): boolean =>
  /!\s*\w+(?:\.\w+)*\.ok\b|\.status(?:Code)?\s*>=?\s*(?:4|5)\d\d/.test(textOf(file, test));

/** True for what a test of the code before the call looks at, at once or by a variable that takes it. */
function decides(file: FileContext, node: Node, failures: readonly Use[]): boolean {
  if (failures.some((one) => contains(one.node, node))) return false;
  if (isTested(node)) return true;
  const taker = ancestor(node, isDeclarator);
  if (taker?.id.type !== 'Identifier' || ancestor(taker, isFunction) !== ancestor(node, isFunction)) return false;
  const reads = file.resolver.scopes.variableOf(taker.id)?.references ?? [];
  return reads.some(({ identifier, init }) => !init && isTested(identifier as Node));
}

const isDeclarator = (node: Node | null | undefined): node is TSESTree.VariableDeclarator =>
  node?.type === 'VariableDeclarator';

function isTested(node: Node): boolean {
  const test = ancestor(node, isTest);
  if (!test || ancestor(test, isFunction) !== ancestor(node, isFunction)) return false;
  if (test.type !== 'IfStatement') return true;
  return contains(test.test, node) && (endsAbruptly(test.consequent) || test.alternate !== null);
}

const isTest = (node: Node | null | undefined): node is TSESTree.IfStatement | TSESTree.ReturnStatement =>
  node?.type === 'IfStatement' || node?.type === 'ReturnStatement';

/** True for a call that a breaker of the file stands before: its failure is noted there. */
export function isBehindBreaker(file: FileContext, call: Node): boolean {
  const breakers = handMadeBreakers(file);
  if (breakers.length === 0) return false;
  const around = catchesOf(file).filter(({ tried }) => contains(tried, call));
  return breakers.some(({ failures }) =>
    failures.some(({ node, fn }) => around.some(({ body }) => contains(body, node) || isCalledIn(file, fn, body))),
  );
}

function isCalledIn(file: FileContext, fn: FunctionNode | undefined, body: Node): boolean {
  return fn !== undefined && file.callersOf(fn).some((call) => contains(body, call));
}
