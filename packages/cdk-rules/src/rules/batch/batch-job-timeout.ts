import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { argumentOf, calledResource } from '../../workflow/workflow-calls.js';
import { workflowOf } from '../../workflow/workflow.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'Timeout.AttemptDurationSeconds';

/** Objects to batch jobs that run on for as long as they hang. */
export const batchJobTimeout: InfrastructureRule = {
  meta: {
    name: 'batch-job-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Batch jobs have a timeout',
    why:
      'A job has no timeout unless one is set: one that hangs holds its compute and its place in the queue until a person ' +
      'ends it, and everything behind it waits.',
    fix: 'Set `Timeout.AttemptDurationSeconds` in the job definition to somewhat more than the longest sound run.',
    sources: [
      practiceSource('REL05-BP05'),
      { title: 'AWS Batch: Job timeouts', url: 'https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html' },
    ],
  },
  types: ['AWS::Batch::JobDefinition'],
  judge(job, graph) {
    const submitted = submittedWithTimeout(job, graph);
    return overBranches(job, [job.get(property)], (value): Finding => {
      if (value.kind === 'absent' && submitted) {
        const message = `${submitted.logicalId} sets a timeout when it submits the job.`;
        return { status: 'compliant', message, property };
      }
      if (value.kind === 'absent') {
        return {
          status: 'violation',
          message:
            'This job has no timeout, so a run that hangs holds its compute and its place in the queue until a person ends it. ' +
            'Set Timeout.AttemptDurationSeconds.',
          property,
        };
      }
      const seconds = asNumber(value);
      return seconds === undefined
        ? { status: 'undetermined', message: 'The timeout of this job is not known.', property }
        : { status: 'compliant', message: `A run ends after ${seconds} s.`, property, evidence: { seconds } };
    });
  },
};

/** A workflow that sets the timeout itself each time it submits the job. */
function submittedWithTimeout(job: Resource, graph: ResourceGraph): Resource | undefined {
  return graph.referrers(job, 'AWS::StepFunctions::StateMachine').find((machine) => {
    const tasks = workflowOf(machine).states.filter((state) => calledResource(state) === job);
    return tasks.length > 0 && tasks.every((task) => argumentOf(task, 'Timeout').kind !== 'absent');
  });
}
