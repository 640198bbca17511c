import type { Resource } from '../../graph/graph.js';
import type { JsonPath } from '../../template/document.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const OBJECTIVE = 'RecoveryTimeObjectiveMinutes';
/** Minutes that a step may take when nothing is set: `TimeoutMinutes` in the CloudFormation resource specification. */
const DEFAULT_TIMEOUT = 60;
/** Parallel steps may hold no parallel steps. */
const DEEPEST = 2;

/** Points at steps of a plan to leave a Region that may hang for longer than the whole recovery should take. */
export const regionSwitchTimeout: InfrastructureRule = {
  meta: {
    name: 'region-switch-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'high',
    preset: 'strict',
    title: 'No step of a Region switch may take longer than the recovery as a whole',
    why:
      'A step that hangs holds up the plan until its timeout, an hour unless one is set. One that is longer than the recovery ' +
      'time objective has missed it before anybody learns that the step failed.',
    fix: 'Set `TimeoutMinutes` of each step to a part of the recovery time objective.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS CloudFormation: AWS::ARCRegionSwitch::Plan',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-arcregionswitch-plan.html',
      },
    ],
  },
  types: ['AWS::ARCRegionSwitch::Plan'],
  judge(plan): Finding | undefined {
    if (plan.get(OBJECTIVE).kind === 'absent') return undefined;
    const steps = stepsOf(plan);
    if (steps.length === 0) return undefined;
    const values = [plan.get(OBJECTIVE), ...steps.map(({ timeout }) => plan.get(timeout))];
    return overBranches(plan, values, (objective, ...timeouts): Finding => {
      const whole = objective && asNumber(objective);
      if (whole === undefined) return open('The recovery time objective of this plan is not known.', OBJECTIVE);
      const minutes = timeouts.map((value) => (value.kind === 'absent' ? DEFAULT_TIMEOUT : asNumber(value)));
      const index = minutes.findIndex((each) => each !== undefined && each > whole);
      const [step, taken] = [steps[index], minutes[index]];
      if (step && taken !== undefined) return tooLong(step, taken, whole);
      const unknown = steps[minutes.indexOf(undefined)];
      if (unknown) return open(`How long step ${unknown.name} may take is not known.`, OBJECTIVE);
      const message = `Each step ends within the ${whole} minutes that the recovery may take.`;
      return { status: 'compliant', message, property: OBJECTIVE, evidence: { objective: whole } };
    });
  },
};

interface PlanStep {
  readonly name: string;
  readonly timeout: JsonPath;
}

/** The steps of all workflows that have a timeout, those that run beside each other among them. */
function stepsOf(plan: Resource): readonly PlanStep[] {
  return (plan.indexes('Workflows') ?? []).flatMap((workflow) =>
    stepsIn(plan, ['Workflows', String(workflow), 'Steps'], 1),
  );
}

function stepsIn(plan: Resource, list: JsonPath, depth: number): readonly PlanStep[] {
  return (plan.indexes(list) ?? []).flatMap((index): readonly PlanStep[] => {
    const step = [...list, String(index)];
    const block = [...step, 'ExecutionBlockConfiguration'];
    const [kind] = plan.keys(block) ?? [];
    if (kind === undefined || kind === 'RegionSwitchPlanConfig') return [];
    if (kind === 'ParallelConfig') return depth < DEEPEST ? stepsIn(plan, [...block, kind, 'Steps'], depth + 1) : [];
    return [
      { name: asString(plan.get([...step, 'Name'])) ?? `${index + 1}`, timeout: [...block, kind, 'TimeoutMinutes'] },
    ];
  });
}

function tooLong({ name }: PlanStep, minutes: number, objective: number): Finding {
  return {
    status: 'violation',
    message:
      `Step ${name} may hang for ${minutes} minutes, longer than the ${objective} in which the whole recovery should be done. ` +
      'Set its TimeoutMinutes to a part of that.',
    property: OBJECTIVE,
    evidence: { timeout: minutes, objective },
  };
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
