import type { Invocation, Resource } from '../../template/graph.js';
import { asNumber, asString, branches } from '../../template/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const LAMBDA = 'AWS::Lambda::Function';
const DATABASES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::DocDB::DBInstance'];
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
    if (!database) return undefined;
    if (lambda.get(CONCURRENCY).kind !== 'absent') return judgeConcurrency(lambda, database);
    const invocations = graph.invocations(lambda);
    const related = [{ resource: database.resource, message: 'takes a limited number of connections' }];
    if (invocations.length === 0) {
      const message = `How often this function runs at once, and so how many connections it opens to ${database.resource.logicalId}, is not known.`;
      return { status: 'undetermined', message, property: database.property, related };
    }
    if (invocations.every(isBounded)) return undefined;
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

/** The database whose address the function is given; one with the Data API is used without connections. */
function databaseOf(lambda: Resource): { readonly resource: Resource; readonly property: string } | undefined {
  for (const name of lambda.keys('Environment.Variables') ?? []) {
    for (const { value } of branches(lambda.get(['Environment', 'Variables', name]))) {
      if (value.kind !== 'reference' || !DATABASES.includes(value.resource.type)) continue;
      if (!/^(?:Read)?Endpoint(?:\.Address)?$/.test(value.attribute ?? '')) continue;
      if (asString(value.resource.get('EnableHttpEndpoint')) === 'true') continue;
      return { resource: value.resource, property: `Environment.Variables.${name}` };
    }
  }
  return undefined;
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
