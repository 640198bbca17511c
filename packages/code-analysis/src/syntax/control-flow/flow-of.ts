import { isFunction } from '../tree.js';
import { FlowBuilder, FlowTooLarge } from './builder.js';
import { readExpression } from './expressions.js';
import type { FlowGraph, FlowRoot } from './graph.js';
import { readStatement } from './statements.js';

const known = new WeakMap<FlowRoot, FlowGraph | 'too large'>();

/**
 * The flow of control within a function or at the top of a file, without that of functions inside it; undefined for code
 * beyond the limits. Calls, constructions, `await`, `yield` and `import()` may throw; reading a member may not.
 */
export function flowOf(root: FlowRoot): FlowGraph | undefined {
  let graph = known.get(root);
  if (!graph) known.set(root, (graph = build(root)));
  return graph === 'too large' ? undefined : graph;
}

function build(root: FlowRoot): FlowGraph | 'too large' {
  const flow = new FlowBuilder(readStatement);
  try {
    if (isFunction(root)) {
      for (const parameter of root.params) readExpression(flow, parameter);
      if (root.body.type === 'BlockStatement') readStatement(flow, root.body);
      else {
        readExpression(flow, root.body);
        flow.returnHere(root.body);
      }
    } else readStatement(flow, root);
    flow.returnHere(undefined);
    return flow.graph();
  } catch (thrown) {
    if (thrown instanceof FlowTooLarge) return 'too large';
    throw thrown;
  }
}
