import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { answerTime, functionsInvokedVia } from '../lambda/functions.js';
import { referenced } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { attributeOf, CLASSIC, LISTENERS, LOAD_BALANCER, TARGET_GROUP } from './attributes.js';

const KEY = 'idle_timeout.timeout_seconds';
/** Seconds when nothing is set: documentation of the load balancer attributes. */
const DEFAULT_IDLE = 60;

/** Objects to load balancers that give up before the function behind them does. */
export const loadBalancerIdleTimeout: InfrastructureRule = {
  meta: {
    name: 'load-balancer-idle-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Load balancers wait as long as the functions behind them may take',
    why:
      'A load balancer that closes the connection first answers 504 while the function goes on: the client retries, the ' +
      'work is done twice, and concurrency is used by work that nobody waits for.',
    fix: 'Shorten the timeout of the function, or raise the idle timeout of the load balancer above it.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Elastic Load Balancing: Edit attributes for your Application Load Balancer',
        url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
      },
    ],
  },
  types: [LOAD_BALANCER, CLASSIC],
  judge(balancer, graph) {
    if (balancer.type === CLASSIC) return judgeClassic(balancer);
    const type = asString(balancer.get('Type'));
    if (type !== undefined && type !== 'application') return undefined;
    return judgeApplication(balancer, graph);
  },
};

function judgeApplication(balancer: Resource, graph: ResourceGraph): Finding {
  const { value, property } = attributeOf(balancer, 'LoadBalancerAttributes', KEY);
  const lambdas = functionsBehind(balancer, graph);
  return overBranches(balancer, [value, ...lambdas.map(answerTime)], (idle, ...limits): Finding => {
    const seconds = idle.kind === 'absent' ? DEFAULT_IDLE : asNumber(idle);
    if (seconds === undefined) return open('The idle timeout of this load balancer is not known.', property);
    const taken = limits.map(asNumber);
    const slow = taken.findIndex((limit) => limit !== undefined && limit > seconds);
    const lambda = lambdas[slow];
    if (lambda) {
      return {
        status: 'violation',
        message:
          `The load balancer gives up after ${seconds} s, but function ${lambda.logicalId} may run for ${taken[slow]} s, so clients see ` +
          `errors and retry while the work goes on. Shorten the function's timeout, or raise ${KEY} above it.`,
        property,
        related: [{ resource: lambda, message: `may run for ${taken[slow]} s` }],
        evidence: { idleTimeout: seconds, functionTimeout: taken[slow] ?? null },
      };
    }
    const unclear = lambdas[taken.indexOf(undefined)];
    if (unclear) return open(`The timeout of function ${unclear.logicalId} is not known.`, property);
    return bounded(seconds, property);
  });
}

function judgeClassic(balancer: Resource): Finding {
  const property = 'ConnectionSettings.IdleTimeout';
  return overBranches(balancer, [balancer.get(property)], (idle): Finding => {
    const seconds = idle.kind === 'absent' ? DEFAULT_IDLE : asNumber(idle);
    if (seconds === undefined) return open('The idle timeout of this load balancer is not known.', property);
    return bounded(seconds, property);
  });
}

/** The functions that its listeners and their rules send requests to. */
function functionsBehind(balancer: Resource, graph: ResourceGraph): readonly Resource[] {
  const [listenerType = '', ruleType = ''] = LISTENERS;
  const listeners = graph.referrers(balancer, listenerType);
  const senders = [...listeners, ...listeners.flatMap((listener) => graph.referrers(listener, ruleType))];
  const groups = new Set(senders.flatMap(groupsOf));
  const found = [...groups].flatMap((group) => functionsInvokedVia(group, graph).map(({ lambda }) => lambda));
  return [...new Set(found)];
}

/** The target groups that a listener or rule forwards to. */
function groupsOf(listener: Resource): readonly Resource[] {
  const list = listener.type === LISTENERS[0] ? 'DefaultActions' : 'Actions';
  return (listener.indexes(list) ?? []).flatMap((index) => {
    const weighted = [list, index, 'ForwardConfig', 'TargetGroups'];
    const paths = (listener.list(weighted) ?? []).map((__, place) => [...weighted, place, 'TargetGroupArn']);
    return [[list, index, 'TargetGroupArn'], ...paths].flatMap((path) => referenced(listener.get(path), TARGET_GROUP));
  });
}

function bounded(seconds: number, property: string): Finding {
  const message = `The load balancer closes a connection that is silent for ${seconds} s.`;
  return { status: 'compliant', message, property, evidence: { idleTimeout: seconds } };
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
