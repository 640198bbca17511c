import {
  list,
  map,
  template,
  resource,
  lambda,
  att,
  nested,
  machine,
  task,
  type Family,
  type Members,
} from './pieces.js';

/** State machines, and workflows that start workflows. */
export const workflowFamilies: Readonly<Record<string, Family>> = {
  // State machines
  'States in a ring': {
    size: 3_000,
    make: (n) => template(machine(map(n, (index) => [`S${index}`, task({ Next: `S${(index + 1) % n}` })]))),
  },
  'States that all catch into one chain': {
    size: 3_000,
    make: (n) =>
      template(
        machine(
          map(n, (index) => [
            `S${index}`,
            task({
              Next: `S${index + 1}`,
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S0' }],
              Retry: [{ ErrorEquals: ['States.ALL'] }],
            }),
          ]),
        ),
      ),
  },
  'Choices among all states, n in all': {
    size: 40_000,
    make: (n) => {
      const side = Math.round(Math.sqrt(n));
      return template(
        machine(
          map(side, (index) => [
            `S${index}`,
            {
              Type: 'Choice',
              Choices: list(side, (next) => ({ Variable: '$.a', NumericEquals: next, Next: `S${next}` })),
              Default: 'S0',
            },
          ]),
        ),
      );
    },
  },
  'Parallel branches': {
    size: 3_000,
    make: (n) =>
      template(
        machine({
          S0: {
            Type: 'Parallel',
            End: true,
            Branches: list(n, () => ({ StartAt: 'A', States: { A: task({ End: true }) } })),
          },
        }),
      ),
  },
  'Maps in maps': {
    size: 64,
    make: (n) =>
      template(
        machine(
          nested(n, { S0: task({ End: true }) }, (states) => ({
            S0: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'S0', States: states } },
          })) as Members,
        ),
      ),
  },
  'Retriers of one state': {
    size: 8_000,
    make: (n) =>
      template(
        machine({
          S0: task({
            End: true,
            Retry: list(n, (index) => ({ ErrorEquals: [`E${index}`], MaxAttempts: 3 })),
            Catch: list(n, (index) => ({ ErrorEquals: [`E${index}`], Next: 'S0' })),
          }),
        }),
      ),
  },
  'A state machine in pieces of a Join': {
    size: 3_000,
    make: (n) => {
      const text = JSON.stringify({
        StartAt: 'S0',
        States: map(n, (index) => [
          `S${index}`,
          task({ Parameters: { FunctionName: '@' }, Next: `S${(index + 1) % n}` }),
        ]),
      });
      const pieces = text.split('@').flatMap((piece, index) => (index === 0 ? [piece] : [att('Work'), piece]));
      return template({
        Work: lambda(),
        Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: { 'Fn::Join': ['', pieces] } }),
      });
    },
  },
  'Substitutions of a state machine': {
    size: 1_600,
    make: (n) =>
      template({
        Work: lambda(),
        Machine: resource('AWS::StepFunctions::StateMachine', {
          DefinitionSubstitutions: map(n, (index) => [`V${index}`, att('Work')]),
          DefinitionString: JSON.stringify({
            StartAt: 'S0',
            States: map(n, (index) => [
              `S${index}`,
              task({ Parameters: { FunctionName: `\${V${index}}` }, Next: `S${(index + 1) % n}` }),
            ]),
          }),
        }),
      }),
  },
  'Substitutions of a state machine that is no text': {
    size: 1_600,
    make: (n) =>
      template({
        Work: lambda(),
        Machine: resource('AWS::StepFunctions::StateMachine', {
          DefinitionSubstitutions: map(n, (index) => [`V${index}`, att('Work')]),
          Definition: {
            StartAt: 'S0',
            States: map(n, (index) => [
              `S${index}`,
              task({ Parameters: { FunctionName: `\${V${index}}` }, Next: `S${(index + 1) % n}` }),
            ]),
          },
        }),
      }),
  },
  'Workflows that start workflows, each two': {
    size: 400,
    make: (n) =>
      template({
        Work: lambda(),
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::StepFunctions::StateMachine', {
            Definition: {
              StartAt: 'A',
              States: {
                A: {
                  Type: 'Task',
                  Resource: 'arn:aws:states:::states:startExecution.sync:2',
                  Parameters: { StateMachineArn: { Ref: `M${(index + 1) % n}` } },
                  Retry: [{ ErrorEquals: ['States.ALL'] }],
                  Next: 'B',
                },
                B: {
                  Type: 'Task',
                  Resource: 'arn:aws:states:::states:startExecution.sync:2',
                  Parameters: { StateMachineArn: { Ref: `M${(index * 3 + 2) % n}` } },
                  Retry: [{ ErrorEquals: ['States.ALL'] }],
                  Next: 'C',
                },
                C: task({
                  Parameters: { FunctionName: att('Work') },
                  Retry: [{ ErrorEquals: ['States.ALL'] }],
                  End: true,
                }),
              },
            },
          }),
        ]),
      }),
  },
  'One workflow that starts another in many states': {
    size: 1_600,
    make: (n) =>
      template({
        Work: lambda(),
        ...map(5, (level) => [
          `M${level}`,
          resource('AWS::StepFunctions::StateMachine', {
            Definition: {
              StartAt: 'S0',
              States: map(n / 5, (index) => [
                `S${index}`,
                level === 0
                  ? task({
                      Parameters: { FunctionName: att('Work') },
                      Retry: [{ ErrorEquals: ['States.ALL'] }],
                      End: true,
                    })
                  : {
                      Type: 'Task',
                      Resource: 'arn:aws:states:::states:startExecution.sync:2',
                      Parameters: { StateMachineArn: { Ref: `M${level - 1}` } },
                      Retry: [{ ErrorEquals: ['States.ALL'] }],
                      End: true,
                    },
              ]),
            },
          }),
        ]),
      }),
  },
  'APIs that start workflows, all by name': {
    size: 800,
    make: (n) =>
      template({
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::StepFunctions::StateMachine', {
            StateMachineName: `m${index}`,
            Definition: { StartAt: 'A', States: { A: task({ End: true }) } },
          }),
        ]),
        ...map(n, (index) => [
          `A${index}`,
          resource('AWS::ApiGateway::Method', {
            Integration: {
              Uri: 'arn:aws:apigateway:r:states:action/StartExecution',
              RequestTemplates: {
                'application/json': `{"stateMachineArn":"arn:aws:states:r:1:stateMachine:m${index}"}`,
              },
            },
          }),
        ]),
      }),
  },
};
