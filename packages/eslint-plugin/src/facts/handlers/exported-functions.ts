import { keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { functionsIn } from './functions.js';

/** A function that other files can start, under the name of the export. */
export interface ExportedFunction {
  readonly name: string;
  readonly fn: FunctionNode;
}

/** Functions that a file exports, through wrappers such as `middy(fn)`; ES modules and CommonJS. */
export function exportedFunctions(file: FileContext): readonly ExportedFunction[] {
  const found: ExportedFunction[] = [];
  const add = (name: string, value: Node) => {
    for (const fn of functionsIn(file, value)) found.push({ name, fn });
  };
  for (const statement of file.source.ast.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
    else if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      const { declaration } = statement;
      if (declaration?.type === 'FunctionDeclaration' && declaration.id) add(declaration.id.name, declaration);
      if (declaration?.type === 'VariableDeclaration')
        for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) add(id.name, init);
      for (const { local, exported } of statement.specifiers)
        add(exported.type === 'Identifier' ? exported.name : exported.value, local);
    }
  }
  for (const { left, right } of file.assignments) {
    const name = commonJsName(file, left);
    if (name === undefined) continue;
    if (name !== '') add(name, right);
    else if (right.type === 'ObjectExpression') {
      for (const property of right.properties) {
        const key = property.type === 'Property' ? keyName(property) : undefined;
        if (key !== undefined && property.type === 'Property') add(key, property.value);
      }
    } else add('default', right);
  }
  return found;
}

/** `exports.name`, `module.exports.name`; empty for `module.exports` itself. */
function commonJsName(file: FileContext, target: Node): string | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  const name = memberName(target);
  const { object } = target;
  if (object.type === 'Identifier' && object.name === 'exports') return name;
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports')
    return file.resolver.scopes.variableOf(object)?.defs.length ? undefined : '';
  const isModuleExports =
    object.type === 'MemberExpression' &&
    object.object.type === 'Identifier' &&
    object.object.name === 'module' &&
    memberName(object) === 'exports';
  return isModuleExports ? name : undefined;
}
