import { ancestor, functionAround, isClass, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { place, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { textOf } from '../retries/regions.js';
import type { PatternFact } from './types.js';

/**
 * Stores that keep events and nothing else: an event is added on the condition that its number in the row is free, none is
 * changed, and they are read in a row.
 */
export function eventStores({ file, clients }: Found): readonly PatternFact[] {
  if (!/attribute_not_exists/.test(file.source.text)) return [];
  const operations = awsOperations(file, clients).filter(({ service }) => service === 'dynamodb');
  const append = operations.find(({ name, input, node }) => input && appends(name, textOf(file, ownerOf(node))));
  const isChanged = operations.some(({ name }) => /^(?:Update|Delete)/.test(name));
  const isRead = operations.some(({ name }) => name === 'Query') || /\bpaginateQuery\b/.test(file.source.text);
  if (!append || isChanged || !isRead) return [];
  const owner = ownerOf(append.node);
  if (!/\bevents?\b/i.test(codeOf(textOf(file, owner))) && !foldsEvents(file)) return [];
  const at = place((isClass(owner) ? owner.id : undefined) ?? append.node);
  const message = 'Events are added once, each on the condition that its number in the row is free, and never changed.';
  return [{ pattern: 'event-sourcing', at, within: place(owner), by: 'by hand', message, lacks: [] }];
}

const ownerOf = (node: Node): Node => ancestor(node, isClass) ?? functionAround(node) ?? node;

/** What fails where the number of the event is taken: one that fails where the whole is there creates it only. */
function appends(name: string, text: string): boolean {
  const isWrite = name === 'PutItem' || name === 'TransactWriteItems';
  return isWrite && /attribute_not_exists\(\s*#?\w*(?:version|sequence|revision|position)\w*\s*\)/i.test(text);
}

/** Code without its comments and texts. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'[^'\n]*'|"[^"\n]*"/g, '');

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
