import type { DependencyMode } from '@faultline/catalog';
import type { OperationFact } from '@faultline/code-analysis';
import type { JoinContext } from '../join/join-context.js';
import type { FunctionLink } from '../links/link-functions.js';
import { codePlace } from '../code-places.js';
import { boundResources, type BoundResource } from '../resource-names.js';
import { NamesFromCallers } from '../names-from-callers.js';
import type { ResourceEdge } from './template-edges.js';

/** An operation that a function runs, with the resource that it works on there. */
export interface BoundOperation {
  readonly link: FunctionLink;
  /** Absolute. */
  readonly file: string;
  readonly fact: OperationFact;
  readonly bound: BoundResource | undefined;
}

/** The operations that the functions run, each once for each function and resource. */
export function boundOperations(context: JoinContext): readonly BoundOperation[] {
  const { graph, code, reach } = context;
  const scope = { graph, code, callers: new NamesFromCallers(code, reach) };
  return context.links.linked.flatMap((link) =>
    reach
      .within(link, ({ operations }) => operations)
      .flatMap(({ file, fact }): readonly BoundOperation[] => {
        const resources = boundResources(fact, file, link, scope);
        return (resources.length > 0 ? resources : [undefined]).map((bound) => ({ link, file, fact, bound }));
      }),
  );
}

/** What functions hand work to, and what they read and write, as their code tells it. */
export function codeEdges(context: JoinContext, operations: readonly BoundOperation[]): readonly ResourceEdge[] {
  return operations.flatMap(({ link, file, fact, bound }): ResourceEdge[] => {
    const mode = bound && modeOf(fact, file, context);
    if (!mode) return [];
    const { resource, environment } = bound;
    const isPoll = mode === 'poll';
    return [
      {
        from: isPoll ? resource : link.lambda,
        to: isPoll ? link.lambda : resource,
        mode,
        delivery: mode === 'data' || mode === 'synchronous' ? null : 'at-least-once',
        waits: null,
        attempts: null,
        deadLetter: null,
        ...(environment !== undefined && { environment }),
        places: [codePlace(context.code, file, fact.at, fact.name)],
      },
    ];
  });
}

/** How an operation hands on work; undefined where nothing is handed on, or that is not known. */
function modeOf({ service, name, at }: OperationFact, file: string, { code }: JoinContext): DependencyMode | undefined {
  switch (service) {
    case 'sqs':
      return /^SendMessage/.test(name) ? 'asynchronous' : name === 'ReceiveMessage' ? 'poll' : undefined;
    case 'sns':
      return /^Publish/.test(name) ? 'asynchronous' : undefined;
    case 'eventbridge':
    case 'kinesis':
    case 'firehose':
      return /^Put(?:Events|Records?|RecordBatch)$/.test(name) ? 'asynchronous' : undefined;
    case 'sfn':
      return name === 'StartSyncExecution' ? 'synchronous' : name === 'StartExecution' ? 'asynchronous' : undefined;
    case 'lambda': {
      const facts = code.factsOf(file)?.invocations ?? [];
      const mode = facts.find((one) => one.at.range[0] === at.range[0])?.mode;
      return mode === 'synchronous' || mode === 'asynchronous' ? mode : undefined;
    }
    default:
      return 'data';
  }
}
