import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { MOST_ENVIRONMENTS, mostEnvironments } from './functions.js';
import { limitedDependencyOf } from './limited-dependencies.js';
import { repeatsItself } from './senders.js';

const property = 'ReservedConcurrentExecutions';

/** Objects to unbounded functions where there is a reason for a bound. */
export const lambdaConcurrency: InfrastructureRule = {
  meta: {
    name: 'lambda-concurrency',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Functions that are open to the world or reach a limited server have reserved concurrency',
    why:
      'A function scales with its callers. Where anybody may call it, or where each instance opens a connection to a ' +
      'database, the surge takes the concurrency of the whole account or all connections of the database.',
    fix: 'Set `ReservedConcurrentExecutions` to what the server behind the function takes; put a proxy, a queue or a throttled API in between.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS Lambda: Configuring reserved concurrency for a function',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
      },
    ],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda, graph): Finding | undefined {
    const written = lambda.get(property);
    const reason = reasonFor(lambda, graph);
    if (!reason && written.kind === 'absent') return undefined;
    return overBranches(lambda, [written, mostEnvironments(lambda, graph)], (value, environments): Finding => {
      const reserved = asNumber(value);
      if (reserved === 0) {
        return {
          status: 'undetermined',
          message: 'The function is switched off: its reserved concurrency is 0.',
          property,
        };
      }
      if (reserved !== undefined) {
        const message = `The function runs ${reserved} times at once at most.`;
        return { status: 'compliant', message, property, evidence: { reservedConcurrency: reserved } };
      }
      const most = asNumber(environments);
      if (value.kind === 'absent' && most !== undefined) {
        const message = `The function has ${most} execution environments at most.`;
        return { status: 'compliant', message, property: MOST_ENVIRONMENTS, evidence: { executionEnvironments: most } };
      }
      if (value.kind !== 'absent' || environments.kind !== 'absent') {
        return { status: 'undetermined', message: 'The reserved concurrency of this function is not known.', property };
      }
      if (!reason) return { status: 'compliant', message: 'Nothing calls for reserved concurrency.', property };
      return {
        status: 'violation',
        message: `${reason.fault} ${reason.repair}`,
        property,
        related: [{ resource: reason.resource, message: reason.role }],
      };
    });
  },
};

interface Reason {
  readonly fault: string;
  readonly repair: string;
  readonly resource: Resource;
  readonly role: string;
}

function reasonFor(lambda: Resource, graph: ResourceGraph): Reason | undefined {
  const url = publicUrlOf(lambda, graph);
  if (url) {
    return {
      fault:
        'Anybody may call this function through its URL and nothing throttles them, so a flood takes the concurrency of the whole account.',
      repair: 'Set ReservedConcurrentExecutions, require IAM, or put CloudFront with a rate-based web ACL in front.',
      resource: url,
      role: 'is open to everybody',
    };
  }
  if (!scalesWithCallers(lambda, graph)) return undefined;
  const dependency = limitedDependencyOf(lambda);
  if (!dependency) return undefined;
  return {
    fault: `Nothing bounds this function and each instance connects to ${dependency.name}, so a surge of calls uses up its connections.`,
    repair: 'Set ReservedConcurrentExecutions to what the server takes, or put a proxy in between.',
    resource: dependency.resource ?? lambda,
    role: 'takes a limited number of connections',
  };
}

/** A URL without authorization, which no distribution stands in front of. */
function publicUrlOf(lambda: Resource, graph: ResourceGraph): Resource | undefined {
  return graph
    .invocations(lambda)
    .map(({ via }) => via)
    .filter(({ type }) => type === 'AWS::Lambda::Url')
    .find((url) => {
      const isFronted = graph.referrers(url, 'AWS::CloudFront::Distribution').length > 0;
      return asString(url.get('AuthType')) === 'NONE' && !isFronted;
    });
}

/** Streams, schedules, queues and deployments bound their functions, or have checks of their own. */
function scalesWithCallers(lambda: Resource, graph: ResourceGraph): boolean {
  return graph
    .invocations(lambda)
    .some(
      ({ mode, via, service }) =>
        (mode === 'synchronous' && service !== 'cloudformation' && service !== 'states') ||
        (mode === 'asynchronous' && !repeatsItself(via)),
    );
}
