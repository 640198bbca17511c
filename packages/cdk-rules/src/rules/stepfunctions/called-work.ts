import type { Resource } from '../../graph/graph.js';
import { argumentOf, calledResource } from '../../workflow/workflow-calls.js';
import { workflowOf, type WorkflowState } from '../../workflow/workflow.js';
import type { Value } from '../../values/value.js';
import { ABSENT, known } from '../../values/values.js';
import { answerProperty, answerTime } from '../lambda/functions.js';

/** How long the work that a task starts may take by its own settings. */
export interface WorkLimit {
  readonly resource: Resource;
  /** In words: `function Charge`. */
  readonly name: string;
  /** What is set for it, or its default; in seconds after `unit` is multiplied in. */
  readonly value: Value;
  readonly unit: number;
  /** Whether the limit is written, rather than the service's default. */
  readonly isWritten: boolean;
}

/** Minutes that a Glue job has when nothing is set: documentation of `AWS::Glue::Job.Timeout`. */
const DEFAULT_GLUE_MINUTES = 2_880;
/** Minutes that a build has when nothing is set: documentation of `AWS::CodeBuild::Project.TimeoutInMinutes`. */
const DEFAULT_BUILD_MINUTES = 60;
/** Longest that an EXPRESS execution may take, in seconds: AWS Step Functions developer guide, service quotas. */
export const EXPRESS_LIMIT = 300;

/** The own limit of what a task calls; undefined when that is not in the templates, or has none. */
export function workLimitOf(state: WorkflowState): WorkLimit | undefined {
  const resource = calledResource(state);
  if (!resource || !state.call) return undefined;
  const { call } = state;
  switch (resource.type) {
    case 'AWS::Lambda::Function':
      if (call.pattern !== 'request') return undefined;
      return {
        resource,
        name: `function ${resource.logicalId}`,
        value: answerTime(resource),
        unit: 1,
        isWritten: resource.get(answerProperty(resource)).kind !== 'absent',
      };
    case 'AWS::Batch::JobDefinition': {
      const asked = argumentOf(state, 'Timeout', 'AttemptDurationSeconds');
      return limit(resource, 'job', [asked, resource.get('Timeout.AttemptDurationSeconds')]);
    }
    case 'AWS::Glue::Job':
      return limit(resource, 'job', [argumentOf(state, 'Timeout'), resource.get('Timeout')], DEFAULT_GLUE_MINUTES, 60);
    case 'AWS::CodeBuild::Project': {
      const asked = argumentOf(state, 'TimeoutInMinutesOverride');
      return limit(resource, 'build', [asked, resource.get('TimeoutInMinutes')], DEFAULT_BUILD_MINUTES, 60);
    }
    case 'AWS::StepFunctions::StateMachine': {
      const workflow = workflowOf(resource);
      const written = resource.get([workflow.definition, 'TimeoutSeconds']);
      return limit(resource, 'workflow', [written], workflow.type === 'EXPRESS' ? EXPRESS_LIMIT : undefined);
    }
    default:
      return undefined;
  }
}

function limit(
  resource: Resource,
  kind: string,
  written: readonly Value[],
  otherwise?: number,
  unit = 1,
): WorkLimit | undefined {
  const first = written.find((value) => value.kind !== 'absent') ?? ABSENT;
  const isWritten = first.kind !== 'absent';
  if (!isWritten && otherwise === undefined) return undefined;
  const value = isWritten ? first : known(otherwise as number);
  return { resource, name: `${kind} ${resource.logicalId}`, value, unit, isWritten };
}
