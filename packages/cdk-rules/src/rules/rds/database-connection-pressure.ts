import type { Invocation, Resource } from '../../graph/graph.js';
import { asNumber, asString, branches } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const LAMBDA = 'AWS::Lambda::Function';
const DATABASES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::DocDB::DBInstance'];
const PROXIES = ['AWS::RDS::DBProxy', 'AWS::RDS::DBProxyEndpoint'];
const CONCURRENCY = 'ReservedConcurrentExecutions';
/** Services that invoke a function once at a time, or by a number of shards. */
const STEADY = [
  'cloudformation',
  'scheduler',
  'kinesis',
  'dynamodb',
  'kafka',
  'stream',
  'rds',
  'mq',
  'cognito-idp',
  'config',
];

/** Objects to functions that open connections to a database without any bound on their number. */
export const databaseConnectionPressure: InfrastructureRule = {
  meta: {
    name: 'database-connection-pressure',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Functions that scale with their callers do not connect to a database without a bound',
    why:
      'Each concurrent execution opens a connection of its own. A burst of requests opens hundreds, the database refuses all ' +
      'that are above its limit, and everything else that uses it fails, too.',
    fix: 'Put an RDS Proxy between the functions and the database, or limit the concurrency of the function.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS Lambda: Using AWS Lambda with Amazon RDS',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html',
      },
    ],
  },
  types: [LAMBDA],
  judge(lambda, graph) {
    const database = databaseOf(lambda);
    if (!database) return judgeProxy(lambda);
    if (lambda.get(CONCURRENCY).kind !== 'absent') return judgeConcurrency(lambda, database);
    const invocations = graph.invocations(lambda);
    const related = [{ resource: database.resource, message: 'takes a limited number of connections' }];
    if (invocations.length === 0) {
      const message = `How often this function runs at once, and so how many connections it opens to ${database.resource.logicalId}, is not known.`;
      return { status: 'undetermined', message, property: database.property, related };
    }
    if (invocations.every(isBounded)) return undefined;
    if (lambda.get(database.property).kind !== 'reference') {
      const message = `Whether this function connects to ${database.resource.logicalId} directly depends on a condition.`;
      return { status: 'undetermined', message, property: database.property, related };
    }
    return {
      status: 'violation',
      message: `This function connects to ${database.resource.logicalId} directly and scales with its callers, so a burst of requests uses up the connections of the database. Put an RDS Proxy in between, or set ${CONCURRENCY}.`,
      property: database.property,
      related,
    };
  },
};

function judgeConcurrency(lambda: Resource, database: { resource: Resource }): Finding {
  const limit = asNumber(lambda.get(CONCURRENCY));
  const related = [{ resource: database.resource, message: 'takes a limited number of connections' }];
  if (limit === undefined)
    return {
      status: 'undetermined',
      message: 'The reserved concurrency is not known.',
      property: CONCURRENCY,
      related,
    };
  const message = `At most ${limit} executions connect to the database at once.`;
  return { status: 'compliant', message, property: CONCURRENCY, related, evidence: { [CONCURRENCY]: limit } };
}

/** A function that is given the address of a proxy and of no database shares the connections of the proxy. */
function judgeProxy(lambda: Resource): Finding | undefined {
  const [proxy] = addressesOf(lambda, PROXIES);
  // Under another condition the address may be that of anything.
  if (!proxy || lambda.get(proxy.property).kind !== 'reference') return undefined;
  const { logicalId } = proxy.resource;
  return {
    status: 'compliant',
    message: `The function connects to the proxy ${logicalId}, which shares its connections to the database.`,
    property: proxy.property,
    related: [{ resource: proxy.resource, message: 'shares connections' }],
    evidence: { proxy: logicalId },
  };
}

interface Address {
  readonly resource: Resource;
  readonly property: string;
}

/** The database whose address the function is given; one with the Data API is used without connections. */
function databaseOf(lambda: Resource): Address | undefined {
  return addressesOf(lambda, DATABASES).find(({ resource }) => asString(resource.get('EnableHttpEndpoint')) !== 'true');
}

/** The resources of some types whose address is in the environment of the function. */
function addressesOf(lambda: Resource, types: readonly string[]): readonly Address[] {
  return (lambda.keys('Environment.Variables') ?? []).flatMap((name) =>
    branches(lambda.get(['Environment', 'Variables', name])).flatMap(({ value }): readonly Address[] => {
      if (value.kind !== 'reference' || !types.includes(value.resource.type)) return [];
      if (!/^(?:Read)?Endpoint(?:\.Address)?$/.test(value.attribute ?? '')) return [];
      return [{ resource: value.resource, property: `Environment.Variables.${name}` }];
    }),
  );
}

/** Whether the number of executions at once does not grow with the number of callers. */
function isBounded({ service, via, mode }: Invocation): boolean {
  if (STEADY.includes(service)) return true;
  if (mode === 'queue') return via.get('ScalingConfig.MaximumConcurrency').kind !== 'absent';
  // A rule on a schedule runs once at a time.
  return (
    service === 'events' && via.get('EventPattern').kind === 'absent' && via.get('ScheduleExpression').kind !== 'absent'
  );
}
