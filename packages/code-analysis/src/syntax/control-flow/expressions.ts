import { isFunction, unwrap, type Node, type NodeOfType } from '../tree.js';
import type { FlowBuilder } from './builder.js';
import type { Block } from './graph.js';

/** Reads an expression, or a pattern with its defaults, for its value. */
export function readExpression(flow: FlowBuilder, node: Node): void {
  flow.nested(() => {
    readValue(flow, node);
  });
}

function readValue(flow: FlowBuilder, node: Node): void {
  if (isFunction(node)) return;
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'ClassExpression':
      return;
    case 'LogicalExpression':
      readLogical(flow, node);
      return;
    case 'ConditionalExpression':
      readEither(flow, node);
      return;
    case 'ChainExpression':
      readChain(flow, node);
      return;
    case 'AssignmentExpression':
      if (/^(?:&&|\|\||\?\?)=$/.test(node.operator)) readMaybe(flow, [node.left], [node.right]);
      else readAll(flow, [node.left, node.right]);
      flow.evaluate(node);
      return;
    case 'AssignmentPattern':
      readMaybe(flow, [], [node.right]);
      readExpression(flow, node.left);
      return;
    case 'CallExpression':
      readAll(flow, childrenOf(node));
      if (isProcessExit(node)) flow.goTo(flow.thrown);
      else flow.evaluateThrowing(node);
      return;
    case 'NewExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
      readAll(flow, childrenOf(node));
      flow.evaluateThrowing(node);
      return;
    default:
      readAll(flow, childrenOf(node));
      flow.evaluate(node);
  }
}

/** Reads a condition, and leads to one block where it holds and to the other where it does not. */
export function readCondition(flow: FlowBuilder, node: Node, whenTrue: Block, whenFalse: Block): void {
  flow.nested(() => {
    readTest(flow, unwrap(node), whenTrue, whenFalse);
  });
}

function readTest(flow: FlowBuilder, node: Node, whenTrue: Block, whenFalse: Block): void {
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    readCondition(flow, node.argument, whenFalse, whenTrue);
  } else if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const right = flow.block();
    if (node.operator === '&&') readCondition(flow, node.left, right, whenFalse);
    else readCondition(flow, node.left, whenTrue, right);
    flow.current = right;
    readCondition(flow, node.right, whenTrue, whenFalse);
  } else if (node.type === 'Literal') {
    flow.goTo(node.value ? whenTrue : whenFalse);
  } else {
    readExpression(flow, node);
    flow.connect({ to: whenTrue, kind: 'true', test: node });
    flow.connect({ to: whenFalse, kind: 'false', test: node });
    flow.current = undefined;
  }
}

/** `a && b`, `a || b`, `a ?? b` for their value. */
function readLogical(flow: FlowBuilder, node: NodeOfType<'LogicalExpression'>): void {
  if (node.operator === '??') {
    readMaybe(flow, [node.left], [node.right]);
  } else {
    const right = flow.block();
    const after = flow.block();
    if (node.operator === '&&') readCondition(flow, node.left, right, after);
    else readCondition(flow, node.left, after, right);
    flow.current = right;
    readExpression(flow, node.right);
    flow.goTo(after);
    flow.current = after;
  }
  flow.evaluate(node);
}

function readEither(flow: FlowBuilder, node: NodeOfType<'ConditionalExpression'>): void {
  const [consequent, alternate, after] = [flow.block(), flow.block(), flow.block()];
  readCondition(flow, node.test, consequent, alternate);
  for (const [block, value] of [
    [consequent, node.consequent],
    [alternate, node.alternate],
  ] as const) {
    flow.current = block;
    readExpression(flow, value);
    flow.goTo(after);
  }
  flow.current = after;
  flow.evaluate(node);
}

/** Reads some nodes, and then others that may be left out. */
function readMaybe(flow: FlowBuilder, always: readonly Node[], maybe: readonly Node[]): void {
  readAll(flow, always);
  const [inner, after] = [flow.block(), flow.block()];
  flow.connect({ to: after, kind: 'next' });
  flow.goTo(inner);
  flow.current = inner;
  readAll(flow, maybe);
  flow.goTo(after);
  flow.current = after;
}

/** `a?.b(c)`: from each `?.` the rest of the chain may be left out. */
function readChain(flow: FlowBuilder, node: NodeOfType<'ChainExpression'>): void {
  const after = flow.block();
  const links: Node[] = [];
  let inner: Node = node.expression;
  while (inner.type === 'MemberExpression' || inner.type === 'CallExpression' || inner.type === 'TSNonNullExpression') {
    links.push(inner);
    inner =
      inner.type === 'MemberExpression'
        ? inner.object
        : inner.type === 'CallExpression'
          ? inner.callee
          : inner.expression;
  }
  readExpression(flow, inner);
  for (const link of links.reverse()) {
    if ('optional' in link && link.optional) {
      const next = flow.block();
      flow.connect({ to: after, kind: 'next' });
      flow.goTo(next);
      flow.current = next;
    }
    if (link.type === 'CallExpression') {
      readAll(flow, link.arguments);
      flow.evaluateThrowing(link);
    } else {
      if (link.type === 'MemberExpression' && link.computed) readExpression(flow, link.property);
      flow.evaluate(link);
    }
  }
  flow.goTo(after);
  flow.current = after;
}

function readAll(flow: FlowBuilder, nodes: readonly Node[]): void {
  for (const node of nodes) readExpression(flow, node);
}

const typeless = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion']);

/** The nodes below a node that are evaluated, in the order of the source: no types, and no code of classes. */
function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || typeof value !== 'object' || value === null) continue;
    for (const child of (Array.isArray(value) ? value : [value]) as (Node | null)[]) {
      if (typeof child?.type !== 'string' || !Array.isArray(child.range)) continue;
      if (!child.type.startsWith('TS') || typeless.has(child.type)) children.push(child);
    }
  }
  return children.sort((a, b) => a.range[0] - b.range[0]);
}

/** Ends the process, so that nothing behind it runs. */
export function isProcessExit({ callee }: NodeOfType<'CallExpression'>): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'process' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'exit'
  );
}
