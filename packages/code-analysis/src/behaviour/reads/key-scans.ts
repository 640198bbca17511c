import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { FileContext } from '../context.js';
import { isScript } from '../retries/purpose.js';
import { textOf } from '../retries/regions.js';
import type { WholeFact } from './types.js';

/**
 * `redis.keys('session:*')`: Redis goes over all of its keys in one step and serves nobody else meanwhile
 * (redis.io/docs/latest/commands/keys, which advises SCAN or sets for code that serves).
 */
export function keyScans(file: FileContext): readonly WholeFact[] {
  if (!/\.keys\s*\(\s*[^)\s]/.test(file.source.text)) return [];
  return file.calls.flatMap((call): readonly WholeFact[] => {
    const callee = unwrap(call.callee);
    const [pattern, ...others] = call.arguments;
    const isKeys = callee.type === 'MemberExpression' && memberName(callee) === 'keys';
    if (call.type !== 'CallExpression' || !isKeys || !pattern || others.length > 0) return [];
    if (file.origin(callee)?.module === 'global' || !isPattern(file, pattern)) return [];
    const { text } = file.source;
    const operation = calleeText(call.callee, text);
    return [
      { kind: 'whole', at: calleePlace(call, text), operation, script: isScript(file), bound: 'none', blocks: true },
    ];
  });
}

/** A text with `*` in it, put together or not. */
function isPattern(file: FileContext, node: Node): boolean {
  return file.resolver.resolve(node).some((one) => {
    if (one.kind !== 'expression' || one.path.length > 0) return false;
    const isText = /^(?:Literal|TemplateLiteral|BinaryExpression)$/.test(one.node.type);
    return isText && /['"`][^'"`]*\*[^'"`]*['"`]/.test(textOf(file, one.node));
  });
}
