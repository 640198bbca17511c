import { asString } from '../../values/values.js';
import { anyOf, isWritten } from '../answers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'JobStateTimeLimitActions';

/** Points at queues in which a job that can never run holds up those behind it. */
export const batchQueueTimeLimit: InfrastructureRule = {
  meta: {
    name: 'batch-queue-time-limit',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'high',
    preset: 'strict',
    title: 'A job that cannot be placed does not block its Batch queue',
    why:
      'A job at the head of the queue for which there is no capacity, or that asks for more than its environment can ever ' +
      'give, waits for ever, and all jobs behind it with it. The queue grows until a person finds and cancels that one job.',
    fix: 'Set `JobStateTimeLimitActions` for the reasons that can occur, so that such a job is cancelled after a time.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Batch: Jobs stuck in a RUNNABLE status',
        url: 'https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html',
      },
    ],
  },
  types: ['AWS::Batch::JobQueue'],
  judge(queue): Finding | undefined {
    if (asString(queue.get('State')) === 'DISABLED') return undefined;
    const actions = queue.indexes(property);
    const answer = actions ? anyOf(actions.map((index) => isWritten(queue.get([property, String(index)])))) : 'unknown';
    switch (answer) {
      case 'yes':
        return { status: 'compliant', message: 'A job that blocks the queue is cancelled after a time.', property };
      case 'unknown': {
        const message = 'Whether a job that blocks the queue is cancelled is not known.';
        return { status: 'undetermined', message, property };
      }
      case 'no':
        return {
          status: 'violation',
          message:
            'Nothing cancels a job at the head of this queue that cannot be placed, so all jobs behind it wait until a person does. ' +
            `Set ${property}.`,
          property,
        };
    }
  },
};
