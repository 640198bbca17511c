import type { Node, NodeOfType } from '../tree.js';
import type { FlowBuilder } from './builder.js';
import { readCondition, readExpression } from './expressions.js';

type Loop = NodeOfType<'ForStatement' | 'WhileStatement' | 'DoWhileStatement' | 'ForOfStatement' | 'ForInStatement'>;

/** Reads a statement; code behind `return` and the like is left out. */
export function readStatement(flow: FlowBuilder, node: Node, labels: readonly string[] = []): void {
  if (!flow.current) return;
  flow.nested(() => {
    read(flow, node, labels);
  });
}

function read(flow: FlowBuilder, node: Node, labels: readonly string[]): void {
  switch (node.type) {
    case 'BlockStatement':
    case 'Program':
      readAll(flow, node.body);
      return;
    case 'ExpressionStatement':
      readExpression(flow, node.expression);
      return;
    case 'VariableDeclaration':
      for (const one of node.declarations) {
        if (one.init) readExpression(flow, one.init);
        readExpression(flow, one.id);
        flow.evaluate(one);
      }
      return;
    case 'ReturnStatement':
      if (node.argument) readExpression(flow, node.argument);
      flow.evaluate(node);
      flow.returnHere(node.argument ?? undefined);
      return;
    case 'ThrowStatement':
      readExpression(flow, node.argument);
      flow.evaluate(node);
      flow.throwHere(node);
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      flow.evaluate(node);
      flow.jump(node.type === 'BreakStatement' ? 'break' : 'continue', node.label?.name);
      return;
    case 'LabeledStatement':
      readLabeled(flow, node, labels);
      return;
    case 'IfStatement':
      readIf(flow, node);
      return;
    case 'SwitchStatement':
      readSwitch(flow, node, labels);
      return;
    case 'TryStatement':
      readTry(flow, node);
      return;
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
      readLoop(flow, node, labels);
      return;
    case 'ExportNamedDeclaration':
      if (node.declaration) readStatement(flow, node.declaration);
      return;
    case 'ExportDefaultDeclaration':
      readExpression(flow, node.declaration as Node);
      return;
    default:
  }
}

function readAll(flow: FlowBuilder, statements: readonly Node[]): void {
  for (const statement of statements) readStatement(flow, statement);
}

function readLabeled(flow: FlowBuilder, node: NodeOfType<'LabeledStatement'>, outer: readonly string[]): void {
  const labels = [...outer, node.label.name];
  if (isLoop(node.body) || node.body.type === 'LabeledStatement') {
    readStatement(flow, node.body, labels);
    return;
  }
  const after = flow.block();
  flow.within({ kind: 'target', labels, breakTo: after, isPlain: false }, () => {
    readStatement(flow, node.body);
  });
  flow.goTo(after);
  flow.current = after;
}

function readIf(flow: FlowBuilder, node: NodeOfType<'IfStatement'>): void {
  const [consequent, after] = [flow.block(), flow.block()];
  const alternate = node.alternate ? flow.block() : after;
  readCondition(flow, node.test, consequent, alternate);
  flow.current = consequent;
  readStatement(flow, node.consequent);
  flow.goTo(after);
  if (node.alternate) {
    flow.current = alternate;
    readStatement(flow, node.alternate);
    flow.goTo(after);
  }
  flow.current = after;
}

function readSwitch(flow: FlowBuilder, node: NodeOfType<'SwitchStatement'>, labels: readonly string[]): void {
  readExpression(flow, node.discriminant);
  const after = flow.block();
  const bodies = node.cases.map(() => flow.block());
  for (const [i, one] of node.cases.entries()) {
    if (!one.test) continue;
    readExpression(flow, one.test);
    const next = flow.block();
    flow.connect({ to: bodies[i] as never, kind: 'true', test: one });
    flow.connect({ to: next, kind: 'false', test: one });
    flow.current = next;
  }
  flow.goTo(bodies[node.cases.findIndex(({ test }) => !test)] ?? after);
  flow.within({ kind: 'target', labels, breakTo: after, isPlain: true }, () => {
    for (const [i, one] of node.cases.entries()) {
      const body = bodies[i];
      // The case before runs on into this one.
      if (body) flow.goTo(body);
      flow.current = body;
      readAll(flow, one.consequent);
    }
  });
  flow.goTo(after);
  flow.current = after;
}

function readTry(flow: FlowBuilder, node: NodeOfType<'TryStatement'>): void {
  const { finalizer, handler } = node;
  const after = flow.block();
  const guarded = (inner: () => void) => {
    if (finalizer) flow.within({ kind: 'finally', finalizer, copies: new Map() }, inner);
    else inner();
  };
  guarded(() => {
    const caught = flow.block();
    if (handler) {
      flow.within({ kind: 'catch', handler: caught }, () => {
        readStatement(flow, node.block);
      });
    } else readStatement(flow, node.block);
    flow.goTo(after);
    if (!handler) return;
    flow.current = caught;
    if (handler.param) readExpression(flow, handler.param);
    readStatement(flow, handler.body);
    flow.goTo(after);
  });
  flow.current = after;
  if (finalizer) readStatement(flow, finalizer);
}

function readLoop(flow: FlowBuilder, node: Loop, labels: readonly string[]): void {
  if (node.type === 'ForStatement' && node.init) readStatementOrExpression(flow, node.init);
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') readExpression(flow, node.right);
  const [head, body, next, after] = [flow.block(), flow.block(), flow.block(), flow.block()];
  const isDo = node.type === 'DoWhileStatement';
  flow.goTo(head);
  flow.loops.set(node, { head, body, after });
  flow.current = head;
  if (isDo) flow.goTo(body);
  else readHead(flow, node, body, after);
  flow.current = body;
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') readStatementOrExpression(flow, node.left);
  flow.within({ kind: 'target', labels, breakTo: after, continueTo: next, isPlain: true }, () => {
    readStatement(flow, node.body);
  });
  flow.goTo(next);
  flow.current = next;
  if (isDo) readCondition(flow, node.test, head, after);
  else {
    if (node.type === 'ForStatement' && node.update) readExpression(flow, node.update);
    flow.goTo(head);
  }
  flow.current = after;
}

function readHead(flow: FlowBuilder, node: Loop, body: Parameters<typeof flow.goTo>[0], after: typeof body): void {
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    if (node.type === 'ForOfStatement' && node.await) flow.evaluateThrowing(node);
    flow.connect({ to: body, kind: 'true', test: node });
    flow.connect({ to: after, kind: 'false', test: node });
    flow.current = undefined;
  } else if (node.test) readCondition(flow, node.test, body, after);
  else flow.goTo(body);
}

function readStatementOrExpression(flow: FlowBuilder, node: Node): void {
  if (node.type === 'VariableDeclaration') readStatement(flow, node);
  else readExpression(flow, node);
}

function isLoop(node: Node): node is Loop {
  return /^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(node.type);
}
