import { anyOf, isWritten, type Answer } from '../answers.js';
import type { Resource } from '../../graph/graph.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { configurationOf, goesToNamedThings, JOB_TYPES, templateOf } from './job-configurations.js';

/** Objects to jobs for fleets that go on whatever the devices answer. */
export const iotJobAbort: InfrastructureRule = {
  meta: {
    name: 'iot-job-abort',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'IoT jobs stop by themselves when devices fail',
    why:
      'A job goes to up to a thousand devices a minute. Without an abort configuration it goes on when every one of them ' +
      'fails, and what an update broke in the field has to be repaired device by device.',
    fix: 'Add an `AbortConfig` that cancels the job when a share of the first devices fails or times out.',
    sources: [
      practiceSource('REL05-BP07'),
      {
        title: 'AWS IoT Core: Job configurations',
        url: 'https://docs.aws.amazon.com/iot/latest/developerguide/jobs-configurations-details.html',
      },
    ],
  },
  types: JOB_TYPES,
  judge(job): Finding | undefined {
    if (goesToNamedThings(job)) return undefined;
    const property = configurationOf(job, 'AbortConfig');
    const template = templateOf(job);
    const own = hasCriteria(job, property);
    const given = typeof template === 'object' ? hasCriteria(template, 'AbortConfig') : 'no';
    const answer = anyOf([own, given, template === 'elsewhere' ? 'unknown' : 'no']);
    if (answer === 'yes')
      return { status: 'compliant', message: 'The job stops when too many devices fail.', property };
    if (answer === 'unknown') {
      return { status: 'undetermined', message: 'Whether failures stop this job is not known.', property };
    }
    return {
      status: 'violation',
      message:
        'Nothing stops this job when devices fail, so a bad update reaches the whole fleet. ' +
        `Add an ${property} that cancels it when a share of the first devices fails.`,
      property,
    };
  },
};

/** The list has another name in updates over the air. */
function hasCriteria(job: Resource, property: string): Answer {
  return anyOf(
    ['CriteriaList', 'AbortCriteriaList'].map((name): Answer => {
      const list = job.indexes([property, name]);
      return list ? anyOf(list.map((index) => isWritten(job.get([property, name, String(index)])))) : 'unknown';
    }),
  );
}
