import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { configurationOf, JOB_TYPES, templateOf } from './job-configurations.js';

/** Objects to jobs that a device may work on for ever. */
export const iotJobTimeout: InfrastructureRule = {
  meta: {
    name: 'iot-job-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'IoT jobs end on a device that hangs',
    why:
      'A device that begins a job and hangs stays in progress for ever unless the job has a timeout: it counts neither as a ' +
      'failure nor as done, so no retry and no abort follows, and the jobs behind it wait.',
    fix: 'Set `TimeoutConfig.InProgressTimeoutInMinutes` to somewhat more than the slowest sound device needs.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS IoT Core: Job configurations',
        url: 'https://docs.aws.amazon.com/iot/latest/developerguide/jobs-configurations-details.html',
      },
    ],
  },
  types: JOB_TYPES,
  judge(job): Finding {
    const property = `${configurationOf(job, 'TimeoutConfig')}.InProgressTimeoutInMinutes`;
    const template = templateOf(job);
    const inherited = typeof template === 'object' ? [template.get('TimeoutConfig.InProgressTimeoutInMinutes')] : [];
    return overBranches(job, [job.get(property), ...inherited], (own, given): Finding => {
      const value = own.kind === 'absent' && given ? given : own;
      if (value.kind === 'absent' && template === 'elsewhere') {
        const message = 'Whether the template of this job sets a timeout is not known.';
        return { status: 'undetermined', message, property };
      }
      if (value.kind === 'absent') {
        return {
          status: 'violation',
          message:
            'No timeout is set, so a device that begins the job and hangs stays in progress for ever, and no retry or abort follows. ' +
            `Set ${property}.`,
          property,
        };
      }
      const minutes = asNumber(value);
      return minutes === undefined
        ? { status: 'undetermined', message: 'The timeout of this job is not known.', property }
        : { status: 'compliant', message: `A device has ${minutes} minutes.`, property, evidence: { minutes } };
    });
  },
};
