import { judgeFailureTarget } from '../failure-target.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { streamParametersOf } from './stream-source.js';

/** Objects to pipes from streams that drop the records they give up on. */
export const pipeDlq: InfrastructureRule = {
  meta: {
    name: 'pipe-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Pipes that read a stream send records they give up on to a dead-letter queue',
    why:
      'When the retries of a pipe are used up, or when a record has become too old, the pipe drops the batch. Without a ' +
      'dead-letter queue nothing says which records never reached the target.',
    fix: 'Add a `DeadLetterConfig` with a queue or topic to the parameters of the source, and watch it.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon EventBridge Pipes: error handling and troubleshooting',
        url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
      },
    ],
  },
  types: ['AWS::Pipes::Pipe'],
  judge(pipe) {
    const parameters = streamParametersOf(pipe);
    if (parameters === undefined) return undefined;
    const property = `${parameters}.DeadLetterConfig.Arn`;
    return judgeFailureTarget(pipe, {
      property,
      what: 'records that the pipe gives up on',
      missing:
        'This pipe has no dead-letter queue, so records that it gives up on are dropped and nobody learns which ones. ' +
        'Add a DeadLetterConfig to the parameters of its source.',
    });
  },
};
