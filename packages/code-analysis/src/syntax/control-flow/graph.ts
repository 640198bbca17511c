import type { FunctionNode, Node, NodeOfType } from '../tree.js';

/** Code of which the flow of control is known: a function, or a whole file. */
export type FlowRoot = FunctionNode | NodeOfType<'Program'>;

/** Code that is run from its first node to its last, unless it throws at the last one. */
export interface Block {
  /** What is evaluated, each node after its operands. A call, `await` or other node that may throw is always the last. */
  readonly nodes: Node[];
  readonly edges: Edge[];
}

/** A way on from the end of a block. */
export interface Edge {
  readonly to: Block;
  /**
   * - `next`: always, or by a choice that the code does not test (`a?.b`)
   * - `true`, `false`: as `test` turns out
   * - `throw`: the last node of the block throws
   */
  readonly kind: 'next' | 'true' | 'false' | 'throw';
  /** A condition without `!`, `&&` and `||`; a `case`; a `for` over a list, which is true while there are elements. */
  readonly test?: Node;
  /** The node that throws, for `throw`. */
  readonly thrownBy?: Node;
}

/** A value that a function ends with. */
export interface Return {
  /** Undefined for `return;` and for the end of the body. */
  readonly value: Node | undefined;
  readonly block: Block;
}

/** Where a loop stands in a graph. */
export interface LoopBlocks {
  /** Where each round begins: at the test, or at the body of `do`. */
  readonly head: Block;
  /** Where the body begins, once the test has let it. */
  readonly body: Block;
  /** Where the code goes on after the loop. */
  readonly after: Block;
}

/** Basic blocks of a function with the edges between them, those of exceptions included. */
export interface FlowGraph {
  readonly entry: Block;
  /** Reached by `return` and by the end of the body. */
  readonly exit: Block;
  /** Reached by what is thrown and not caught here, and where the process is ended. */
  readonly thrown: Block;
  readonly blocks: readonly Block[];
  /** Everything that is returned, code that is never reached included. */
  readonly returns: readonly Return[];
  readonly loops: ReadonlyMap<Node, LoopBlocks>;
  /** Where a node is evaluated: in several blocks within `finally`, in none behind `return` and the like. */
  readonly at: ReadonlyMap<Node, readonly Block[]>;
}
