import { writableMakers, writableTypes } from '../../libraries/writable-streams.js';
import { isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { originOf, type FileContext } from '../context.js';
import { registrations } from '../handlers/registered.js';
import { parameterType, writtenTypes } from '../handlers/written-types.js';

/** True for an expression that stands for a stream of Node which can be written to, and not for that of a console. */
export function writableBehind(file: FileContext, node: Node): boolean {
  return file.resolver.resolve(node).some((terminal) => {
    if (terminal.kind === 'parameter') {
      return terminal.fn
        ? isOfWritableType(file, terminal.annotation ?? parameterType(terminal.fn, terminal.index)) ||
            isResponse(file, terminal.fn, terminal.index)
        : isOfWritableType(file, terminal.annotation);
    }
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return false;
    const made = terminal.node;
    if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return false;
    // `source.pipe(out)` is `out`.
    if (made.callee.type === 'MemberExpression' && memberName(made.callee) === 'pipe' && made.arguments[0])
      return writableBehind(file, made.arguments[0]);
    const origin = originOf(file.resolver.single(made.callee));
    const name = origin?.path.at(-1) ?? 'default';
    return writableMakers.some(({ modules, names }) => origin && modules.test(origin.module) && names.test(name));
  });
}

function isOfWritableType(file: FileContext, annotation: Parameters<typeof writtenTypes>[1]): boolean {
  return writtenTypes(file, annotation).some(
    ({ module, name }) => Object.hasOwn(writableTypes, module) && writableTypes[module]?.includes(name),
  );
}

/** The second parameter of a route, and of the function that a server of Node is made with. */
function isResponse(file: FileContext, fn: FunctionNode, index: number): boolean {
  const call = fn.parent;
  if (index !== 1 || !isFunction(fn) || call.type !== 'CallExpression') return false;
  const origin = file.origin(call.callee);
  if (origin && /^(node:)?https?$/.test(origin.module) && origin.path.at(-1) === 'createServer') return true;
  return registrations(file, call).some((one) => one.fn === fn && one.source === 'http') && isExpress(file);
}

/** The answer of Express is a stream of Node; those of other frameworks are not. */
function isExpress(file: FileContext): boolean {
  return (
    file.source.ast.body.some(
      (statement) => statement.type === 'ImportDeclaration' && /^(express|restify|polka)/.test(statement.source.value),
    ) || /require\(['"]express['"]\)/.test(file.source.text)
  );
}
