import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import type { Sizes } from './size.js';
import { loopOver } from './loops.js';
import type { ListSize } from './types.js';

/** A parameter of a handler, and the member that is taken of it. */
interface HandlerParameter {
  readonly handler: Handler;
  readonly index: number;
  readonly path: readonly string[];
}

/** Members of a request that the sender fills. */
const sent = /^(body|query|params|files|file|input|payload|rawBody)$/;

/** How long a list is that a handler is given: the records of an event are bounded by its source, what is in them is not. */
export function inputSize(sizes: Sizes, node: Node, given?: HandlerParameter): ListSize {
  if (given) return sizeOfGiven(given);
  const plain = unwrap(node);
  return sizes.inputs.answer(plain, () => sizeOfExpression(sizes, plain));
}

function sizeOfExpression(sizes: Sizes, plain: Node): ListSize {
  const { file } = sizes;
  if (plain.type === 'AwaitExpression') return inputSize(sizes, plain.argument);
  if (plain.type === 'CallExpression' && plain.callee.type === 'MemberExpression') {
    // `await req.json()`, `req.valid('json')`, `event.body.toString()`
    if (/^(json|text|formData|valid|toString|trim|decode)$/.test(memberName(plain.callee) ?? ''))
      return inputSize(sizes, plain.callee.object);
    const [first] = plain.arguments;
    return first ? inputSize(sizes, first) : 'unknown';
  }
  const all = file.resolver.resolve(plain).flatMap((terminal): readonly ListSize[] => {
    if (terminal.kind === 'absent') return [];
    if (terminal.kind === 'expression') {
      if (terminal.node.type === 'Literal') return [];
      return terminal.node === plain ? ['unknown'] : [inputSize(sizes, terminal.node)];
    }
    if (terminal.kind === 'unknown') {
      const loop = loopOver(file, terminal.node);
      const outer = loop ? inputSize(sizes, loop.right) : 'unknown';
      return [outer === 'batch' || outer === 'input' ? 'input' : 'unknown'];
    }
    if (terminal.kind !== 'parameter' || !terminal.fn) return ['unknown'];
    const { fn, index, path } = terminal;
    const handler = handlersOf(file).all.find((one) => one.fn === fn);
    if (handler) {
      const size = sizeOfGiven({ handler, index, path });
      return [size === 'unknown' && index === 0 && path.length === 0 ? 'input' : size];
    }
    return [elementOfInput(sizes, fn)];
  });
  return all.length > 0 && all.every((size) => size === all[0]) ? (all[0] ?? 'unknown') : 'unknown';
}

/** `event.Records.map((record) => JSON.parse(record.body))`, and functions that only such callbacks call. */
function elementOfInput(sizes: Sizes, fn: Node): ListSize {
  const { parent } = fn;
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return 'unknown';
  if (!/^(map|forEach|flatMap)$/.test(memberName(parent.callee) ?? '')) return 'unknown';
  const outer = inputSize(sizes, parent.callee.object);
  return outer === 'batch' || outer === 'input' ? 'input' : 'unknown';
}

/** Decorators by which frameworks hand a part of the request over: `@Body() order: OrderDto`. */
const handedOver = /^(?:Body|Query|Param|Args|Payload|MessageBody|UploadedFiles|BodyParam|BodyProp)$/;

function isHandedOver({ handler: { fn }, index }: HandlerParameter): boolean {
  const parameter = fn.params[index];
  if (!parameter || !('decorators' in parameter)) return false;
  return parameter.decorators.some(({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    return callee.type === 'Identifier' && handedOver.test(callee.name);
  });
}

function sizeOfGiven(given: HandlerParameter): ListSize {
  const { handler, index, path } = given;
  if (isHandedOver(given)) return 'input';
  const [first] = path;
  const { source, batch, host } = handler;
  if (source === 'custom-resource' || source === 'schedule' || source === 'cron') return 'unknown';
  if (first === 'Records' || first === 'records' || first === 'messages') return path.length === 1 ? 'batch' : 'input';
  if (batch || index > 1) return path.length === 0 && batch ? 'batch' : 'unknown';
  if (host === 'function') return index === 0 && path.length > 0 ? 'input' : 'unknown';
  if (source === 'http' || source === 'webhook') {
    return path.some((name) => sent.test(name)) ? 'input' : 'unknown';
  }
  // `job.data.items`, `message.content`
  return index === 0 && path.length > 1 ? 'input' : 'unknown';
}
