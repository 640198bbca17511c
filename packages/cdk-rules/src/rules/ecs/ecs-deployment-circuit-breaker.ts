import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { allOf, anyOf, isOn, type Answer } from '../answers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isDaemon, SERVICE } from './services.js';

const CONFIGURATION = 'DeploymentConfiguration';
const property = `${CONFIGURATION}.DeploymentCircuitBreaker`;

/** Objects to services that go on starting tasks of a version that does not come up. */
export const ecsDeploymentCircuitBreaker: InfrastructureRule = {
  meta: {
    name: 'ecs-deployment-circuit-breaker',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Rolling deployments of services stop and roll back when the new version does not come up',
    why:
      'Without a circuit breaker or alarms a rolling deployment starts failing tasks for ever: the deployment hangs for ' +
      'hours, capacity is short meanwhile, and the rollback has to be done by hand.',
    fix: 'Turn `DeploymentCircuitBreaker` on with `Rollback`, or roll back on alarms.',
    sources: [
      practiceSource('REL05-BP07'),
      {
        title: 'Amazon ECS: How the deployment circuit breaker detects failures',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
      },
    ],
  },
  types: [SERVICE],
  judge(service) {
    if (isDaemon(service) || isDeployedOtherwise(service)) return undefined;
    const breaker = isOn(service.get(`${property}.Enable`), false);
    const alarms = answerForAlarms(service);
    const answer = anyOf([breaker, alarms]);
    if (answer === 'unknown')
      return { status: 'undetermined', message: 'Whether a failing deployment is stopped is not known.', property };
    if (answer === 'no') {
      return {
        status: 'violation',
        message:
          'A deployment whose tasks do not come up goes on for ever and is not rolled back. Turn DeploymentCircuitBreaker on, with Rollback.',
        property,
      };
    }
    return judgeRollback(service, breaker === 'yes', alarms === 'yes');
  },
};

/** Other controllers and strategies have hooks and rollback of their own. */
function isDeployedOtherwise(service: Resource): boolean {
  const controller = asString(service.get('DeploymentController.Type'));
  const strategy = asString(service.get(`${CONFIGURATION}.Strategy`));
  return (controller !== undefined && controller !== 'ECS') || (strategy !== undefined && strategy !== 'ROLLING');
}

/** The CDK writes alarms that are switched off and have no names. */
function answerForAlarms(service: Resource): Answer {
  const names = service.list(`${CONFIGURATION}.Alarms.AlarmNames`);
  const named: Answer = names === undefined ? 'unknown' : names.length > 0 ? 'yes' : 'no';
  return allOf([isOn(service.get(`${CONFIGURATION}.Alarms.Enable`), false), named]);
}

function judgeRollback(service: Resource, hasBreaker: boolean, hasAlarms: boolean): Finding {
  const rollback = [
    hasBreaker ? isOn(service.get(`${property}.Rollback`), false) : 'no',
    hasAlarms ? isOn(service.get(`${CONFIGURATION}.Alarms.Rollback`), false) : 'no',
  ] as const;
  if (anyOf(rollback) === 'no') {
    return {
      status: 'violation',
      severity: 'note',
      message:
        'A failing deployment is stopped but not rolled back, so the service stays between two versions until somebody acts. Set Rollback to true.',
      property: `${property}.Rollback`,
    };
  }
  return { status: 'compliant', message: 'A deployment whose tasks do not come up is stopped.', property };
}
