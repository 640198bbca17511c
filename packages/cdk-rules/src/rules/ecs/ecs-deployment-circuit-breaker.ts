import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { anyOf, isOn } from '../answers.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { alarmsWatch, CONFIGURATION } from './deployments.js';
import { isDaemon, SERVICE } from './services.js';

const property = `${CONFIGURATION}.DeploymentCircuitBreaker`;
const THRESHOLD = `${property}.ThresholdConfiguration`;
/** The most failed tasks after which the breaker trips by default, however large the service: Amazon ECS API, ThresholdType BOUNDED_PERCENT. */
const MOST_FAILURES = 200;

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
    const alarms = alarmsWatch(service);
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
    const rollback = judgeRollback(service, breaker === 'yes', alarms === 'yes');
    return breaker === 'yes' && alarms !== 'yes' && rollback.status === 'compliant'
      ? judgeThreshold(service)
      : rollback;
  },
};

/** Other controllers and strategies have hooks and rollback of their own. */
function isDeployedOtherwise(service: Resource): boolean {
  const controller = asString(service.get('DeploymentController.Type'));
  const strategy = asString(service.get(`${CONFIGURATION}.Strategy`));
  return (controller !== undefined && controller !== 'ECS') || (strategy !== undefined && strategy !== 'ROLLING');
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

/** The percentages of the default are bounded; a count, or a percentage without a bound, may be so high that the breaker hardly ever trips. */
function judgeThreshold(service: Resource): Finding {
  const values = [
    service.get(`${THRESHOLD}.Type`),
    service.get(`${THRESHOLD}.Value`),
    service.get('DesiredCount'),
  ] as const;
  return overBranches(service, values, (type, most, count): Finding => {
    const stopped: Finding = {
      status: 'compliant',
      message: 'A deployment whose tasks do not come up is stopped.',
      property,
    };
    const name = type.kind === 'absent' ? 'BOUNDED_PERCENT' : type.kind === 'known' ? asString(type) : undefined;
    if (most.kind === 'absent' || name === 'BOUNDED_PERCENT') return stopped;
    const tasks = count.kind === 'absent' ? 1 : asNumber(count);
    const share = name === 'COUNT' ? 1 : tasks === undefined ? undefined : tasks / 100;
    const number = asNumber(most);
    if (name === undefined || number === undefined || share === undefined) {
      const message = 'After how many failed tasks the circuit breaker trips is not known.';
      return { status: 'undetermined', message, property: THRESHOLD };
    }
    const failures = number * share;
    if (failures <= Math.max(MOST_FAILURES, tasks ?? 0)) return { ...stopped, evidence: { failures } };
    return {
      status: 'violation',
      message:
        `The circuit breaker trips after ${failures} failed tasks only, which a deployment that never comes up takes many hours to reach. ` +
        'Lower the threshold, or leave ThresholdConfiguration out.',
      property: `${THRESHOLD}.Value`,
      evidence: { failures },
    };
  });
}
