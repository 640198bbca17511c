import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { flowOf } from '../../syntax/control-flow/flow-of.js';
import { returnsFrom, whenThrown } from '../../syntax/control-flow/paths.js';
import { contains, isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { within } from '../retries/regions.js';

/**
 * What a handler tells of the records that failed.
 * - `failures`: a list with the identifier of each
 * - `none`: an empty list, whatever has failed
 * - `no-list`: nothing, or an answer without such a list
 * - `wrong-shape`: a list of something else than `{ itemIdentifier }`
 * - `wrong-id`: a list of identifiers that are not those of the records
 * - `unknown`: other code decides
 */
export type BatchAnswer = 'failures' | 'none' | 'no-list' | 'wrong-shape' | 'wrong-id' | 'unknown';

/** An answer with the place where it is given. */
export interface GivenAnswer {
  readonly answer: BatchAnswer;
  /** Undefined for the end of the function. */
  readonly at: Node | undefined;
  /** It is given after something has thrown and was caught here. */
  readonly afterFailure: boolean;
}

/** The answers that a function gives on its paths; undefined where its flow is not followed. */
export function answersOf(
  file: FileContext,
  fn: FunctionNode,
  isUtility: (call: TSESTree.CallExpression) => boolean,
): readonly GivenAnswer[] | undefined {
  const graph = flowOf(fn);
  if (!graph) return undefined;
  const reader = new AnswerReader(file, isUtility);
  const caught = [...graph.at.keys()].flatMap((node) =>
    node.type === 'CallExpression' || node.type === 'AwaitExpression'
      ? whenThrown(graph, node).filter((block) => block !== graph.thrown)
      : [],
  );
  const failed = new Set(caught.length > 0 ? returnsFrom(graph, caught) : []);
  return returnsFrom(graph, [graph.entry]).map((one) => ({
    answer: one.value ? reader.read(one.value) : 'no-list',
    at: one.value,
    afterFailure: failed.has(one),
  }));
}

class AnswerReader {
  constructor(
    private readonly file: FileContext,
    private readonly isUtility: (call: TSESTree.CallExpression) => boolean,
  ) {}

  read(given: Node, depth = 0): BatchAnswer {
    const node = unwrap(given);
    if (depth > limits.hops.batchAnswer) return 'unknown';
    switch (node.type) {
      case 'AwaitExpression':
        return this.read(node.argument, depth);
      case 'Literal':
        return 'no-list';
      case 'TemplateLiteral':
      case 'ArrayExpression':
        return 'no-list';
      case 'ConditionalExpression':
        return worst([this.read(node.consequent, depth), this.read(node.alternate, depth)]);
      case 'ObjectExpression':
        return this.#object(node);
      case 'CallExpression':
        return this.#call(node, depth);
      case 'Identifier':
        return this.#variable(node, depth);
      default:
        return 'unknown';
    }
  }

  #object(node: TSESTree.ObjectExpression): BatchAnswer {
    const property = node.properties.find((one) => one.type === 'Property' && keyName(one) === 'batchItemFailures');
    if (property?.type === 'Property') return this.#list(property.value);
    return node.properties.some((one) => one.type === 'SpreadElement') ? 'unknown' : 'no-list';
  }

  #call(node: TSESTree.CallExpression, depth: number): BatchAnswer {
    if (this.isUtility(node)) return 'failures';
    const fn = this.#functionOf(node.callee);
    const graph = fn && flowOf(fn);
    if (!graph) return 'unknown';
    const answers = returnsFrom(graph, [graph.entry]).map(({ value }) =>
      value ? this.read(value, depth + 1) : 'no-list',
    );
    return worst(answers);
  }

  #variable(node: TSESTree.Identifier, depth: number): BatchAnswer {
    const variable = this.file.resolver.scopes.variableOf(node);
    if (!variable) return node.name === 'undefined' ? 'no-list' : 'unknown';
    const writes = variable.references.filter((one) => one.isWrite());
    const init = writes.length === 1 ? writes[0]?.writeExpr : undefined;
    if (!init) return 'unknown';
    const object = unwrap(init as Node);
    // `response.batchItemFailures.push(...)`
    const added = variable.references.flatMap(({ identifier }) => {
      const member = identifier.parent as Node;
      return member.type === 'MemberExpression' && memberName(member) === 'batchItemFailures' ? [member] : [];
    });
    if (object.type === 'ObjectExpression' && added.length > 0) {
      const pushed = added.flatMap((member) => this.#pushedTo(member));
      const isReplaced = added.some(({ parent }) => parent.type === 'AssignmentExpression');
      return isReplaced ? 'unknown' : pushed.length > 0 ? worst(pushed) : this.read(object, depth + 1);
    }
    return this.read(init as Node, depth + 1);
  }

  /** What stands in the list of failures. @param isFiltered something is taken out of it afterwards */
  #list(given: Node, depth = 0, isFiltered = false): BatchAnswer {
    const node = unwrap(given);
    if (depth > limits.hops.batchAnswer) return 'unknown';
    if (node.type === 'ArrayExpression') {
      if (node.elements.length === 0) return 'none';
      return worst(node.elements.map((one) => (one && one.type !== 'SpreadElement' ? this.#item(one) : 'unknown')));
    }
    if (node.type === 'ConditionalExpression')
      return worst([node.consequent, node.alternate].map((side) => this.#list(side, depth + 1, isFiltered)));
    if (node.type === 'AwaitExpression') return this.#list(node.argument, depth, isFiltered);
    if (node.type === 'CallExpression') return this.#returned(node, depth) ?? this.#computed(node, depth, isFiltered);
    const variable = node.type === 'Identifier' ? this.file.resolver.scopes.variableOf(node) : undefined;
    if (!variable) return 'unknown';
    const pushed = variable.references.flatMap(({ identifier }) => this.#pushedTo(identifier as Node));
    if (pushed.length > 0) return worst(pushed);
    const writes = variable.references.filter((one) => one.isWrite());
    const init = writes.length === 1 ? writes[0]?.writeExpr : undefined;
    if (!init) return 'unknown';
    const isFilledElsewhere = variable.references.some(
      ({ identifier, init: isInit }) => !isInit && identifier.parent.type === 'CallExpression',
    );
    const answer = this.#list(init as Node, depth + 1, isFiltered);
    return answer === 'none' && isFilledElsewhere ? 'unknown' : answer;
  }

  /** The list that a function of this file returns. */
  #returned({ callee }: TSESTree.CallExpression, depth: number): BatchAnswer | undefined {
    const fn = this.#functionOf(callee);
    const graph = fn && flowOf(fn);
    const lists = graph && returnsFrom(graph, [graph.entry]);
    return lists && worst(lists.map(({ value }) => (value ? this.#list(value, depth + 1) : 'unknown')));
  }

  /** `failed.map((record) => ({ itemIdentifier: record.messageId }))`. */
  #computed({ callee, arguments: args }: TSESTree.CallExpression, depth: number, isFiltered: boolean): BatchAnswer {
    if (callee.type !== 'MemberExpression') return 'unknown';
    const name = memberName(callee);
    if (name === 'filter' || name === 'slice' || name === 'concat')
      return this.#list(callee.object, depth + 1, isFiltered || name === 'filter');
    const [callback] = args;
    const fn = callback && this.#functionOf(callback);
    if (name === 'reduce' && fn) return this.#gathered(fn);
    const graph = (name === 'map' || name === 'flatMap') && fn ? flowOf(fn) : undefined;
    if (!graph) return 'unknown';
    return worst(
      returnsFrom(graph, [graph.entry]).flatMap(({ value }) => {
        return value ? this.#elements(value, name === 'flatMap', isFiltered) : [];
      }),
    );
  }

  /** What a callback of `reduce` puts into the list that it hands on. */
  #gathered(fn: FunctionNode): BatchAnswer {
    const [list] = fn.params;
    const variable = list?.type === 'Identifier' ? this.file.resolver.scopes.variableOf(list) : undefined;
    const pushed = (variable?.references ?? []).flatMap(({ identifier }) => this.#pushedTo(identifier as Node));
    const spread = within(this.file, 'ArrayExpression', fn).flatMap(({ elements }) =>
      elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? [this.#item(one)] : [])),
    );
    return worst([...pushed, ...spread]);
  }

  /** What a callback gives to the list: an element, or of `flatMap` as many as it likes; nothing where that is filtered out. */
  #elements(given: Node, isFlat: boolean, isFiltered: boolean): readonly BatchAnswer[] {
    const node = unwrap(given);
    if (node.type === 'ConditionalExpression')
      return [node.consequent, node.alternate].flatMap((side) => this.#elements(side, isFlat, isFiltered));
    // Left in the list it has no identifier, so that Lambda takes the whole batch as failed.
    if (isNothing(node)) return isFiltered ? [] : ['wrong-shape'];
    if (isFlat && node.type === 'ArrayExpression')
      return node.elements.map((one) => (one && one.type !== 'SpreadElement' ? this.#item(one) : 'unknown'));
    return [this.#item(node)];
  }

  #pushedTo(list: Node): readonly BatchAnswer[] {
    const member = list.parent;
    const call = member?.type === 'MemberExpression' && member.object === list ? member.parent : undefined;
    if (
      call?.type !== 'CallExpression' ||
      call.callee !== member ||
      member?.type !== 'MemberExpression' ||
      memberName(member) !== 'push'
    )
      return [];
    return call.arguments.map((one) => (one.type === 'SpreadElement' ? 'unknown' : this.#item(one)));
  }

  /** One element of the list. */
  #item(given: Node): BatchAnswer {
    const node = unwrap(given);
    if (node.type === 'Literal' || node.type === 'TemplateLiteral') return 'wrong-shape';
    if (node.type === 'MemberExpression') return identifiers.has(memberName(node) ?? '') ? 'wrong-shape' : 'unknown';
    if (node.type !== 'ObjectExpression') return 'unknown';
    const property = node.properties.find((one) => one.type === 'Property' && keyName(one) === 'itemIdentifier');
    if (property?.type !== 'Property')
      return node.properties.some((one) => one.type === 'SpreadElement') ? 'unknown' : 'wrong-shape';
    const names = within(this.file, 'MemberExpression', property.value).map((member) => memberName(member));
    return names.at(-1) === 'receiptHandle' || namedAs(property.value, 'receiptHandle') ? 'wrong-id' : 'failures';
  }

  #functionOf(node: Node): FunctionNode | undefined {
    const terminal = this.file.resolver.single(node);
    return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
      ? terminal.node
      : undefined;
  }
}

/** `null` and `undefined`, which are taken out again: `.filter(Boolean)`. */
const isNothing = (node: Node) =>
  (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');

const identifiers = new Set(['messageId', 'receiptHandle', 'sequenceNumber', 'SequenceNumber', 'eventID']);
const namedAs = (node: Node, name: string) => node.type === 'Identifier' && node.name === name;

const order: readonly BatchAnswer[] = ['wrong-shape', 'wrong-id', 'no-list', 'unknown', 'failures', 'none'];

function worst(answers: readonly BatchAnswer[]): BatchAnswer {
  return order.find((one) => answers.includes(one)) ?? 'unknown';
}

/** True where the answers on all paths, those after failures among them, tell what failed. */
export function faultOf(
  answers: readonly GivenAnswer[],
): { fault: Exclude<BatchAnswer, 'failures' | 'unknown'>; at: Node | undefined } | 'told' | 'unknown' {
  const wrong = answers.find(({ answer }) => answer === 'wrong-shape' || answer === 'wrong-id');
  if (wrong) return { fault: wrong.answer as 'wrong-shape' | 'wrong-id', at: wrong.at };
  if (answers.some(({ answer }) => answer === 'unknown')) return 'unknown';
  const isTold = answers.some(({ answer }) => answer === 'failures');
  const silent = answers.find(
    ({ answer, afterFailure, at }) =>
      (answer === 'none' || answer === 'no-list') && (!isTold || (afterFailure && isInCatch(at))),
  );
  if (silent) return { fault: silent.answer as 'none' | 'no-list', at: silent.at };
  return isTold ? 'told' : 'unknown';
}

/** True for what a `catch` itself returns. */
function isInCatch(at: Node | undefined): boolean {
  for (let above = at?.parent; above && !isFunction(above); above = above.parent)
    if (above.type === 'CatchClause' && at && contains(above, at)) return true;
  return false;
}
