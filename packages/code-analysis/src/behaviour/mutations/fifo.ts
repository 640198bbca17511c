import { returnsOf } from '../../syntax/resolve.js';
import { isFunction, type Node } from '../../syntax/tree.js';
import type { AwsOperation } from '../aws/operations.js';
import type { FileContext } from '../context.js';
import { freshness, type Freshness } from './fresh.js';
import { membersOf, presence, writtenText, type Member } from './objects.js';
import type { TokenFact } from './types.js';

export const deduplicationId = 'MessageDeduplicationId';

interface FifoMessage {
  readonly id: Freshness;
  readonly known: NonNullable<TokenFact['fifo']>;
  readonly body: Freshness;
}

/** What a message to a FIFO queue or topic says of its deduplication; undefined for messages to standard ones. */
export function fifoMessage(file: FileContext, { service, name }: AwsOperation, input: Node): FifoMessage | undefined {
  const isQueue = service === 'sqs' && /^SendMessage(Batch)?$/.test(name);
  if (!isQueue && !(service === 'sns' && /^Publish(Batch)?$/.test(name))) return undefined;
  const isFifo = /\.fifo$/.test(writtenText(file, input, [isQueue ? 'QueueUrl' : 'TopicArn']) ?? '');
  const content = isQueue ? 'MessageBody' : 'Message';
  if (!name.endsWith('Batch')) {
    if (!isFifo && presence(file, input, ['MessageGroupId']) !== 'present') return undefined;
    const body = freshness(file, input, [content]);
    return { id: freshness(file, input, [deduplicationId]), known: knownBy(isFifo, body), body };
  }
  const entry = entryMembers(file, input, isQueue ? 'Entries' : 'PublishBatchRequestEntries');
  if (!entry) return isFifo ? { id: { kind: 'unknown' }, known: 'name', body: { kind: 'unknown' } } : undefined;
  const valueOf = (member: string): Freshness => {
    const found = entry.find((one) => one.name === member);
    return found ? freshness(file, found.value) : { kind: 'absent' };
  };
  if (!isFifo && valueOf('MessageGroupId').kind === 'absent') return undefined;
  const body = valueOf(content);
  return { id: valueOf(deduplicationId), known: knownBy(isFifo, body), body };
}

function knownBy(isFifo: boolean, body: Freshness): FifoMessage['known'] {
  if (body.kind === 'fresh') return 'content';
  return isFifo ? 'name' : 'group';
}

/** Members of the entries of a batch: of the first one written out, or of what a `map` makes. */
function entryMembers(file: FileContext, input: Node, list: string): readonly Member[] | undefined {
  const terminal = file.resolver.single(input, [list]);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0) return undefined;
  const { node } = terminal;
  if (node.type === 'ArrayExpression') {
    const [first] = node.elements;
    return first && first.type !== 'SpreadElement' ? membersOf(file, first) : undefined;
  }
  const fn = node.type === 'CallExpression' ? node.arguments[0] : undefined;
  const [returned] = isFunction(fn) ? returnsOf(fn) : [];
  return returned && membersOf(file, returned);
}
