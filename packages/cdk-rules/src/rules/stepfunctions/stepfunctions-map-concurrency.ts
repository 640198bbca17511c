import { asString } from '../../values/values.js';
import { constantOf } from '../../workflow/constants.js';
import { calledResource } from '../../workflow/workflow-calls.js';
import { workflowOf, type Workflow, type WorkflowState } from '../../workflow/workflow.js';
import { limitedDependencyOf } from '../lambda/limited-dependencies.js';
import { grouped } from '../grouped.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { overStates, propertyOf } from './states.js';

/** Iterations at a time when nothing is set: AWS Step Functions developer guide, "Map state processing modes". */
const INLINE = 40;
const DISTRIBUTED = 10_000;
/** Services with low quotas of their own, and endpoints of other parties. */
const LIMITED =
  /^(?:http|apigateway|rdsdata|redshiftdata|bedrock\w*|sagemaker\w*|textract|comprehend|rekognition|transcribe|translate|athena|ses|sesv2)$/;

/** Objects to Map states that call something limited for all items at once. */
export const stepfunctionsMapConcurrency: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-map-concurrency',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Map states limit how many items they work on at a time',
    why:
      'Without a limit a Map starts as many iterations as it can: 40 inline, 10,000 in distributed mode. A database, an ' +
      'API or an account quota behind them is overrun, and the failures come back as retries.',
    fix: 'Set `MaxConcurrency` to what the dependency behind the iterations can take.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Step Functions: Map state processing modes',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-map-process-modes.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge: (machine) =>
    overStates(machine, (state, workflow) => (state.type === 'Map' ? judgeMap(state, workflow) : undefined)),
};

function judgeMap(state: WorkflowState, { states }: Workflow): Finding | undefined {
  const { machine, path, name } = state;
  const property = propertyOf(state, 'MaxConcurrency');
  if (machine.get([...path, 'MaxConcurrencyPath']).kind !== 'absent') {
    return { status: 'compliant', message: `The input limits how many items "${name}" works on at a time.`, property };
  }
  const written = machine.get([...path, 'MaxConcurrency']);
  const most = written.kind === 'absent' ? 0 : constantOf(written);
  if (most === undefined) {
    return { status: 'undetermined', message: `The limit of "${name}" is not known.`, property };
  }
  if (most > 0) {
    return {
      status: 'compliant',
      message: `"${name}" works on ${most === 1 ? 'one item' : `${most} items`} at a time.`,
      property,
      evidence: { maxConcurrency: most },
    };
  }
  const items = machine.list([...path, 'Items']);
  if (items && items.length > 0 && items.length <= INLINE && asString(machine.get([...path, 'Items'])) === undefined) {
    return { status: 'compliant', message: `"${name}" has a fixed list of ${items.length} items.`, property };
  }
  const isDistributed = asString(machine.get([...path, 'ItemProcessor', 'ProcessorConfig', 'Mode'])) === 'DISTRIBUTED';
  const tasks = states.filter((inner) => inner.type === 'Task' && inner.within.includes(state));
  const [limited] = tasks.flatMap((task) => limitedCall(task, isDistributed) ?? []);
  const atOnce = isDistributed ? DISTRIBUTED : INLINE;
  if (limited !== undefined) {
    return {
      status: 'violation',
      message:
        `"${name}" works on up to ${grouped(atOnce)} items at a time and calls ${limited} for each, which can overrun it. ` +
        'Set MaxConcurrency to what it can take.',
      property,
      evidence: { atOnce },
    };
  }
  const open = tasks.some(({ call }) => call === undefined);
  if (open) return { status: 'undetermined', message: `What "${name}" calls for each item is not known.`, property };
  return { status: 'compliant', message: `"${name}" works on ${atOnce} items at a time at most.`, property };
}

/** What a task calls, in words, when it cannot take as many calls as the Map makes. */
function limitedCall(task: WorkflowState, isDistributed: boolean): string | undefined {
  const { call } = task;
  if (!call) return undefined;
  if (LIMITED.test(call.service)) return call.service === 'http' ? 'an HTTP endpoint' : call.service;
  const called = calledResource(task);
  const dependency = called?.type === 'AWS::Lambda::Function' ? limitedDependencyOf(called) : undefined;
  if (dependency) return `${dependency.name} through function ${called?.logicalId}`;
  if (called?.type === 'AWS::StepFunctions::StateMachine' && call.pattern !== 'request') {
    const inner = workflowOf(called).states.flatMap((state) =>
      state.machine === task.machine ? [] : (directCall(state) ?? []),
    );
    if (inner[0] !== undefined) return inner[0];
  }
  // Ten thousand concurrent functions are beyond what accounts have by default.
  return isDistributed && call.service === 'lambda' ? `function ${called?.logicalId ?? ''}`.trim() : undefined;
}

const directCall = ({ call }: WorkflowState) => (call && LIMITED.test(call.service) ? call.service : undefined);
