import type { Node } from '../../syntax/tree.js';

/** How the execution of a statement may end. */
export type Outcome = 'normal' | 'continue' | 'break' | 'return' | 'throw';

const only = (...outcomes: Outcome[]): ReadonlySet<Outcome> => new Set(outcomes);

/** The ways in which a statement may end; what a called function throws is left out. */
export function outcomesOf(node: Node | null | undefined): ReadonlySet<Outcome> {
  switch (node?.type) {
    case 'ReturnStatement':
      return only('return');
    case 'ThrowStatement':
      return only('throw');
    case 'BreakStatement':
      return only('break');
    case 'ContinueStatement':
      return only('continue');
    case 'BlockStatement':
      return inSequence(node.body);
    case 'IfStatement':
      return new Set([...outcomesOf(node.consequent), ...outcomesOf(node.alternate)]);
    case 'TryStatement':
      return ofTry(outcomesOf(node.block), node.handler && outcomesOf(node.handler.body), outcomesOf(node.finalizer));
    case 'SwitchStatement':
      return ofSwitch(
        node.cases.map((one) => inSequence(one.consequent)),
        node.cases.some((one) => !one.test),
      );
    case 'LabeledStatement':
      return outcomesOf(node.body);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return new Set<Outcome>([
        'normal',
        ...[...outcomesOf(node.body)].filter((one) => one === 'return' || one === 'throw'),
      ]);
    case 'ExpressionStatement':
      return isProcessExit(node.expression) ? only('throw') : only('normal');
    default:
      return only('normal');
  }
}

/** The ways in which statements one after the other may end. */
export function inSequence(statements: readonly Node[]): ReadonlySet<Outcome> {
  const found = new Set<Outcome>();
  for (const statement of statements) {
    const outcomes = outcomesOf(statement);
    for (const outcome of outcomes) if (outcome !== 'normal') found.add(outcome);
    if (!outcomes.has('normal')) return found;
  }
  return found.add('normal');
}

function ofTry(
  block: ReadonlySet<Outcome>,
  handler: ReadonlySet<Outcome> | null,
  finalizer: ReadonlySet<Outcome>,
): ReadonlySet<Outcome> {
  if (!finalizer.has('normal')) return finalizer;
  if (!handler) return block;
  return new Set([...[...block].filter((one) => one !== 'throw'), ...handler]);
}

function ofSwitch(cases: readonly ReadonlySet<Outcome>[], exhaustive: boolean): ReadonlySet<Outcome> {
  const found = new Set<Outcome>();
  for (const outcomes of cases)
    for (const one of outcomes) if (one !== 'normal') found.add(one === 'break' ? 'normal' : one);
  const last = cases.at(-1);
  if (!exhaustive || last?.has('normal')) found.add('normal');
  return found;
}

function isProcessExit(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    node.callee.object.name === 'process' &&
    node.callee.property.type === 'Identifier' &&
    node.callee.property.name === 'exit'
  );
}

/** True when a statement ends its loop or function in every case. */
export function leaves(outcomes: ReadonlySet<Outcome>): boolean {
  return !outcomes.has('normal') && !outcomes.has('continue');
}

/** Statements that follow a node in the blocks around it, up to `outer`. */
export function statementsAfter(node: Node, outer: Node): readonly Node[] {
  const found: Node[] = [];
  let inner = node;
  for (let above = node.parent; above && inner !== outer; inner = above, above = above.parent) {
    if (above.type === 'BlockStatement') found.push(...above.body.slice(above.body.indexOf(inner as never) + 1));
  }
  return found;
}
