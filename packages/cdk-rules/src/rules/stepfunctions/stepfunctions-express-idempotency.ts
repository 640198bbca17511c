import { asString } from '../../values/values.js';
import { workflowOf } from '../../workflow/workflow.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { repeatsWork } from './mutations.js';
import { startsOf } from './outcomes.js';
import { listed, unknownDefinition } from './states.js';

const property = 'StateMachineType';

/** Objects to express workflows whose steps do harm when an execution runs twice. */
export const stepfunctionsExpressIdempotency: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-express-idempotency',
    bestPractice: 'REL04-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Express workflows that are started asynchronously only take steps that may run twice',
    why:
      'An asynchronous express execution runs at least once: now and then it runs twice. A step that sends, publishes or ' +
      'starts something without an idempotency token then does so twice.',
    fix:
      'Give such steps an idempotency token from the input, write with a condition, or use a standard workflow with an ' +
      'execution name from the event.',
    sources: [
      practiceSource('REL04-BP04'),
      {
        title: 'AWS Step Functions: Execution guarantees in Step Functions workflows',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/express-at-least-once-execution.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge(machine, graph): Finding | readonly Finding[] | undefined {
    const { type, states } = workflowOf(machine);
    if (type === 'STANDARD') return undefined;
    if (type === undefined) {
      return { status: 'undetermined', message: 'Whether this is an express workflow is not known.', property };
    }
    const log = judgeLog(asString(machine.get('LoggingConfiguration.Level')), machine.get('LoggingConfiguration').kind);
    const starts = startsOf(machine, graph);
    if (starts.length > 0 && starts.every(({ waits }) => waits)) {
      return { status: 'compliant', message: 'It is started synchronously, and so runs at most once.', property };
    }
    if (states.length === 0) return [unknownDefinition, ...log];
    const tasks = states.filter((state) => state.type === 'Task');
    const repeating = tasks.filter((state) => repeatsWork(state) === true);
    if (repeating.length === 0) {
      const open = tasks.filter((state) => repeatsWork(state) === undefined);
      const finding: Finding =
        open.length > 0
          ? {
              status: 'undetermined',
              message: `An express execution may run twice; whether ${listed(open.map(({ name }) => name))} may is not in the templates.`,
              property,
            }
          : { status: 'compliant', message: 'Its steps do no harm when they run twice.', property };
      return [finding, ...log];
    }
    const names = listed(repeating.map(({ name }) => name));
    if (starts.length === 0) {
      const message = `How this express workflow is started is not in view; started asynchronously it may run ${names} twice.`;
      return [{ status: 'undetermined', message, property }, ...log];
    }
    return [
      {
        status: 'violation',
        message:
          `This express workflow is started asynchronously and so may run twice, and ${names} then does its work twice. ` +
          'Add an idempotency token, or use a standard workflow with an execution name.',
        property,
        related: starts
          .filter(({ waits }) => !waits)
          .map(({ by }) => ({ resource: by, message: 'starts it asynchronously' })),
      },
      ...log,
    ];
  },
};

/** The log is the only history that an express execution has. */
function judgeLog(level: string | undefined, written: string): Finding[] {
  if (written !== 'absent' && level !== 'OFF') return [];
  if (level === undefined && written !== 'absent') return [];
  return [
    {
      status: 'violation',
      severity: 'note',
      message:
        'This express workflow keeps no log, which is its only history, so it cannot be told which executions failed or ran twice. ' +
        'Set LoggingConfiguration with level ERROR or ALL.',
      property: 'LoggingConfiguration',
    },
  ];
}
