import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { DEFAULT_FUNCTION_TIMEOUT } from '../lambda/functions.js';
import { referenced } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'ConnectionPoolConfigurationInfo.ConnectionBorrowTimeout';
/** Seconds when nothing is set: documentation of `ConnectionPoolConfigurationInfoFormat`. */
const DEFAULT_BORROW = 120;

/** Objects to database proxies that let callers wait for a connection longer than they live. */
export const rdsProxyBorrowTimeout: InfrastructureRule = {
  meta: {
    name: 'rds-proxy-borrow-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Database proxies tell callers that no connection is free before the callers time out',
    why:
      'When all connections are taken the proxy lets callers wait, two minutes by default. A function or an API request is ' +
      'cut off long before that: it holds its concurrency to the end, and the error says timeout instead of what is wrong.',
    fix: 'Set `ConnectionBorrowTimeout` to a few seconds, below the timeout of what calls the database.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon RDS: RDS Proxy connection considerations',
        url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connections.html',
      },
    ],
  },
  types: ['AWS::RDS::DBProxyTargetGroup'],
  judge(group, graph) {
    const lambdas = callersOf(group, graph);
    const timeouts = lambdas.map((lambda) => lambda.get('Timeout'));
    return overBranches(group, [group.get(property), ...timeouts], (borrow, ...limits): Finding => {
      const seconds = borrow.kind === 'absent' ? DEFAULT_BORROW : asNumber(borrow);
      if (seconds === undefined)
        return { status: 'undetermined', message: 'How long callers wait for a connection is not known.', property };
      const taken = limits.map((limit) => (limit.kind === 'absent' ? DEFAULT_FUNCTION_TIMEOUT : asNumber(limit)));
      const short = taken.findIndex((limit) => limit !== undefined && limit <= seconds);
      const lambda = lambdas[short];
      if (lambda) return outlived(seconds, lambda, taken[short] ?? 0);
      if (borrow.kind === 'absent' && (lambdas.length === 0 || taken.includes(undefined))) return unset();
      const message = `Callers wait ${seconds} s for a connection.`;
      return { status: 'compliant', message, property, evidence: { connectionBorrowTimeout: seconds } };
    });
  },
};

/** The functions that are given the address of the proxy. */
function callersOf(group: Resource, graph: ResourceGraph): readonly Resource[] {
  return referenced(group.get('DBProxyName'), 'AWS::RDS::DBProxy').flatMap((proxy) => {
    return graph.referrers(proxy, 'AWS::Lambda::Function');
  });
}

function outlived(seconds: number, lambda: Resource, limit: number): Finding {
  return {
    status: 'violation',
    message: `The proxy lets callers wait ${seconds} s for a connection, but function ${lambda.logicalId} ends after ${limit} s, so it is cut off while it waits and never learns why. Set ConnectionBorrowTimeout below ${limit} s.`,
    property,
    related: [{ resource: lambda, message: `ends after ${limit} s` }],
    evidence: { connectionBorrowTimeout: seconds, functionTimeout: limit },
  };
}

function unset(): Finding {
  return {
    status: 'violation',
    message: `Callers wait ${DEFAULT_BORROW} s for a connection by default, longer than most requests live, so an exhausted pool looks like a hanging database. Set ConnectionBorrowTimeout to a few seconds.`,
    property,
    evidence: { connectionBorrowTimeout: DEFAULT_BORROW },
  };
}
