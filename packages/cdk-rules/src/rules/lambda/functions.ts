import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { ABSENT, asNumber, branches, choice, known } from '../../values/values.js';
import { isWritten } from '../answers.js';

/** Seconds that a function has when nothing is set: documentation of `AWS::Lambda::Function.Timeout`. */
export const DEFAULT_FUNCTION_TIMEOUT = 3;

/**
 * Seconds that one invocation may last at most, on managed instances more: documentation of `AWS::Lambda::Function.Timeout`.
 * Whoever waits for a durable execution waits no longer either: AWS Lambda developer guide, "Invoking durable Lambda functions".
 */
const LONGEST_INVOCATION = 900;
const LONGEST_ON_MANAGED_INSTANCES = 5_400;
const EXECUTION = 'DurableConfig.ExecutionTimeout';

/** Seconds that an invocation of a function may last at most. */
export const longestInvocation = (lambda: Resource): number =>
  runsOnManagedInstances(lambda) ? LONGEST_ON_MANAGED_INSTANCES : LONGEST_INVOCATION;

/** Whether a function runs on instances of a capacity provider, where one process serves many requests at once. */
const runsOnManagedInstances = (lambda: Resource): boolean => isWritten(lambda.get('CapacityProviderConfig')) === 'yes';

/** Whether a function surely is a durable one, whose executions are suspended and resumed. */
export const isDurable = (lambda: Resource): boolean => isWritten(lambda.get('DurableConfig')) === 'yes';

/** The property that bounds how long a caller waits for a function. */
export const answerProperty = (lambda: Resource): string => (isDurable(lambda) ? EXECUTION : 'Timeout');

/**
 * How long whoever waits for a function may wait for its answer, in seconds, the default filled in: its timeout, or for a
 * durable function the whole execution, of which the timeout bounds single steps only.
 */
export function answerTime(lambda: Resource): Value {
  const timeout = orDefault(lambda.get('Timeout'), DEFAULT_FUNCTION_TIMEOUT);
  const longest = longestInvocation(lambda);
  return choice(
    branches(lambda.get(EXECUTION)).map(({ when, value }) => {
      const seconds = asNumber(value);
      if (value.kind === 'absent') return { when, value: timeout };
      return { when, value: seconds !== undefined && seconds > longest ? known(longest) : value };
    }),
  );
}

/** What bounds a function on managed instances; a published version may have it in place of the function. */
export const MOST_ENVIRONMENTS = 'FunctionScalingConfig.MaxExecutionEnvironments';

/** How many execution environments a function on managed instances has at most. */
export function mostEnvironments(lambda: Resource, graph: ResourceGraph): Value {
  const written = [lambda, ...graph.referrers(lambda, 'AWS::Lambda::Version')].map((of) => of.get(MOST_ENVIRONMENTS));
  return written.find(({ kind }) => kind !== 'absent') ?? ABSENT;
}

/** A value with what holds where nothing is written. */
export function orDefault(value: Value, otherwise: number): Value {
  return choice(
    branches(value).map(({ when, value: outcome }) => ({
      when,
      value: outcome.kind === 'absent' ? known(otherwise) : outcome,
    })),
  );
}

/** A function and the way in which something invokes it. */
export interface InvokedFunction {
  readonly lambda: Resource;
  readonly invocation: Invocation;
}

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly InvokedFunction[]>>();

/** The functions that a resource reaches as `via` of an invocation: those of a mapping, of a rule. */
export function functionsInvokedVia(via: Resource, graph: ResourceGraph): readonly InvokedFunction[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexByVia(graph)));
  return index.get(via) ?? [];
}

function indexByVia(graph: ResourceGraph): ReadonlyMap<Resource, readonly InvokedFunction[]> {
  const index = new Map<Resource, InvokedFunction[]>();
  for (const lambda of graph.ofType('AWS::Lambda::Function')) {
    for (const invocation of graph.invocations(lambda)) {
      const list = index.get(invocation.via);
      if (list) list.push({ lambda, invocation });
      else index.set(invocation.via, [{ lambda, invocation }]);
    }
  }
  return index;
}
