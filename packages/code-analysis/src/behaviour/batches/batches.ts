import { awsBatchOperations, bulkMethods } from '../../libraries/batch-operations.js';
import { memberName } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import { place, type Construction, type FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import type { Found } from '../lazy.js';
import { isForLogsOnly } from './logged-only.js';
import { useOf } from './result-use.js';
import type { BatchFact } from './types.js';

/** What becomes of the failures that batch operations report in their answer. */
export function batchFacts({ file, clients }: Found): readonly BatchFact[] {
  const sent = awsOperations(file, clients).flatMap(({ service, name, sends }) => {
    const failures = awsBatchOperations[service]?.[name];
    return failures ? sends.map((call) => batchFact(file, call, name, failures)) : [];
  });
  return [...sent, ...file.calls.flatMap((call) => bulkFact(file, call) ?? [])];
}

function bulkFact(file: FileContext, call: Construction): BatchFact | undefined {
  if (call.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(call.callee);
  const named = bulkMethods.filter((one) => one.method === method);
  if (named.length === 0) return undefined;
  const module = moduleBehind(file, call.callee.object);
  const bulk = named.find((one) => one.module === module);
  return bulk && batchFact(file, call, bulk.method, bulk.failures);
}

function batchFact(file: FileContext, call: Construction, operation: string, members: readonly string[]): BatchFact {
  const at = calleePlace(call, file.source.text);
  const failures = members[0] ?? '';
  // A function at the end of the arguments takes the answer, in the style of callbacks.
  const last = call.arguments.at(-1);
  if (call.arguments.length > 1 && (last?.type === 'ArrowFunctionExpression' || last?.type === 'FunctionExpression'))
    return { at, operation, failures, use: 'escapes' };
  const { reads, escapes } = useOf(file, call);
  const failed = reads.filter(({ name }) => members.includes(name) || name === 'data' || name === 'body');
  const [first] = failed;
  if (first) {
    const logged = failed.every(({ node }) => node.type === 'MemberExpression' && isForLogsOnly(file, node));
    if (!logged) return { at, operation, failures, use: 'handled' };
    return escapes
      ? { at, operation, failures, use: 'escapes' }
      : { at: place(first.node), operation, failures, use: 'logged' };
  }
  if (escapes) return { at, operation, failures, use: 'escapes' };
  return { at, operation, failures, use: reads.length > 0 ? 'unread' : 'dropped' };
}
