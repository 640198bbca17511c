import { limits } from '../limits.js';
import type { Node } from '../tree.js';
import type { Block, Edge, FlowGraph, LoopBlocks, Return } from './graph.js';

/** What lies around the code that is being read, and what becomes of `break`, `return` and errors there. */
export type Surrounding =
  | {
      readonly kind: 'target';
      readonly labels: readonly string[];
      readonly breakTo: Block;
      /** Absent for `switch` and for labelled blocks. */
      readonly continueTo?: Block;
      /** `break` without a label ends here. */
      readonly isPlain: boolean;
    }
  | { readonly kind: 'catch'; readonly handler: Block }
  /** A `finally` is read once for each place that the code goes to after it. */
  | { readonly kind: 'finally'; readonly finalizer: Node; readonly copies: Map<Block, Block> };

/** Code that is larger or deeper than what is followed. */
export class FlowTooLarge extends Error {}

/** The blocks that were made so far, and the one that is being written. */
export class FlowBuilder {
  readonly blocks: Block[] = [];
  readonly returns: Return[] = [];
  readonly loops: Map<Node, LoopBlocks> = new Map<Node, LoopBlocks>();
  readonly at: Map<Node, Block[]> = new Map<Node, Block[]>();
  readonly entry = this.block();
  readonly exit = this.block();
  readonly thrown = this.block();
  /** Undefined after `return` and the like, where no path leads. */
  current: Block | undefined = this.entry;
  surroundings: readonly Surrounding[] = [];
  #depth = 0;

  constructor(
    /** Reads a statement; `finally` needs it for each of its copies. */
    private readonly read: (builder: FlowBuilder, statement: Node) => void,
  ) {}

  block(): Block {
    const made: Block = { nodes: [], edges: [] };
    if (this.blocks.length >= limits.flow.blocks) throw new FlowTooLarge();
    this.blocks.push(made);
    return made;
  }

  /** Keeps code within code within bounds. */
  nested(inner: () => void): void {
    this.#depth += 1;
    if (this.#depth > limits.flow.depth) throw new FlowTooLarge();
    inner();
    this.#depth -= 1;
  }

  /** Notes that a node is evaluated here. */
  evaluate(node: Node): void {
    if (!this.current) return;
    this.current.nodes.push(node);
    const known = this.at.get(node);
    if (known) known.push(this.current);
    else this.at.set(node, [this.current]);
  }

  /** Notes a node that may throw, and goes on behind it. */
  evaluateThrowing(node: Node): void {
    this.evaluate(node);
    if (!this.current) return;
    const next = this.block();
    this.connect({ to: next, kind: 'next' });
    this.connect({ to: this.#errorTarget(), kind: 'throw', thrownBy: node });
    this.current = next;
  }

  connect(edge: Edge): void {
    this.current?.edges.push(edge);
  }

  /** Leads from here to a block; the code behind is reached by other ways only. */
  goTo(to: Block): void {
    this.connect({ to, kind: 'next' });
    this.current = undefined;
  }

  /** Leads an error of here to the `catch` around it, or out. */
  throwHere(statement: Node): void {
    if (this.current) this.connect({ to: this.#errorTarget(), kind: 'throw', thrownBy: statement });
    this.current = undefined;
  }

  returnHere(value: Node | undefined): void {
    if (!this.current) return;
    this.returns.push({ value, block: this.current });
    this.goTo(this.#through(this.surroundings.length, 0, this.exit));
  }

  /** `break` and `continue`, to the loop or block that they are meant for. */
  jump(kind: 'break' | 'continue', label: string | undefined): void {
    const from = this.surroundings.length;
    for (let i = from - 1; i >= 0; i -= 1) {
      const around = this.surroundings[i] as Surrounding;
      if (around.kind !== 'target') continue;
      const isMeant = label === undefined ? around.isPlain : around.labels.includes(label);
      const to = kind === 'break' ? around.breakTo : around.continueTo;
      if (isMeant && to) {
        this.goTo(this.#through(from, i, to));
        return;
      }
    }
    this.current = undefined;
  }

  /** Reads code with something more around it. */
  within(around: Surrounding, inner: () => void): void {
    const before = this.surroundings;
    this.surroundings = [...before, around];
    inner();
    this.surroundings = before;
  }

  graph(): FlowGraph {
    const { entry, exit, thrown, blocks, returns, loops, at } = this;
    return { entry, exit, thrown, blocks, returns, loops, at };
  }

  #errorTarget(): Block {
    for (let i = this.surroundings.length - 1; i >= 0; i -= 1) {
      const around = this.surroundings[i] as Surrounding;
      if (around.kind === 'catch') return this.#through(this.surroundings.length, i, around.handler);
    }
    return this.#through(this.surroundings.length, 0, this.thrown);
  }

  /** The way to a block through every `finally` between two levels of the surroundings. */
  #through(from: number, downTo: number, to: Block): Block {
    const all = this.surroundings;
    let target = to;
    for (let i = downTo; i < from; i += 1) {
      const around = all[i] as Surrounding;
      if (around.kind !== 'finally') continue;
      target = this.#copyOfFinally(around, all.slice(0, i), target);
    }
    return target;
  }

  #copyOfFinally(
    { finalizer, copies }: Extract<Surrounding, { kind: 'finally' }>,
    outside: readonly Surrounding[],
    to: Block,
  ): Block {
    const known = copies.get(to);
    if (known) return known;
    const { current, surroundings } = this;
    const copy = this.block();
    copies.set(to, copy);
    this.current = copy;
    this.surroundings = outside;
    this.read(this, finalizer);
    if (this.current) this.goTo(to);
    this.current = current;
    this.surroundings = surroundings;
    return copy;
  }
}
