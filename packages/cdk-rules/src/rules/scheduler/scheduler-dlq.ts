import { asString } from '../../values/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import { isInterval } from '../lambda/senders.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'Target.DeadLetterConfig.Arn';

/** Objects to schedules whose runs are skipped unseen when the target does not take them. */
export const schedulerDlq: InfrastructureRule = {
  meta: {
    name: 'scheduler-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Schedules have a dead-letter queue for runs that could not be started',
    why:
      'EventBridge Scheduler drops a run when its retries are used up or when the target refuses it. Without a ' +
      'dead-letter queue the nightly job, the reminder or the payment run is simply missing.',
    fix: 'Add a `DeadLetterConfig` with a standard queue to the target of the schedule, and watch that queue.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'EventBridge Scheduler: Configuring a dead-letter queue',
        url: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
      },
    ],
  },
  types: ['AWS::Scheduler::Schedule'],
  judge(schedule) {
    if (asString(schedule.get('State')) === 'DISABLED') return undefined;
    return judgeFailureTarget(schedule, {
      property,
      refusesFifo: 'EventBridge Scheduler',
      what: 'runs that could not be started',
      missing:
        'This schedule has no dead-letter queue, so a run that cannot be started is dropped and nobody learns of it. ' +
        'Add a DeadLetterConfig with a standard queue to its target.',
      // The next run of a plain interval often makes up for a lost one.
      severity: isInterval(schedule) ? 'warning' : 'error',
    });
  },
};
