import type { TSESTree } from '@typescript-eslint/utils';
import { contains, keyName, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { place } from '../context.js';
import { remoteCalls } from '../fan-out/remote.js';
import type { Found } from '../lazy.js';
import { textOf } from '../retries/regions.js';
import type { PatternFact } from './types.js';

/**
 * Names under which the id of a request travels: headers of HTTP, attributes of messages and members of events. An id that
 * a request to a provider carries for repeating it safely is another thing, so names that serve for both are left out.
 */
const carrier = /^(?:x[-_])?(?:correlation|trace)[-_]?id$|^traceparent$|^x-amzn-trace-id$/i;

/** Ids of a request that go along to what is called for it. */
export function correlations(found: Found): readonly PatternFact[] {
  const { file } = found;
  if (!/correlation|trace[-_]?(?:id|parent)/i.test(file.source.text)) return [];
  const carried = file.nodes('Property').filter((one) => carrier.test(keyName(one) ?? '') && isNoPattern(one));
  if (carried.length === 0) return [];
  const calls: readonly Node[] = [
    ...remoteCalls(found).keys(),
    ...awsOperations(file, found.clients).map(({ node }) => node),
  ];
  const first = carried.find((one) => calls.some((call) => contains(call, one)) && isValue(textOf(file, one.value)));
  if (!first) return [];
  const at = place(first.key);
  const message = 'The id of a request goes along to what is called for it.';
  return [{ pattern: 'correlation', at, within: at, by: 'by hand', message, lacks: [] }];
}

/** Destructuring takes the id out, and hands it to nobody. */
const isNoPattern = (property: TSESTree.Property): boolean => property.parent.type === 'ObjectExpression';

const isValue = (text: string): boolean => !/^(?:undefined|null|['"`]['"`])$/.test(text);
