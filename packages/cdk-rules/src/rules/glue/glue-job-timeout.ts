import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'Timeout';
const SESSION = 'AWS::Glue::Session';

/** Objects to jobs and sessions that may hang for two days, because nobody chose a timeout. */
export const glueJobTimeout: InfrastructureRule = {
  meta: {
    name: 'glue-job-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Glue jobs and sessions have a timeout that was chosen',
    why:
      'Unless one is set, a job that hangs runs on until the default of the service ends it, after up to 48 hours. Its ' +
      'capacity is paid for, and what should follow it waits for two days.',
    fix: 'Set `Timeout` (in minutes) to somewhat more than the longest sound run; for a session, `IdleTimeout`.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS CloudFormation: AWS::Glue::Job',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-glue-job.html',
      },
    ],
  },
  types: ['AWS::Glue::Job', SESSION],
  judge(job) {
    if (job.type === SESSION) return judgeSession(job);
    // A streaming job is meant to run on.
    if (asString(job.get('Command.Name')) === 'gluestreaming') return undefined;
    return overBranches(job, [job.get(property)], (value): Finding => {
      if (value.kind === 'absent') {
        return {
          status: 'violation',
          message:
            'No timeout is set, so a run that hangs holds its capacity until the default of the service ends it, after up to 48 hours. ' +
            'Set Timeout, in minutes.',
          property,
        };
      }
      const minutes = asNumber(value);
      return minutes === undefined
        ? { status: 'undetermined', message: 'The timeout of this job is not known.', property }
        : { status: 'compliant', message: `A run ends after ${minutes} minutes.`, property, evidence: { minutes } };
    });
  },
};

/** A session that is idle for long enough ends by that, whatever its timeout. */
function judgeSession(session: Resource): Finding {
  const idle = 'IdleTimeout';
  return overBranches(session, [session.get(property), session.get(idle)], (most, unused): Finding => {
    if (most.kind === 'absent' && unused.kind === 'absent') {
      return {
        status: 'violation',
        message:
          'No timeout is set, so a session that nobody uses holds its capacity until the default of the service ends it, after up to 48 hours. ' +
          'Set IdleTimeout, in minutes.',
        property: idle,
      };
    }
    const [name, value] = unused.kind === 'absent' ? [property, most] : [idle, unused];
    const minutes = asNumber(value);
    return minutes === undefined
      ? { status: 'undetermined', message: 'The timeout of this session is not known.', property: name }
      : {
          status: 'compliant',
          message: `The session ends after ${minutes} minutes.`,
          property: name,
          evidence: { minutes },
        };
  });
}
