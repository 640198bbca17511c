import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, branches } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const monitors = 'Monitors';
const bake = 'FinalBakeTimeInMinutes';

/** Objects to flags and settings that no alarm takes back. */
export const flagRollbackAlarm: InfrastructureRule = {
  meta: {
    name: 'flag-rollback-alarm',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Configuration that is deployed by AppConfig is rolled back by an alarm',
    why:
      'A flag is turned in a hurry. Without an alarm that AppConfig watches, a wrong setting reaches every instance and ' +
      'stays until a person finds out; without bake time the alarm comes after the watch is over.',
    fix: 'Name an alarm in `Monitors` of the environment, and give the deployment strategy some bake time.',
    sources: [
      practiceSource('REL05-BP07'),
      {
        title: 'AWS AppConfig: Monitoring deployments for automatic rollback',
        url: 'https://docs.aws.amazon.com/appconfig/latest/userguide/monitoring-deployments.html',
      },
    ],
  },
  types: ['AWS::AppConfig::Environment', 'AWS::AppConfig::DeploymentStrategy'],
  judge: (resource, graph) =>
    resource.type === 'AWS::AppConfig::Environment' ? judgeEnvironment(resource) : judgeStrategy(resource, graph),
};

function judgeEnvironment(environment: Resource): Finding {
  const alarms = environment.indexes(monitors);
  if (!alarms)
    return { status: 'undetermined', message: 'Which alarms watch deployments is not known.', property: monitors };
  const named = alarms
    .map((index) => environment.get(`${monitors}.${index}.AlarmArn`))
    .filter(({ kind }) => kind !== 'absent');
  if (named.length > 0)
    return { status: 'compliant', message: 'An alarm takes a bad deployment back.', property: monitors };
  return {
    status: 'violation',
    message:
      'No alarm watches deployments to this environment, so a wrong flag or setting stays until a person finds out. ' +
      'Name an alarm in Monitors.',
    property: monitors,
  };
}

/** Bake time only matters where an alarm watches. */
function judgeStrategy(strategy: Resource, graph: ResourceGraph): Finding | undefined {
  const environments = graph
    .referrers(strategy, 'AWS::AppConfig::Deployment')
    .flatMap((deployment) => branches(deployment.get('EnvironmentId')))
    .flatMap(({ value }) => (value.kind === 'reference' ? value.resource : []));
  if (!environments.some((environment) => (environment.list(monitors)?.length ?? 0) > 0)) return undefined;
  return overBranches(
    strategy,
    [strategy.get(bake), strategy.get('DeploymentDurationInMinutes')],
    (written, spread): Finding => {
      const minutes = written.kind === 'absent' ? 0 : asNumber(written);
      const duration = asNumber(spread);
      if (minutes === undefined)
        return { status: 'undetermined', message: 'The bake time is not known.', property: bake };
      if (minutes > 0 || (duration ?? 0) > 0) {
        return {
          status: 'compliant',
          message: `Alarms are watched for ${minutes} minutes after a deployment.`,
          property: bake,
        };
      }
      return {
        status: 'violation',
        message:
          'A deployment is everywhere at once and its watch is over at once, so the alarm that should take it back comes too late. ' +
          'Set FinalBakeTimeInMinutes to longer than the alarm takes.',
        property: bake,
      };
    },
  );
}
