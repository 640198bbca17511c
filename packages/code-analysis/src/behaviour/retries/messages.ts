import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, contains, isFunction, keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import type { FoundRetry } from './loops.js';
import { isScript } from './purpose.js';
import { textOf, within } from './regions.js';

const counted = /retr(?:y|ies)|attempt|\btries\b/i;
const senders = /send|publish|enqueue|queue|push|emit|dispatch|schedule|add|requeue|put/i;

/**
 * Messages that are sent again after a failure with a counter that was raised: `send({ ...message, retryCount: retryCount + 1 })`.
 * Each is a new message, so the receive count that leads to a dead-letter queue starts again.
 */
export function messageRetries(file: FileContext): readonly FoundRetry[] {
  return file.nodes('Property').flatMap((property) => {
    const name = keyName(property);
    if (name === undefined || !counted.test(name) || property.parent.type !== 'ObjectExpression') return [];
    if (!isRaised(property.value)) return [];
    const handler = ancestor(property, isCatch);
    const call = sendingCall(file, property);
    if (
      !handler ||
      !call ||
      ancestor(handler, isFunction) !== ancestor(property, isFunction) ||
      !comesIn(file, property.value)
    )
      return [];
    const limit = isTested(file, name)
      ? ({ state: 'limited', by: 'count' } as const)
      : ({ state: 'unlimited', cause: 'untested-counter', name, at: place(property) } as const);
    const fact = {
      at: place(call.callee),
      form: 'message',
      label: 'This message',
      purpose: 'retry',
      script: isScript(file),
      limit,
      inner: [],
    } as const;
    return [{ tried: call, fact }];
  });
}

const isCatch = (node: Node | null | undefined): node is TSESTree.CatchClause => node?.type === 'CatchClause';

function isRaised(value: Node): value is TSESTree.BinaryExpression {
  return (
    value.type === 'BinaryExpression' &&
    value.operator === '+' &&
    value.right.type === 'Literal' &&
    value.right.value === 1
  );
}

/** The awaited call that the object is given to, unless that writes a log. */
function sendingCall(file: FileContext, property: Node): TSESTree.CallExpression | undefined {
  for (let node = property.parent; node && !isFunction(node); node = node.parent) {
    if (node.type !== 'CallExpression') continue;
    const text = textOf(file, node.callee);
    if (/JSON\.stringify$/.test(text)) continue;
    return senders.test(text) && !/log|warn|error|metric/i.test(text) ? node : undefined;
  }
  return undefined;
}

/** True when the counter is read from what the function was given. */
function comesIn(file: FileContext, raised: Node): boolean {
  if (raised.type !== 'BinaryExpression') return false;
  const left = unwrap(raised.left);
  const base = left.type === 'LogicalExpression' ? unwrap(left.left) : left;
  return file.resolver.resolve(base).some((one) => one.kind === 'parameter');
}

/** True when any condition of the file compares something of that name. */
function isTested(file: FileContext, name: string): boolean {
  const names = (node: Node): boolean =>
    (node.type === 'Identifier' && node.name === name) ||
    (node.type === 'MemberExpression' && memberName(node) === name);
  const compared = file.nodes('BinaryExpression').filter(({ operator }) => /^(?:[<>]=?|[!=]==?)$/.test(operator));
  return compared.some((comparison) =>
    [...within(file, 'Identifier', comparison), ...within(file, 'MemberExpression', comparison)].some(
      (node) => names(node) && contains(comparison, node),
    ),
  );
}
