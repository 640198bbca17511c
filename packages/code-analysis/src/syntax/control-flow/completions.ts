import type { Node } from '../tree.js';
import { isProcessExit } from './expressions.js';

/** How a statement may end, in the terms of the language. What a called function throws is left out. */
export type Completion = 'normal' | 'continue' | 'break' | 'return' | 'throw';

/** A completion, with the label that `break` or `continue` names. */
type Labelled = Completion | `${'break' | 'continue'} ${string}`;

/** The ways in which a statement may end for the code around it. */
export function completionsOf(node: Node | null | undefined): ReadonlySet<Completion> {
  return plain(completions(node));
}

/** The ways in which statements one after the other may end. */
export function completionsInSequence(statements: readonly Node[]): ReadonlySet<Completion> {
  return plain(inSequence(statements));
}

/** True when nothing behind a statement runs in the same round of a loop, or in the same function. */
export function endsAbruptly(node: Node): boolean {
  return !completionsOf(node).has('normal');
}

/** True when a statement ends the function in every case. */
export function endsFunction(node: Node): boolean {
  const all = completionsOf(node);
  return !all.has('normal') && !all.has('continue') && !all.has('break');
}

/** True for completions that end the loop or function around in every case. */
export function leavesLoop(all: ReadonlySet<Completion>): boolean {
  return !all.has('normal') && !all.has('continue');
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

function plain(all: ReadonlySet<Labelled>): ReadonlySet<Completion> {
  return new Set([...all].map((one) => one.split(' ')[0] as Completion));
}

function completions(node: Node | null | undefined, labels: readonly string[] = []): ReadonlySet<Labelled> {
  switch (node?.type) {
    case 'ReturnStatement':
      return new Set<Labelled>(['return']);
    case 'ThrowStatement':
      return new Set<Labelled>(['throw']);
    case 'BreakStatement':
      return new Set<Labelled>([node.label ? `break ${node.label.name}` : 'break']);
    case 'ContinueStatement':
      return new Set<Labelled>([node.label ? `continue ${node.label.name}` : 'continue']);
    case 'BlockStatement':
      return inSequence(node.body);
    case 'IfStatement':
      return new Set([...completions(node.consequent), ...completions(node.alternate)]);
    case 'TryStatement':
      return ofTry(
        completions(node.block),
        node.handler && completions(node.handler.body),
        completions(node.finalizer),
      );
    case 'SwitchStatement':
      return ofSwitch(
        node.cases.map((one) => inSequence(one.consequent)),
        node.cases.some((one) => !one.test),
      );
    case 'LabeledStatement': {
      const { name } = node.label;
      const inner = completions(node.body, [...labels, name]);
      return ended(inner, (one) => one === `break ${name}`);
    }
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return ofLoop(completions(node.body), labels);
    case 'ExpressionStatement': {
      const { expression } = node;
      const isExit = expression.type === 'CallExpression' && isProcessExit(expression);
      return new Set<Labelled>([isExit ? 'throw' : 'normal']);
    }
    default:
      return new Set<Labelled>(['normal']);
  }
}

function inSequence(statements: readonly Node[]): ReadonlySet<Labelled> {
  const found = new Set<Labelled>();
  for (const statement of statements) {
    const all = completions(statement);
    for (const one of all) if (one !== 'normal') found.add(one);
    if (!all.has('normal')) return found;
  }
  return found.add('normal');
}

/** Those that go on behind the statement become normal. */
function ended(all: ReadonlySet<Labelled>, isEnd: (one: Labelled) => boolean): ReadonlySet<Labelled> {
  return new Set([...all].map((one) => (isEnd(one) ? 'normal' : one)));
}

function ofLoop(body: ReadonlySet<Labelled>, labels: readonly string[]): ReadonlySet<Labelled> {
  const isOwn = (one: Labelled) =>
    one === 'break' || one === 'continue' || labels.some((label) => one === `continue ${label}`);
  return new Set<Labelled>([...ended(body, isOwn), 'normal']);
}

function ofTry(
  block: ReadonlySet<Labelled>,
  handler: ReadonlySet<Labelled> | null,
  finalizer: ReadonlySet<Labelled>,
): ReadonlySet<Labelled> {
  if (!finalizer.has('normal')) return finalizer;
  if (!handler) return block;
  return new Set([...[...block].filter((one) => one !== 'throw'), ...handler]);
}

function ofSwitch(cases: readonly ReadonlySet<Labelled>[], isExhaustive: boolean): ReadonlySet<Labelled> {
  const found = new Set<Labelled>();
  for (const all of cases) for (const one of all) if (one !== 'normal') found.add(one === 'break' ? 'normal' : one);
  if (!isExhaustive || cases.at(-1)?.has('normal')) found.add('normal');
  return found;
}
