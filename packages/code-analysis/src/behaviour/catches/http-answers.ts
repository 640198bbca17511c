import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Call, Construction, FileContext } from '../context.js';
import { membersOf } from '../mutations/objects.js';
import { saysSuccess } from './quiet.js';

/** What a statement answers by HTTP: whether the status says success, or none is written and the default says so. */
export type HttpAnswer = 'success' | 'default' | 'other';

const answering = /^(?:json|jsonp|send|end|sendStatus|status|code|writeHead|body|text)$/;
const withStatus = /^(?:status|code|sendStatus|writeHead)$/;

/** `res.status(200).json(row)`, `res.end()`, `return Response.json(row)`; undefined for what answers nothing. */
export function httpAnswer(file: FileContext, statement: Node): HttpAnswer | undefined {
  const expression =
    statement.type === 'ReturnStatement'
      ? statement.argument
      : statement.type === 'ExpressionStatement'
        ? statement.expression
        : undefined;
  let value = expression ? unwrap(expression) : undefined;
  if (value?.type === 'AwaitExpression') value = unwrap(value.argument);
  if (value?.type === 'NewExpression') return isResponse(value.callee) ? ofResponse(file, value) : undefined;
  if (value?.type !== 'CallExpression') return undefined;
  const isStatic = value.callee.type === 'MemberExpression' && isResponse(value.callee.object);
  return isStatic ? ofResponse(file, value) : ofChain(file, value);
}

const isResponse = (node: Node): boolean => node.type === 'Identifier' && /^(?:Next)?Response$/.test(node.name);

/** `new Response(body, { status })`, `NextResponse.json(body, { status })`. */
function ofResponse(file: FileContext, { arguments: [, init] }: Construction): HttpAnswer {
  if (!init) return 'default';
  const members = membersOf(file, init);
  if (!members) return 'other';
  const status = members.find(({ name }) => name === 'status');
  return status ? ofStatus(status.value) : 'default';
}

/** A chain of methods of a parameter that answers. */
function ofChain(file: FileContext, call: Call): HttpAnswer | undefined {
  let found: HttpAnswer = 'default';
  for (let node: Node = call; ;) {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const method = memberName(node.callee) ?? '';
      if (!answering.test(method)) return undefined;
      const [first] = node.arguments;
      if (withStatus.test(method)) found = first ? ofStatus(first) : 'other';
      else if (found === 'default' && first && saysSuccess(unwrap(first))) found = 'success';
      node = unwrap(node.callee.object);
    } else break;
  }
  let root: Node = call;
  while (root.type === 'CallExpression' || root.type === 'MemberExpression')
    root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
  const terminal = root.type === 'Identifier' ? file.resolver.single(root) : undefined;
  return terminal?.kind === 'parameter' ? found : undefined;
}

function ofStatus(node: Node): HttpAnswer {
  const status = node.type === 'Literal' ? Number(node.value) : NaN;
  return status >= 200 && status < 300 ? 'success' : 'other';
}
