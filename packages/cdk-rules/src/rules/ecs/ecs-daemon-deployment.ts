import type { Resource } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { alarmsWatch, CONFIGURATION } from './deployments.js';

const DRAIN = `${CONFIGURATION}.DrainPercent`;
const ALARMS = `${CONFIGURATION}.Alarms`;

/** Objects to rollouts of daemons that stop the tasks of every instance at once, or that nothing stops. */
export const ecsDaemonDeployment: InfrastructureRule = {
  meta: {
    name: 'ecs-daemon-deployment',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Daemons are rolled out over some instances at a time, and alarms stop a faulty one',
    why:
      'A new daemon drains the container instances that it goes to, and with them every task that runs there. Drained all ' +
      'at once, the services of the cluster stop together; without alarms a broken daemon reaches every instance.',
    fix: 'Set `DrainPercent` to what the cluster can spare, and name alarms in `DeploymentConfiguration.Alarms` with a bake time.',
    sources: [
      practiceSource('REL05-BP07'),
      {
        title: 'Amazon ECS API: DaemonDeploymentConfiguration',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonDeploymentConfiguration.html',
      },
    ],
  },
  types: ['AWS::ECS::Daemon'],
  judge: (daemon) => [...judgeDraining(daemon), judgeAlarms(daemon)],
};

function judgeDraining(daemon: Resource): Finding[] {
  const written = daemon.get(DRAIN);
  if (written.kind === 'absent') return [];
  return [
    overBranches(daemon, [written], (value): Finding => {
      const percent = asNumber(value);
      if (value.kind !== 'absent' && percent === undefined) {
        const message = 'How many instances are drained at once for this daemon is not known.';
        return { status: 'undetermined', message, property: DRAIN };
      }
      if (percent === undefined || percent < 100) {
        const message = 'A rollout of this daemon drains some of the instances at a time.';
        return { status: 'compliant', message, property: DRAIN };
      }
      return {
        status: 'violation',
        message:
          'A rollout of this daemon drains every instance at once, so all tasks of the cluster stop together. Set DrainPercent to what the cluster can spare.',
        property: DRAIN,
      };
    }),
  ];
}

function judgeAlarms(daemon: Resource): Finding {
  switch (alarmsWatch(daemon)) {
    case 'yes':
      return { status: 'compliant', message: 'Alarms stop a rollout of this daemon.', property: ALARMS };
    case 'unknown': {
      const message = 'Whether alarms stop a rollout of this daemon is not known.';
      return { status: 'undetermined', message, property: ALARMS };
    }
    case 'no':
      return {
        status: 'violation',
        severity: 'note',
        message:
          'No alarm stops a rollout of this daemon, so a broken one reaches every instance of the cluster. Name alarms in DeploymentConfiguration.Alarms and set a bake time.',
        property: ALARMS,
      };
  }
}
