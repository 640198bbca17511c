import { ancestor, isClass, isFunction, memberName } from '../../syntax/tree.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { place, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { membersOf, writtenText } from '../mutations/objects.js';
import { textOf } from '../retries/regions.js';
import type { PatternFact } from './types.js';

/**
 * Stores that keep events and nothing else: events are added on the condition that none stands there yet, they are never
 * changed, and the state is worked out by going through them.
 */
export function eventStores({ file, clients }: Found): readonly PatternFact[] {
  if (!/\.reduce\(/.test(file.source.text)) return [];
  const operations = awsOperations(file, clients).filter(({ service }) => service === 'dynamodb');
  const appends = operations.filter((one) => appendsOnce(file, one));
  const [first] = appends;
  const isChanged = operations.some(({ name }) => /^(?:Update|Delete)/.test(name));
  const isRead = operations.some(({ name }) => name === 'Query');
  if (!first || isChanged || !isRead || !foldsEvents(file)) return [];
  const owner = ancestor(first.node, isClass);
  const at = place(owner?.id ?? first.node);
  const message = 'Events are added once and never changed, and the state is worked out from them.';
  return [{ pattern: 'event-sourcing', at, within: place(owner ?? first.node), by: 'by hand', message, lacks: [] }];
}

/** A `Put` of something with a number in a row, that fails where that number is taken. */
function appendsOnce(file: FileContext, { name, input, node }: AwsOperation): boolean {
  if (!input || !/^(?:PutItem|TransactWriteItems)$/.test(name)) return false;
  const condition = writtenText(file, input, ['ConditionExpression']) ?? '';
  const isOnce =
    /attribute_not_exists/.test(condition) ||
    (name === 'TransactWriteItems' && /attribute_not_exists/.test(textOf(file, node)));
  const members = membersOf(file, input, ['Item'])?.map((one) => one.name) ?? [];
  const isNumbered =
    members.some((one) => numbered.test(one)) || (name === 'TransactWriteItems' && numbered.test(textOf(file, node)));
  return isOnce && isNumbered;
}

const numbered = /version|sequence|revision|position/i;

/** `events.reduce((state, event) => …, initial)`. */
function foldsEvents(file: FileContext): boolean {
  return file.nodes('CallExpression').some(({ callee, arguments: given }) => {
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'reduce' || given.length < 2) return false;
    const [step] = given;
    const parameter = step && isFunction(step) ? step.params[1] : undefined;
    return (
      /event/i.test(textOf(file, callee.object)) || (parameter !== undefined && /event/i.test(textOf(file, parameter)))
    );
  });
}
