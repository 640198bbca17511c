import { valueOf } from '../../syntax/static-value.js';
import { unwrap, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import type { FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { textOf, type Loop } from '../retries/regions.js';

/** `event.Records`, `records`: each record of a batch. */
const records = /(?:^|\.)[rR]ecords$/;
/** `Messages`, `answer.Messages ?? []`: what was received from a queue. */
const messages = /(?:^|\.)[mM]essages\b/;

/** How often a loop runs at most that nothing else ends. */
export function timesOf({ file, clients }: Found, loop: Loop): number | 'records' | 'unknown' {
  if (loop.type === 'ForStatement') return countOf(file, loop) ?? 'unknown';
  if (loop.type !== 'ForOfStatement') return 'unknown';
  const list = file.resolver.single(loop.right);
  if (list?.kind === 'expression' && list.path.length === 0 && list.node.type === 'ArrayExpression') {
    const { elements } = list.node;
    if (elements.length > 0 && elements.every((one) => one && one.type !== 'SpreadElement')) return elements.length;
  }
  const text = textOf(file, unwrap(loop.right));
  if (records.test(text)) return 'records';
  return messages.test(text) ? (receivedAtOnce({ file, clients }) ?? 'unknown') : 'unknown';
}

/** `for (let i = 0; i < 10; i += 1)`. */
function countOf(
  file: FileContext,
  { init, test, update }: Extract<Loop, { type: 'ForStatement' }>,
): number | undefined {
  const declared =
    init?.type === 'VariableDeclaration' && init.declarations.length === 1 ? init.declarations[0] : undefined;
  if (declared?.id.type !== 'Identifier' || !declared.init || test?.type !== 'BinaryExpression') return undefined;
  if (test.left.type !== 'Identifier' || test.left.name !== declared.id.name) return undefined;
  const isStep =
    (update?.type === 'UpdateExpression' && update.operator === '++') ||
    (update?.type === 'AssignmentExpression' && update.operator === '+=' && numberOf(file, update.right) === 1);
  const [from, to] = [numberOf(file, declared.init), numberOf(file, test.right)];
  const writes = file.resolver.scopes.variableOf(declared.id)?.references.filter((one) => one.isWrite()) ?? [];
  // The first value and the step; one that the body writes as well counts otherwise.
  if (!isStep || from === undefined || to === undefined || writes.length > 2) return undefined;
  if (test.operator === '<') return Math.max(0, to - from);
  return test.operator === '<=' ? Math.max(0, to - from + 1) : undefined;
}

function numberOf(file: FileContext, node: Node): number | undefined {
  const terminal = file.resolver.single(node);
  const value = terminal && valueOf(file.resolver, terminal);
  return value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}

/** Messages that the only `ReceiveMessage` of a file brings at most; one where it does not say: API of SQS. */
function receivedAtOnce({ file, clients }: Pick<Found, 'file' | 'clients'>): number | undefined {
  const [only, ...others] = awsOperations(file, clients).filter(({ name }) => name === 'ReceiveMessage');
  if (!only?.input || others.length > 0) return undefined;
  const [terminal, ...more] = file.resolver.resolve(only.input, ['MaxNumberOfMessages']);
  if (!terminal || more.length > 0) return undefined;
  if (terminal.kind === 'absent') return 1;
  const value = valueOf(file.resolver, terminal);
  return value.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}
