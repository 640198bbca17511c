import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString } from '../../values/values.js';
import { answerOf, anyOf, isOn, isWritten, type Answer } from '../answers.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { alarmsWatch, CONFIGURATION } from './deployments.js';
import { SERVICE } from './services.js';

const property = `${CONFIGURATION}.Strategy`;
/** Strategies that move traffic to a new version while the old one stands by, with the time in which alarms may still stop each. */
const BAKE_TIMES: Readonly<Record<string, string>> = {
  BLUE_GREEN: `${CONFIGURATION}.BakeTimeInMinutes`,
  LINEAR: `${CONFIGURATION}.LinearConfiguration.StepBakeTimeInMinutes`,
  CANARY: `${CONFIGURATION}.CanaryConfiguration.CanaryBakeTimeInMinutes`,
};

/** Objects to deployments that move traffic step by step while nothing watches the steps. */
export const ecsTrafficShift: InfrastructureRule = {
  meta: {
    name: 'ecs-traffic-shift',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Blue/green, linear and canary deployments are watched, and have the time to roll back',
    why:
      'The old version stands by during the bake time so that traffic can go back at once. Only alarms and lifecycle hooks ' +
      'send it back: without them a version that answers with errors gets all traffic, and the old one is then removed.',
    fix: 'Name alarms in `DeploymentConfiguration.Alarms` with `Enable` and `Rollback`, or add lifecycle hooks that test the new version.',
    sources: [
      practiceSource('REL05-BP07'),
      {
        title: 'Amazon ECS: How CloudWatch alarms detect deployment failures',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
      },
      {
        title: 'Amazon ECS: Canary deployments',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/canary-deployment.html',
      },
    ],
  },
  types: [SERVICE],
  judge(service) {
    const controller = asString(service.get('DeploymentController.Type'));
    if (controller !== undefined && controller !== 'ECS') return undefined;
    const shifts = answerOf(service.get(property), shiftsTraffic);
    if (shifts === 'no') return undefined;
    if (shifts === 'unknown') return open('How this service is deployed is not known.');
    const alarms = alarmsWatch(service);
    const answer = anyOf([alarms, hooksDecide(service)]);
    if (answer === 'unknown') return open('Whether anything watches the deployments of this service is not known.');
    if (answer === 'no') return unwatched(service);
    return alarms === 'yes' ? judgeAlarms(service) : watched('Lifecycle hooks decide whether a deployment goes on.');
  },
};

function shiftsTraffic(strategy: Value): Answer {
  if (strategy.kind === 'absent') return 'no';
  if (strategy.kind !== 'known') return 'unknown';
  return Object.hasOwn(BAKE_TIMES, asString(strategy) ?? '') ? 'yes' : 'no';
}

function hooksDecide(service: Resource): Answer {
  const hooks = service.indexes(`${CONFIGURATION}.LifecycleHooks`);
  return hooks
    ? anyOf(hooks.map((index) => isWritten(service.get([CONFIGURATION, 'LifecycleHooks', index]))))
    : 'unknown';
}

function unwatched(service: Resource): Finding {
  const strategy = asString(service.get(property)) ?? '';
  return {
    status: 'violation',
    message:
      `Nothing watches a ${strategy} deployment of this service, so a version that answers with errors gets all traffic and the old one is removed. ` +
      'Name alarms in DeploymentConfiguration.Alarms, with Enable and Rollback, or add lifecycle hooks.',
    property,
  };
}

function judgeAlarms(service: Resource): Finding {
  const rollback = `${CONFIGURATION}.Alarms.Rollback`;
  if (isOn(service.get(rollback), false) === 'no') {
    return {
      status: 'violation',
      severity: 'note',
      message:
        'An alarm stops a deployment of this service but does not roll it back, so traffic stays between two versions until somebody acts. Set Rollback to true.',
      property: rollback,
    };
  }
  const bakeTime = BAKE_TIMES[asString(service.get(property)) ?? ''] as string;
  return overBranches(service, [service.get(bakeTime)], (value): Finding => {
    if (value.kind === 'absent') return watched('Alarms roll a deployment back during its bake time.');
    const minutes = asNumber(value);
    if (minutes === undefined)
      return open('How long alarms watch a deployment of this service is not known.', bakeTime);
    if (minutes > 0)
      return { ...watched(`Alarms roll a deployment back for ${minutes} minutes.`), evidence: { minutes } };
    return {
      status: 'violation',
      message:
        'The bake time is 0, so the deployment goes on before an alarm can see the new version fail. ' +
        'Set it to longer than the alarms take to notice.',
      property: bakeTime,
    };
  });
}

const watched = (message: string): Finding => ({ status: 'compliant', message, property });
const open = (message: string, at = property): Finding => ({ status: 'undetermined', message, property: at });
