import { evaluate, isTruthy, type Value } from '../../syntax/control-flow/evaluate.js';
import type { Block } from '../../syntax/control-flow/graph.js';
import type { Variable } from '../../syntax/scopes.js';
import { contains, functionAround, isFunction, memberName, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { blocksOf, type Leaving, type Segment } from './cycle.js';
import { changeAt, isStepOf, nameOfPlace, partsOf, type Place } from './places.js';
import { within } from './regions.js';

/** What a test that may give up goes by. */
export type Bound =
  | { readonly kind: 'count'; readonly places: readonly Place[] }
  /** Set before the next attempt, so that there is one only. */
  | { readonly kind: 'once' }
  | { readonly kind: 'deadline' | 'signal' | 'list' }
  | { readonly kind: 'unknown'; readonly why: string }
  /** By what failed, or by something that stays as it is: that never ends what keeps failing. */
  | { readonly kind: 'none'; readonly still?: Place };

/** How a parameter is handed on to the next call of the function. */
export type Handed =
  | { readonly kind: 'step' }
  | { readonly kind: 'same' | 'default' | 'unknown' }
  | { readonly kind: 'value'; readonly value: Node };

/** What changes on the way from a failure to the next attempt. */
export class Changes {
  readonly #nodes: readonly { readonly node: Node; readonly block: Block }[];
  /** Variables that hold what failed: the error, the answer, and what is made of them. */
  readonly #failed = new Set<Variable>();

  constructor(
    readonly file: FileContext,
    segments: readonly Segment[],
    readonly handed: ReadonlyMap<Place, Handed>,
  ) {
    const nodes = segments.flatMap((segment) =>
      [...blocksOf(segment)].flatMap((block) => block.nodes.map((node) => ({ node, block }))),
    );
    this.#nodes = nodes.filter(
      ({ node }) =>
        node.type === 'UpdateExpression' || node.type === 'AssignmentExpression' || node.type === 'VariableDeclarator',
    );
    for (let before = -1; before !== this.#failed.size;) {
      before = this.#failed.size;
      for (const { node } of this.#nodes) this.#noteFailed(node);
    }
  }

  /** Places that are counted up or down. */
  get counted(): readonly Place[] {
    const found = this.#nodes.flatMap(({ node }) => {
      const isCount =
        node.type === 'UpdateExpression' ||
        (node.type === 'AssignmentExpression' && /^[+-]=$/.test(node.operator) && node.right.type === 'Literal');
      const target =
        node.type === 'UpdateExpression' ? node.argument : node.type === 'AssignmentExpression' ? node.left : undefined;
      return isCount && target ? [...partsOf(this.file, target, undefined).places].slice(0, 1) : [];
    });
    return [...found, ...[...this.handed].flatMap(([place, { kind }]) => (kind === 'step' ? [place] : []))];
  }

  /** Where a place changes in a way. */
  blocks(place: Place, change: 'step' | 'other'): ReadonlySet<Block> {
    return new Set(
      this.#nodes.filter(({ node }) => changeAt(this.file, node, place) === change).map(({ block }) => block),
    );
  }

  /** What a test that gives up goes by. */
  boundOf({ test, edge, segment }: Leaving, isEveryRound: (blocks: ReadonlySet<Block>) => boolean): Bound {
    if (test.type === 'ForOfStatement' || test.type === 'ForInStatement') return { kind: 'list' };
    const expression = test.type === 'SwitchCase' ? test.parent.discriminant : test;
    const { places, calls, clocks, asksSignal } = partsOf(this.file, expression, segment.fn);
    if (asksSignal) return { kind: 'signal' };
    if (clocks.length > 0) return { kind: 'deadline' };
    const bounds = [...places].map((place) => this.#byPlace(place, expression, edge.kind === 'true', isEveryRound));
    const counters = bounds.flatMap((one) => (one.kind === 'count' ? one.places : []));
    if (counters.length > 0) return { kind: 'count', places: counters };
    const decided = bounds.find(({ kind }) => kind === 'once' || kind === 'deadline');
    if (decided) return decided;
    const open = calls.flatMap((call) => this.#byCall(call) ?? [])[0] ?? bounds.find(({ kind }) => kind === 'unknown');
    return open ?? bounds.find((one) => one.kind === 'none' && one.still !== undefined) ?? { kind: 'none' };
  }

  #byPlace(place: Place, test: Node, stays: boolean, isEveryRound: (blocks: ReadonlySet<Block>) => boolean): Bound {
    const steps = this.blocks(place, 'step');
    const others = this.blocks(place, 'other');
    const handed = this.handed.get(place);
    if (steps.size > 0 || handed?.kind === 'step') {
      if (handed && handed.kind !== 'step' && handed.kind !== 'same') return { kind: 'none', still: place };
      if (others.size === 0) return { kind: 'count', places: [place] };
      return isEveryRound(others) ? { kind: 'none', still: place } : { kind: 'unknown', why: setsIt };
    }
    if (handed?.kind === 'value') return this.#byValue(place, handed.value, test, stays);
    if (handed?.kind === 'unknown') return { kind: 'unknown', why: 'it is called again with other arguments' };
    if (others.size > 0) return this.#byAssignments(place, others, test, stays, isEveryRound);
    return this.#unchanged(place, handed !== undefined);
  }

  #byAssignments(
    place: Place,
    blocks: ReadonlySet<Block>,
    test: Node,
    stays: boolean,
    isEveryRound: (blocks: ReadonlySet<Block>) => boolean,
  ): Bound {
    const values = this.#nodes.flatMap(({ node }) => {
      if (changeAt(this.file, node, place) !== 'other') return [];
      return node.type === 'VariableDeclarator'
        ? (node.init ?? [])
        : node.type === 'AssignmentExpression'
          ? node.right
          : [];
    });
    if (values.some((value) => partsOf(this.file, value, undefined).clocks.length > 0)) return { kind: 'deadline' };
    if (values.every((value) => this.#isOfFailure(value))) return { kind: 'none' };
    const [value] = values;
    const bound = values.length === 1 && value ? this.#byValue(place, value, test, stays) : undefined;
    if (bound?.kind === 'once' && !isEveryRound(blocks)) return { kind: 'unknown', why: setsIt };
    return bound ?? { kind: 'unknown', why: setsIt };
  }

  /** What a test says once a place has a value: `if (host === OTHER) throw error` after `host = OTHER`. */
  #byValue(place: Place, value: Node, test: Node, stays: boolean): Bound {
    const { resolver } = this.file;
    const at = { resolver, variables: new Map<Variable | Node, Value>(), assumed: new Map<Node, Value>() };
    const known = evaluate(at, value);
    if (typeof place === 'string') return { kind: 'unknown', why: setsIt };
    const truth = isTruthy(
      evaluate({ ...at, variables: new Map<Variable | Node, Value>(known ? [[place, known]] : []) }, test),
    );
    if (truth !== undefined) return truth === stays ? { kind: 'none', still: place } : { kind: 'once' };
    // The same name on both sides, whatever it stands for.
    if (test.type === 'BinaryExpression' && /^[!=]==?$/.test(test.operator)) {
      const text = (node: Node) => this.file.source.text.slice(...node.range);
      const isSame = [test.left, test.right].some((side) => text(side) === text(value));
      if (isSame) return (test.operator.startsWith('=') ? stays : !stays) ? { kind: 'none' } : { kind: 'once' };
    }
    return { kind: 'unknown', why: setsIt };
  }

  /** A variable that nobody changes cannot end anything; one that other code changes may. */
  #unchanged(place: Place, isHandedOn: boolean): Bound {
    if (typeof place === 'string') {
      const root = place.split('.')[0];
      const name = nameOfPlace(place);
      if (root !== 'this' && [...this.#failed].some((variable) => variable.name === root)) return { kind: 'none' };
      const isWritten = this.file.assignments.some(
        ({ left }) => left.type === 'MemberExpression' && memberName(left) === name,
      );
      return root === 'this' || isWritten
        ? { kind: 'unknown', why: `\`${place}\` is decided by other code` }
        : { kind: 'none' };
    }
    if (isHandedOn) return { kind: 'none', still: place };
    const kind = String(place.defs[0]?.type);
    if (this.#failed.has(place) || kind === 'CatchClause') return { kind: 'none' };
    const declared = functionAround(place.identifiers[0] as Node);
    const isShared = place.references.some(
      (one) => one.isWrite() && !one.init && functionAround(one.identifier as Node) !== declared,
    );
    const isOpen = declared === undefined && place.references.some((one) => one.isWrite() && !one.init);
    if (isShared || isOpen) return { kind: 'unknown', why: `\`${place.name}\` is decided by other code` };
    // The answer that a callback is given.
    return kind === 'Parameter' && declared?.parent.type === 'CallExpression'
      ? { kind: 'none' }
      : { kind: 'none', still: place };
  }

  /** A function may end it that gets what is counted, or that is asked of nothing. */
  #byCall(call: Call): Bound | undefined {
    const given = call.arguments.flatMap((argument) => [
      ...partsOf(this.file, argument, functionAround(argument)).places,
    ]);
    const counted = new Set(this.counted);
    const counter = given.find((place) => counted.has(place));
    if (counter !== undefined) return { kind: 'unknown', why: `a function decides by \`${nameOfPlace(counter)}\`` };
    if (call.arguments.some((argument) => this.#isOfFailure(argument)) || this.#isOfFailure(call.callee)) {
      // What goes by the failure alone says the same of each.
      const { callee } = call;
      const isOwn = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
      const terminal = isOwn ? this.file.resolver.single(callee) : undefined;
      const isSeen =
        terminal?.kind === 'expression' &&
        isFunction(terminal.node) &&
        within(this.file, 'UpdateExpression', terminal.node).length === 0;
      return isOwn && !isSeen ? { kind: 'unknown', why: 'a function decides' } : undefined;
    }
    if (this.file.resolver.single(call.callee)?.kind === 'global') return undefined;
    return { kind: 'unknown', why: 'other code decides' };
  }

  /** True for what is made of the error or the answer. */
  #isOfFailure(node: Node): boolean {
    if (within(this.file, 'AwaitExpression', node).length > 0) return true;
    return within(this.file, 'Identifier', node).some((name) => {
      const variable = this.file.resolver.scopes.variableOf(name);
      return variable !== undefined && (this.#failed.has(variable) || String(variable.defs[0]?.type) === 'CatchClause');
    });
  }

  #noteFailed(node: Node): void {
    const [target, value] =
      node.type === 'VariableDeclarator'
        ? [node.id, node.init]
        : node.type === 'AssignmentExpression'
          ? [node.left, node.right]
          : [undefined, undefined];
    if (!target || !value || !this.#isOfFailure(value)) return;
    for (const name of within(this.file, 'Identifier', target)) {
      const variable = this.file.resolver.scopes.variableOf(name);
      if (variable && contains(target, name) && !isStepOf(this.file, value, variable)) this.#failed.add(variable);
    }
  }
}

const setsIt = 'a variable that it sets may end it';
