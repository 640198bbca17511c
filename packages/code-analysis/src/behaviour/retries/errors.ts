import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../../syntax/scopes.js';
import { completionsOf } from '../../syntax/control-flow/completions.js';
import { contains, isFunction, unwrap, type Node } from '../../syntax/tree.js';
import { originOf, type FileContext } from '../context.js';
import { directlyWithin, textOf, within } from './regions.js';
import type { ErrorKind, RetryErrors } from './types.js';

const kinds: Readonly<Record<ErrorKind, RegExp>> = {
  transient:
    /429|\b50[0-4]\b|5xx|>=? ?(?:500|499)|throttl|rate.?limit|too.?many|time.?d?.?out|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|socket|network|unavailable|overload|transient(?!Transaction)|busy|ProvisionedThroughput|SlowDown|InternalServer/i,
  conflict:
    /unique|constraint|conflict|\b409\b|deadlock|serializ|optimistic|version|ConditionalCheck|TransactionCancel|TransientTransaction|P2002|P2034|23505|40001|40P01|already.?exists|duplicate|11000|lock/i,
  specific:
    /access.?denied|forbidden|not.?found|\b40[0134]\b|\b422\b|unauthor|NoSuch|InvalidParameter|eventual|expired|auth|token|refresh|stale|propagat|notReady|MODULE_NOT_FOUND|ResourceInUse/i,
};

/** Clients whose promise is kept whatever the status of the answer, so that only the network makes them fail. */
const lenient = new Set(['fetch', 'undici', 'node-fetch', 'cross-fetch']);

/** Kinds of errors that the text of a test names. */
export function errorKinds(text: string): ErrorKind[] {
  return (Object.keys(kinds) as ErrorKind[]).filter((kind) => kinds[kind].test(text));
}

/** What a `catch` lets be tried again. `region` is the loop or function around it. */
export function errorsOfCatch(file: FileContext, attempt: TSESTree.TryStatement, region: Node): RetryErrors {
  const { handler, block } = attempt;
  const derived = handler ? derivedVariables(file, handler, block) : new Set<Variable>();
  const counting = handler ? testsOf(file, handler.body) : [];
  const after = testsOf(file, region).filter((test) => !contains(attempt, test));
  const asking = [...counting, ...after].filter((test) => asksForError(file, test, derived));
  if (asking.length > 0) return selected(file, asking);
  const inside = testsOf(file, block).filter((test) => isStatusTest(textOf(file, test)) && leavesByTest(test));
  if (inside.length > 0) return selected(file, inside);
  if (handler && handsOn(file, handler, derived)) return { kind: 'unknown', about: [] };
  return isLenient(file, block) ? { kind: 'network', about: [] } : { kind: 'all', about: [] };
}

/** What a number of tests selects. */
export function selected(file: FileContext, tests: readonly Node[]): RetryErrors {
  const text = tests.map((test) => `${textOf(file, test)} ${calledText(file, test)}`).join('\n');
  const about = errorKinds(text);
  const isExclusion = tests.every((test) => endsWhenTrue(file, test) || errorKinds(textOf(file, test)).length === 0);
  return { kind: 'selected', about: isExclusion ? allBut(about) : about };
}

/** What is tried again where some kinds of errors end it: the failures of the network with all the rest. */
export function allBut(excluded: readonly ErrorKind[]): ErrorKind[] {
  if (excluded.length === 0 || excluded.includes('transient')) return [...excluded];
  return (Object.keys(kinds) as ErrorKind[]).filter((kind) => !excluded.includes(kind));
}

/** True for `if (error instanceof NotFound) throw error`; a test that denies something selects what it names. */
function endsWhenTrue(file: FileContext, test: Node): boolean {
  const statement = test.parent;
  if (statement?.type !== 'IfStatement' || statement.test !== test || denies(test)) return false;
  const outcomes = completionsOf(statement.consequent);
  if (outcomes.has('normal') || outcomes.has('continue')) return false;
  // `return load(url)` may be the next attempt.
  return !outcomes.has('return') || within(file, 'CallExpression', statement.consequent).length === 0;
}

/** True for a condition with a `!`, `!==` or comparison of size in it. */
function denies(test: Node): boolean {
  if (test.type === 'UnaryExpression') return true;
  if (test.type === 'LogicalExpression') return denies(test.left) || denies(test.right);
  return test.type === 'BinaryExpression' && !/^(?:===?|instanceof|in)$/.test(test.operator);
}

/** Texts of the functions of this file that a test calls, and of the constants that it names. */
function calledText(file: FileContext, test: Node): string {
  const called = within(file, 'CallExpression', test).flatMap((call) => {
    const callee = file.resolver.single(call.callee);
    return callee?.kind === 'expression' && isFunction(callee.node) ? [textOf(file, callee.node)] : [];
  });
  const named = within(file, 'Identifier', test).flatMap((name) => {
    const value = file.resolver.single(name);
    return value?.kind === 'expression' &&
      value.node !== name &&
      !isFunction(value.node) &&
      value.node.range[1] - value.node.range[0] < 1_000
      ? [textOf(file, value.node)]
      : [];
  });
  return [...called, ...named].join('\n');
}

/** The caught error, and what is made of it or of the answer. */
function derivedVariables(file: FileContext, handler: TSESTree.CatchClause, block: Node): Set<Variable> {
  const derived = new Set<Variable>();
  const names = handler.param ? [handler.param, ...within(file, 'Identifier', handler.param)] : [];
  for (const name of names) {
    const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
    if (variable) derived.add(variable);
  }
  for (let before = -1; before !== derived.size;) {
    before = derived.size;
    for (const { id, init } of within(file, 'VariableDeclarator', handler.body)) {
      if (!init || !refersTo(init, derived)) continue;
      for (const name of id.type === 'Identifier' ? [id] : within(file, 'Identifier', id))
        addVariable(file, name, derived);
    }
    for (const { left, right } of within(file, 'AssignmentExpression', handler.body)) {
      if (refersTo(right, derived)) addVariable(file, left, derived);
    }
  }
  for (const { left } of directlyWithin(file, 'AssignmentExpression', block)) addVariable(file, left, derived);
  return derived;
}

function addVariable(file: FileContext, name: Node, to: Set<Variable>): void {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  if (variable) to.add(variable);
}

function refersTo(node: Node, variables: ReadonlySet<Variable>): boolean {
  return [...variables].some((variable) => variable.references.some(({ identifier }) => contains(node, identifier)));
}

/** Conditions that choose between going on and leaving. */
function testsOf(file: FileContext, region: Node): readonly Node[] {
  return [
    ...directlyWithin(file, 'IfStatement', region)
      .filter(leavesByIf)
      .map((statement) => statement.test),
    ...directlyWithin(file, 'SwitchStatement', region).map((statement) => statement.discriminant),
  ];
}

function leavesByIf({ consequent, alternate }: TSESTree.IfStatement): boolean {
  const outcomes = [...completionsOf(consequent), ...(alternate ? completionsOf(alternate) : [])];
  return outcomes.some((one) => one !== 'normal') || alternate !== null;
}

function leavesByTest(test: Node): boolean {
  const statement = test.parent;
  if (statement?.type !== 'IfStatement') return false;
  const outcomes = completionsOf(statement.consequent);
  return outcomes.has('return') || outcomes.has('break');
}

export const isStatusTest = (text: string): boolean => /\bstatus(?:Code)?\b|\.ok\b|\b[45]\d\d\b/.test(text);

function asksForError(file: FileContext, test: Node, derived: ReadonlySet<Variable>): boolean {
  return refersTo(test, derived) || /\binstanceof\b/.test(textOf(file, test));
}

/** True when the caught error goes to a function that may throw it again: `handle(error)`, `abortIf(error)`. */
function handsOn(file: FileContext, handler: TSESTree.CatchClause, derived: ReadonlySet<Variable>): boolean {
  return directlyWithin(file, 'CallExpression', handler.body).some((call) => {
    if (!call.arguments.some((argument) => refersTo(argument, derived))) return false;
    const name = textOf(file, call.callee);
    if (
      /log|warn|\berror$|info|debug|console|trace|capture|report|notify|record|metric|emit|push|String|JSON|message|format|Number|stringify|span|increment/i.test(
        name,
      )
    )
      return false;
    return /retry|should|is[A-Z]|assert|abort|bail|throw|handle|check|ensure|can/.test(name);
  });
}

/** True when nothing in a region can fail but the network. */
function isLenient(file: FileContext, block: Node): boolean {
  if (directlyWithin(file, 'ThrowStatement', block).length > 0) return false;
  const awaited = directlyWithin(file, 'AwaitExpression', block).map(({ argument }) => unwrap(argument));
  if (awaited.length === 0) return false;
  return awaited.every((call) => {
    if (call.type !== 'CallExpression') return false;
    const origin = originOf(file.resolver.single(call.callee));
    if (origin) return lenient.has(origin.module === 'global' ? origin.path.join('.') : origin.module);
    return (
      call.callee.type === 'MemberExpression' && /\.(?:json|text|arrayBuffer|blob)$/.test(textOf(file, call.callee))
    );
  });
}
