import ts from 'typescript';

/** What the top of a module says of its names. */
export interface Bindings {
  /** Specifiers of everything that it imports or requires at its top. */
  readonly modules: readonly string[];
  /** Names that modules have in the file as a whole, by specifier. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The last statement that loads a module. */
  readonly last: ts.Statement | undefined;
  /** The expression without parentheses and types, and behind the name of a constant its value. */
  resolve(expression: ts.Expression): ts.Expression;
  /** Whether it is a call that takes any number of configurations and gives them as one list. */
  joinsConfigs(call: ts.CallExpression): boolean;
}

/** Reads imports, `require` calls and constants at the top of a module. */
export function bindingsOf(source: ts.SourceFile): Bindings {
  const modules: string[] = [];
  const constants = new Map<string, ts.Expression>();
  const loaded = new Map<string, string>();
  const defaults = new Map<string, string>();
  let last: ts.Statement | undefined;
  const load = (statement: ts.Statement, module: string, names: readonly string[]): void => {
    modules.push(module);
    last = statement;
    for (const name of names) loaded.set(name, module);
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      load(statement, statement.moduleSpecifier.text, namesOfImport(statement));
      const name = statement.importClause?.name;
      if (name) defaults.set(statement.moduleSpecifier.text, name.text);
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer) continue;
      const module = requiredModule(initializer);
      if (module !== undefined) {
        load(statement, module, namesOfBinding(name));
        if (ts.isIdentifier(name) && ts.isCallExpression(initializer)) defaults.set(module, name.text);
      } else if (ts.isIdentifier(name) && statement.declarationList.flags & ts.NodeFlags.Const) {
        constants.set(name.text, initializer);
      }
    }
  }
  const resolve = (expression: ts.Expression): ts.Expression => {
    const seen = new Set<ts.Expression>();
    let value = withoutTypes(expression);
    while (ts.isIdentifier(value) && !seen.has(value)) {
      seen.add(value);
      value = withoutTypes(constants.get(value.text) ?? value);
    }
    return value;
  };
  const joinsConfigs = ({ expression: callee }: ts.CallExpression): boolean => {
    if (ts.isIdentifier(callee)) {
      const module = loaded.get(callee.text);
      return module === 'eslint/config' || module === 'typescript-eslint';
    }
    if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
    return callee.name.text === 'config' && loaded.get(callee.expression.text) === 'typescript-eslint';
  };
  return { modules, defaults, last, resolve, joinsConfigs };
}

function withoutTypes(expression: ts.Expression): ts.Expression {
  let value = expression;
  while (
    ts.isParenthesizedExpression(value) ||
    ts.isAsExpression(value) ||
    ts.isSatisfiesExpression(value) ||
    ts.isNonNullExpression(value)
  ) {
    value = value.expression;
  }
  return value;
}

function namesOfImport({ importClause }: ts.ImportDeclaration): string[] {
  const named = importClause?.namedBindings;
  const others =
    named === undefined ? [] : ts.isNamespaceImport(named) ? [named.name] : named.elements.map(({ name }) => name);
  return [...(importClause?.name ? [importClause.name] : []), ...others].map(({ text }) => text);
}

function namesOfBinding(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOfBinding(element.name)));
}

/** The module in `require('x')`, `require('x').y` and the like. */
function requiredModule(expression: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return requiredModule(expression.expression);
  if (!ts.isCallExpression(expression)) return undefined;
  const [argument] = expression.arguments;
  const isRequire = ts.isIdentifier(expression.expression) && expression.expression.text === 'require';
  return isRequire && argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}
