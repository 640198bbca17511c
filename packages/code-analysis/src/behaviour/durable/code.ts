import { isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { functionsIn } from '../handlers/functions.js';
import { writtenTypes } from '../handlers/written-types.js';
import { importsModule } from '../specifiers.js';

const sdk = '@aws/durable-execution-sdk-js';

/** An operation of a durable context, such as `context.step(...)`. */
export interface DurableOperation {
  readonly name: string;
  readonly call: Call;
}

/** The code of durable functions in a file. */
export interface DurableCode {
  /** Functions that run again from their beginning on each replay. */
  readonly workflows: ReadonlySet<FunctionNode>;
  /** Functions whose result is kept, so that a replay does not run them again once they have finished. */
  readonly steps: ReadonlySet<FunctionNode>;
  readonly operations: readonly DurableOperation[];
}

/**
 * Which functions an operation is given: those of a step are run once they are done, those of the others are given a
 * context of their own. Source: @aws/durable-execution-sdk-js 2.4 dist-types/types/durable-context.d.ts.
 */
const operations: Readonly<Record<string, 'step' | 'workflow' | 'none'>> = {
  step: 'step',
  waitForCondition: 'step',
  waitForCallback: 'step',
  runInChildContext: 'workflow',
  map: 'workflow',
  parallel: 'workflow',
  createCallback: 'none',
  invoke: 'none',
  wait: 'none',
};

/** The durable functions of a file; undefined where the SDK is not imported. */
export function durableCode(file: FileContext): DurableCode | undefined {
  return file.once(durableCode, () => (importsModule(file, [sdk]) ? codeOf(file) : undefined));
}

function codeOf(file: FileContext): DurableCode {
  const workflows = new Set<FunctionNode>();
  const steps = new Set<FunctionNode>();
  const found = new Map<Call, DurableOperation>();
  for (const call of file.calls) {
    const origin = file.origin(call.callee);
    if (origin?.module !== sdk || origin.path.at(-1) !== 'withDurableExecution') continue;
    for (const fn of call.arguments.flatMap((argument) => functionsIn(file, argument))) workflows.add(fn);
  }
  const handlers = new Set(workflows);
  // What an operation is given brings contexts of its own, until nothing new is found.
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const call of file.calls) {
      const operation = call.type === 'CallExpression' && !found.has(call) ? operationOf(call) : undefined;
      if (!operation || !isContext(file, operation.context, handlers, workflows)) continue;
      found.set(operation.call, operation);
      for (const fn of call.arguments.flatMap((argument) => functionsGiven(file, argument))) {
        const role = operations[operation.name];
        if (role === 'step') steps.add(fn);
        if (role === 'workflow') workflows.add(fn);
      }
    }
  }
  for (const fn of typedWorkflows(file)) if (!steps.has(fn)) workflows.add(fn);
  return { workflows, steps, operations: [...found.values()] };
}

function operationOf(call: Call): (DurableOperation & { readonly context: Node }) | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const name = memberName(callee);
  return name !== undefined && Object.hasOwn(operations, name) ? { name, call, context: callee.object } : undefined;
}

/** Whether a value is the context of a handler (its second parameter), of a function that runs in one, or typed so. */
function isContext(
  file: FileContext,
  node: Node,
  handlers: ReadonlySet<FunctionNode>,
  workflows: ReadonlySet<FunctionNode>,
): boolean {
  return file.resolver.resolve(node).some((terminal) => {
    if (terminal.kind !== 'parameter' || terminal.path.length > 0) return false;
    if (isContextType(file, terminal.annotation)) return true;
    if (!terminal.fn) return false;
    return handlers.has(terminal.fn) ? terminal.index === 1 : terminal.index === 0 && workflows.has(terminal.fn);
  });
}

const isContextType = (file: FileContext, annotation: Parameters<typeof writtenTypes>[1]) =>
  writtenTypes(file, annotation).some(({ module, name }) => module === sdk && name === 'DurableContext');

/** Functions that are given as such, in a list (`parallel`), or as the `func` of a named branch. */
function functionsGiven(file: FileContext, argument: Node): readonly FunctionNode[] {
  if (argument.type === 'ArrayExpression')
    return argument.elements.flatMap((element) => (element ? functionsGiven(file, element) : []));
  if (argument.type === 'ObjectExpression')
    return argument.properties.flatMap((one) =>
      one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'func'
        ? functionsIn(file, one.value)
        : [],
    );
  return argument.type === 'Literal' ? [] : functionsIn(file, argument);
}

/** Functions with a parameter of the type `DurableContext`. */
function typedWorkflows(file: FileContext): readonly FunctionNode[] {
  const kinds = ['ArrowFunctionExpression', 'FunctionDeclaration', 'FunctionExpression'] as const;
  return kinds
    .flatMap((kind) => file.nodes(kind) as readonly Node[])
    .filter(isFunction)
    .filter((fn) =>
      fn.params.some((one) => 'typeAnnotation' in one && isContextType(file, one.typeAnnotation?.typeAnnotation)),
    );
}
