/**
 * Families of templates that grow with n, most of them written to exhaust a reader. Each makes files by path: `a.json` alone, or
 * several stacks. `size` is the largest n that is measured; the others are its half, quarter and eighth.
 */
export interface Family {
  readonly size: number;
  readonly make: (n: number) => Readonly<Record<string, string>>;
}

type Members = Record<string, unknown>;

const list = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => make(index));
const map = <T>(n: number, make: (index: number) => readonly [string, T]): Record<string, T> =>
  Object.fromEntries(list(n, make));
const template = (resources: Members, rest: object = {}) => ({
  'a.json': JSON.stringify({ Resources: resources, ...rest }),
});
const resource = (type: string, properties: object = {}) => ({ Type: type, Properties: properties });
const queue = (properties?: object) => resource('AWS::SQS::Queue', properties);
const lambda = (properties?: object) => resource('AWS::Lambda::Function', { Timeout: 30, ...properties });
const att = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
/** A value in places that are read as text, as a number, as a target and as a document. */
const everywhere = (value: unknown): Members => ({
  Queue: queue({ QueueName: value, VisibilityTimeout: value, RedrivePolicy: { deadLetterTargetArn: value } }),
  Function: lambda({ FunctionName: value, Timeout: value, Environment: { Variables: { A: value } } }),
  Mapping: resource('AWS::Lambda::EventSourceMapping', { FunctionName: value, EventSourceArn: value }),
  Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: value }),
  Policy: resource('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: value, Resource: value }] },
  }),
});
/** A value in one place that is read as text and as a document. */
const once = (value: unknown): Members => ({
  Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: value }),
});
function nested(depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}
const machine = (states: Members): Members => ({
  Work: lambda({ FunctionName: 'work' }),
  Machine: resource('AWS::StepFunctions::StateMachine', { Definition: { StartAt: 'S0', States: states } }),
});
const task = (rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work' },
  ...rest,
});
/** Text in YAML whose anchors each stand twice in the next one. */
const anchored = (n: number, level: (before: string) => string, rest: string) => ({
  'a.yaml': [
    'Metadata:',
    '  L0: &l0 x',
    ...list(n, (index) => `  L${index + 1}: &l${index + 1} ${level(`*l${index}`)}`),
    'Resources:',
    `  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: *l${n}}}`,
    rest,
  ].join('\n'),
});

export const families: Readonly<Record<string, Family>> = {
  // Texts
  'Sub that doubles, nested': {
    size: 24,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Sub': ['${A}${A}', { A: value }] })))),
  },
  'Sub whose variables double, through a Join': {
    size: 24,
    make: (n) =>
      template(
        everywhere(nested(n, 'x', (value) => ({ 'Fn::Sub': ['${A}${A}', { A: { 'Fn::Join': ['', [value]] } }] }))),
      ),
  },
  'Sub of many variables': {
    size: 20_000,
    make: (n) => template(everywhere({ 'Fn::Sub': '${AWS::Region}-'.repeat(n) })),
  },
  'Sub of many variables of its own map': {
    size: 20_000,
    make: (n) =>
      template(
        everywhere({
          'Fn::Sub': [
            list(n, (index) => `\${V${index}}`).join('-'),
            map(n, (index) => [`V${index}`, { Ref: 'AWS::Region' }]),
          ],
        }),
      ),
  },
  'Join of texts': { size: 50_000, make: (n) => template(once({ 'Fn::Join': ['-', list(n, () => 'x')] })) },
  'Join of parameters': {
    size: 50_000,
    make: (n) =>
      template(once({ 'Fn::Join': ['-', list(n, () => ({ Ref: 'P' }))] }), {
        Parameters: { P: { Type: 'String', Default: 'p' } },
      }),
  },
  'Join of references': {
    size: 50_000,
    make: (n) => template(once({ 'Fn::Join': ['-', list(n, () => att('Queue'))] })),
  },
  'Join of conditions': {
    size: 50_000,
    make: (n) => template(once({ 'Fn::Join': ['-', list(n, (index) => ({ 'Fn::If': [`C${index}`, 'a', 'b'] }))] })),
  },
  'Join that doubles, nested': {
    size: 24,
    make: (n) =>
      anchored(n, (before) => `{'Fn::Join': ['', [${before}, ${before}]]}`, '  Other: {Type: AWS::SQS::Queue}'),
  },
  'Join in Join': {
    size: 100,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Join': ['', [value, 'y']] })))),
  },
  'If in If': {
    size: 100,
    make: (n) => {
      let level = 0;
      return template(everywhere(nested(n, 'x', (value) => ({ 'Fn::If': [`C${level++}`, 'a', value] }))));
    },
  },
  'If that doubles': {
    size: 24,
    make: (n) => anchored(n, (before) => `{'Fn::If': [C${before.slice(2)}, ${before}, ${before}]}`, ''),
  },
  'If that doubles, with other ends': {
    size: 24,
    make: (n) => {
      const level = (at: number) => ({ 'Fn::If': [`C${at}`, { Ref: `P${at + 1}` }, { 'Fn::Sub': `a\${P${at + 1}}` }] });
      return template(everywhere({ Ref: 'P0' }), {
        Parameters: map(n + 1, (index) => [`P${index}`, { Type: 'String', Default: index === n ? 'x' : level(index) }]),
      });
    },
  },
  'Select of a long Split, many times': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `Q${index}`,
          queue({ QueueName: { 'Fn::Select': [index, { 'Fn::Split': [',', { Ref: 'Long' }] }] } }),
        ]),
        { Parameters: { Long: { Type: 'String', Default: list(n, (index) => `n${index}`).join(',') } } },
      ),
  },
  'Select of a long list parameter, many times': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue({ QueueName: { 'Fn::Select': [index, { Ref: 'Long' }] } })]),
        {
          Parameters: { Long: { Type: 'CommaDelimitedList', Default: list(n, (index) => `n${index}`).join(',') } },
        },
      ),
  },
  'Select in Select': {
    size: 100,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Select': [0, [value, 'y']] })))),
  },
  'Join of a Split of a Join that doubles': {
    size: 24,
    make: (n) =>
      template(everywhere({ Ref: 'P0' }), {
        Parameters: map(n + 1, (index) => {
          const next = { Ref: `P${index + 1}` };
          return [
            `P${index}`,
            {
              Type: 'String',
              Default:
                index === n
                  ? 'a,b'
                  : { 'Fn::Join': [',', { 'Fn::Split': [',', { 'Fn::Join': [',', [next, next]] }] }] },
            },
          ];
        }),
      }),
  },
  'FindInMap of an unknown key in a large mapping, many times': {
    size: 2_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `Q${index}`,
          queue({ VisibilityTimeout: { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'v'] } }),
        ]),
        {
          Mappings: { M: map(n, (index) => [`r${index}`, { v: index }]) },
        },
      ),
  },
  'FindInMap in FindInMap': {
    size: 100,
    make: (n) =>
      template(everywhere(nested(n, 'a', (value) => ({ 'Fn::FindInMap': ['M', value, 'a'] }))), {
        Mappings: { M: { a: { a: 'a' } } },
      }),
  },
  'FindInMap that doubles': {
    size: 24,
    make: (n) =>
      template(everywhere({ 'Fn::FindInMap': ['M', 'r0', 'v'] }), {
        Mappings: {
          M: map(n + 1, (index) => [
            `r${index}`,
            {
              v:
                index === n
                  ? 'x'
                  : { 'Fn::Join': ['', list(2, () => ({ 'Fn::FindInMap': ['M', `r${index + 1}`, 'v'] }))] },
            },
          ]),
        },
      }),
  },
  'ToJsonString in ToJsonString': {
    size: 48,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::ToJsonString': { a: value, b: 1 } })))),
  },
  'ToJsonString that doubles': {
    size: 24,
    make: (n) => anchored(n, (before) => `{'Fn::ToJsonString': {a: ${before}, b: ${before}}}`, ''),
  },
  'Text with many openings': { size: 400_000, make: (n) => template(everywhere('${'.repeat(n))) },
  'Text that is nearly JSON': { size: 200_000, make: (n) => template(everywhere('{"a":['.repeat(n))) },
  'Text with many marks of secrets': { size: 100_000, make: (n) => template(everywhere('{{resolve:'.repeat(n))) },
  'Text of blanks': { size: 800_000, make: (n) => template(everywhere(' '.repeat(n) + 'x')) },
  'Text of digits': { size: 800_000, make: (n) => template(everywhere('1'.repeat(n))) },
  'Text of colons': {
    size: 400_000,
    make: (n) => template(everywhere('arn:aws:lambda:' + ':'.repeat(n) + 'function')),
  },
  'Text of slashes': { size: 400_000, make: (n) => template(everywhere('https://sqs.a.b' + '/'.repeat(n))) },
  // Chains, rings and doubling across places
  'Parameters whose defaults double': {
    size: 24,
    make: (n) =>
      template(everywhere({ Ref: 'P0' }), {
        Parameters: map(n + 1, (index) => [
          `P${index}`,
          { Type: 'String', Default: index === n ? 'x' : { 'Fn::Sub': `\${P${index + 1}}\${P${index + 1}}` } },
        ]),
      }),
  },
  'Outputs in a ring of exports': {
    size: 4_000,
    make: (n) => ({
      ...template(
        map(n, (index) => [`Q${index}`, queue({ QueueName: { 'Fn::ImportValue': `e${index}` } })]),
        {
          Outputs: map(n, (index) => [
            `O${index}`,
            { Value: { 'Fn::ImportValue': `e${(index + 1) % n}` }, Export: { Name: `e${index}` } },
          ]),
        },
      ),
    }),
  },
  'Exports that double': {
    size: 24,
    make: (n) =>
      template(everywhere({ 'Fn::ImportValue': 'e0' }), {
        Outputs: map(n + 1, (index) => [
          `O${index}`,
          {
            Value: index === n ? 'x' : { 'Fn::Join': ['', list(2, () => ({ 'Fn::ImportValue': `e${index + 1}` }))] },
            Export: { Name: `e${index}` },
          },
        ]),
      }),
  },
  'Names of exports that name exports': {
    size: 400,
    make: (n) =>
      template(everywhere({ 'Fn::ImportValue': 'e0' }), {
        Outputs: map(n, (index) => [
          `O${index}`,
          { Value: `e${index}`, Export: { Name: { 'Fn::ImportValue': `e${index + 1}` } } },
        ]),
      }),
  },
  'Nested stacks whose parameters double': {
    size: 24,
    make: (n) =>
      map(n, (index) => [
        `s${index}.json`,
        JSON.stringify({
          Parameters: { P: { Type: 'String', Default: 'x' } },
          Resources: {
            ...everywhere({ Ref: 'P' }),
            Child: resource('AWS::CloudFormation::Stack', {
              TemplateURL: `s${index + 1}.json`,
              Parameters: { P: { 'Fn::Sub': '${P}${P}' } },
            }),
          },
        }),
      ]),
  },
  'Outputs of nested stacks that double': {
    size: 24,
    make: (n) =>
      map(n, (index) => [
        `s${index}.json`,
        JSON.stringify({
          Resources: {
            ...everywhere(att('Child', 'Outputs.O')),
            Child: resource('AWS::CloudFormation::Stack', { TemplateURL: `s${index + 1}.json` }),
          },
          Outputs: { O: { Value: { 'Fn::Sub': '${Child.Outputs.O}${Child.Outputs.O}' } } },
        }),
      ]),
  },
  'Nested stacks in a ring': {
    size: 800,
    make: (n) =>
      map(n, (index) => [
        `s${index}.json`,
        JSON.stringify({
          Parameters: { P: { Type: 'String' } },
          Resources: {
            Queue: queue({ QueueName: { Ref: 'P' } }),
            Child: resource('AWS::CloudFormation::Stack', {
              TemplateURL: `s${(index + 1) % n}.json`,
              Parameters: { P: { Ref: 'P' } },
            }),
          },
        }),
      ]),
  },
  'Stacks that all export and import': {
    size: 400,
    make: (n) =>
      map(n, (index) => [
        `s${index}.json`,
        JSON.stringify({
          Resources: {
            Queue: queue({
              RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': `e${(index + 1) % n}` }, maxReceiveCount: 5 },
            }),
          },
          Outputs: { O: { Value: att('Queue'), Export: { Name: `e${index}` } } },
        }),
      ]),
  },
  'Values that are carried to other regions in a ring': {
    size: 4_000,
    make: (n) =>
      template({
        Writer: resource('Custom::CrossRegionExportWriter', {
          WriterProps: { exports: map(n, (index) => [`/p${index}`, att('Reader', `/p${(index + 1) % n}`)]) },
        }),
        Reader: resource('Custom::CrossRegionExportReader', {}),
        ...map(n, (index) => [`Q${index}`, queue({ QueueName: att('Reader', `/p${index}`) })]),
      }),
  },
  'Dead letters in a ring': {
    size: 8_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `Q${index}`,
          queue({ RedrivePolicy: { deadLetterTargetArn: att(`Q${(index + 1) % n}`), maxReceiveCount: 5 } }),
        ]),
      ),
  },
  'Aliases of functions in a chain': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        ...map(n, (index) => [
          `A${index}`,
          resource('AWS::Lambda::Alias', {
            FunctionName: { Ref: index === 0 ? 'Function' : `A${index - 1}` },
            Name: 'live',
          }),
        ]),
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::Lambda::EventSourceMapping', {
            FunctionName: { Ref: `A${index}` },
            EventSourceArn: 'arn:aws:sqs:r:1:q',
          }),
        ]),
      }),
  },
  'Composite alarms in a ring, each of two': {
    size: 1_600,
    make: (n) =>
      template({
        Queue: queue(),
        Alarm: resource('AWS::CloudWatch::Alarm', {
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateAgeOfOldestMessage',
          Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
        }),
        ...map(n, (index) => [
          `C${index}`,
          resource('AWS::CloudWatch::CompositeAlarm', {
            AlarmRule: {
              'Fn::Sub': `ALARM(\${Alarm}) OR ALARM(\${C${(index + 1) % n}}) OR ALARM(\${C${(index * 7 + 3) % n}})`,
            },
          }),
        ]),
      }),
  },
  // Hubs: many at one
  'Many alarms of one queue': {
    size: 4_000,
    make: (n) =>
      template({
        Queue: queue(),
        ...map(n, (index) => [
          `A${index}`,
          resource('AWS::CloudWatch::Alarm', {
            Namespace: 'AWS/SQS',
            MetricName: `M${index}`,
            Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
          }),
        ]),
      }),
  },
  'Alarms for everything beside many queues': {
    size: 4_000,
    make: (n) =>
      template(
        {
          ...map(n, (index) => [
            `Q${index}`,
            queue({ RedrivePolicy: { deadLetterTargetArn: att('Q0'), maxReceiveCount: 5 } }),
          ]),
          ...map(n, (index) => [
            `A${index}`,
            resource('AWS::CloudWatch::Alarm', {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateAgeOfOldestMessage',
              Dimensions: [{ Name: 'QueueName', Value: { Ref: 'P' } }],
            }),
          ]),
        },
        { Parameters: { P: { Type: 'String' } } },
      ),
  },
  'Many rules into one function': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        ...map(n, (index) => [
          `R${index}`,
          resource('AWS::Events::Rule', {
            ScheduleExpression: 'rate(1 minute)',
            Targets: [{ Id: 'a', Arn: att('Function') }],
          }),
        ]),
      }),
  },
  'Many mappings of one queue into one function': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        Queue: queue(),
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::Lambda::EventSourceMapping', {
            FunctionName: { Ref: 'Function' },
            EventSourceArn: att('Queue'),
          }),
        ]),
      }),
  },
  'Many permissions of one function': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        ...map(n, (index) => [
          `P${index}`,
          resource('AWS::Lambda::Permission', {
            FunctionName: { Ref: 'Function' },
            Principal: index % 2 ? 'events.amazonaws.com' : 'iot.amazonaws.com',
            SourceArn: `arn:${index}`,
          }),
        ]),
      }),
  },
  'Many topics, subscribers and queues, all with all': {
    size: 4_000,
    make: (n) =>
      template({
        Topic: resource('AWS::SNS::Topic'),
        Queue: queue(),
        Policy: resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Statement: [] } }),
        ...map(n, (index) => [
          `S${index}`,
          resource('AWS::SNS::Subscription', {
            TopicArn: { Ref: 'Topic' },
            Protocol: 'sqs',
            Endpoint: att('Queue'),
            RedrivePolicy: { deadLetterTargetArn: att('Queue') },
          }),
        ]),
      }),
  },
  'Many policies of one role of many functions': {
    size: 1_600,
    make: (n) =>
      template({
        Role: resource('AWS::IAM::Role', {}),
        ...map(n, (index) => [
          `P${index}`,
          resource('AWS::IAM::Policy', {
            Roles: [{ Ref: 'Role' }],
            PolicyDocument: {
              Statement: [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: att(`F${index}`) }],
            },
          }),
        ]),
        ...map(n, (index) => [
          `F${index}`,
          lambda({ Role: att('Role'), Environment: { Variables: { OTHER: { Ref: `F${(index + 1) % n}` } } } }),
        ]),
      }),
  },
  'Statements of one policy': {
    size: 16_000,
    make: (n) =>
      template({
        Role: resource('AWS::IAM::Role', {
          Policies: [
            {
              PolicyDocument: {
                Statement: list(n, (index) => ({
                  Effect: 'Allow',
                  Action: `sqs:A${index}`,
                  Resource: `arn:aws:sqs:r:1:q${index}`,
                })),
              },
            },
          ],
        }),
        Function: lambda({ Role: att('Role') }),
      }),
  },
  'Statements of one policy of many functions': {
    size: 1_600,
    make: (n) =>
      template({
        Role: resource('AWS::IAM::Role', {
          Policies: [
            {
              PolicyDocument: {
                Statement: list(n, (index) => ({
                  Effect: 'Allow',
                  Action: 'lambda:InvokeFunction',
                  Resource: att(`F${index}`),
                })),
              },
            },
          ],
        }),
        ...map(n, (index) => [
          `F${index}`,
          lambda({ Role: att('Role'), Environment: { Variables: { OTHER: { Ref: `F${(index + 1) % n}` } } } }),
        ]),
      }),
  },
  'Statements of a queue policy for many queues': {
    size: 1_600,
    make: (n) =>
      template({
        Policy: resource('AWS::SQS::QueuePolicy', {
          Queues: list(n, (index) => ({ Ref: `Q${index}` })),
          PolicyDocument: {
            Statement: list(n, (index) => ({
              Effect: 'Allow',
              Principal: '*',
              Action: 'sqs:SendMessage',
              Resource: att(`Q${index}`),
            })),
          },
        }),
        ...map(n, (index) => [
          `Q${index}`,
          queue({ RedrivePolicy: { deadLetterTargetArn: att(`Q${(index + 1) % n}`), maxReceiveCount: 5 } }),
        ]),
      }),
  },
  'Resources of one name': {
    size: 8_000,
    make: (n) => template(map(n, (index) => [`Q${index}`, queue({ QueueName: 'same' })])),
  },
  'Alarms by one name': {
    size: 2_000,
    make: (n) =>
      template({
        ...map(n, (index) => [`Q${index}`, queue({ QueueName: 'same' })]),
        ...map(n, (index) => [
          `A${index}`,
          resource('AWS::CloudWatch::Alarm', {
            AlarmName: 'a',
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateAgeOfOldestMessage',
            Dimensions: [{ Name: 'QueueName', Value: 'same' }],
          }),
        ]),
        ...map(n, (index) => [
          `C${index}`,
          resource('AWS::CloudWatch::CompositeAlarm', { AlarmName: 'a', AlarmRule: 'ALARM("a")' }),
        ]),
      }),
  },
  'DependsOn of thousands': {
    size: 8_000,
    make: (n) =>
      template({
        ...map(n, (index) => [`Q${index}`, queue()]),
        All: { ...queue(), DependsOn: list(n, (index) => `Q${index}`) },
      }),
  },
  'Functions with all others in their environment, n references in all': {
    size: 25_600,
    make: (n) => {
      const side = Math.round(Math.sqrt(n));
      return template(
        map(side, (index) => [
          `F${index}`,
          lambda({ Environment: { Variables: map(side, (other) => [`F${other}`, { Ref: `F${other}` }]) } }),
        ]),
      );
    },
  },
  'Exported queues': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue()]),
        {
          Outputs: map(n, (index) => [`O${index}`, { Value: att(`Q${index}`), Export: { Name: `e${index}` } }]),
        },
      ),
  },
  'Suppressions in the metadata of the template': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue()]),
        {
          Metadata: { faultline: { suppress: list(n, (index) => ({ check: `check-${index}`, reason: 'why not' })) } },
        },
      ),
  },
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
  // Documents of APIs
  'Routes of one OpenAPI body': {
    size: 4_000,
    make: (n) =>
      template({
        Work: lambda(),
        Api: resource('AWS::ApiGateway::RestApi', {
          Body: {
            paths: map(n, (index) => [
              `/r${index}`,
              {
                get: {
                  'x-amazon-apigateway-integration': {
                    type: 'aws_proxy',
                    uri: {
                      'Fn::Sub':
                        'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations',
                    },
                  },
                },
              },
            ]),
          },
        }),
      }),
  },
  'Schemas of one OpenAPI body in a ring': {
    size: 8_000,
    make: (n) =>
      template({
        Api: resource('AWS::ApiGateway::RestApi', {
          Body: {
            paths: { '/': { $ref: '#/paths/~1' } },
            components: {
              schemas: map(n, (index) => [`S${index}`, { $ref: `#/components/schemas/S${(index + 1) % n}` }]),
            },
          },
        }),
      }),
  },
  'Methods, stages and throttles of one API': {
    size: 2_000,
    make: (n) =>
      template({
        Work: lambda(),
        Api: resource('AWS::ApiGateway::RestApi', {}),
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::ApiGateway::Method', {
            RestApiId: { Ref: 'Api' },
            HttpMethod: 'GET',
            Integration: { Type: 'AWS_PROXY', Uri: att('Work') },
          }),
        ]),
        ...map(n, (index) => [
          `S${index}`,
          resource('AWS::ApiGateway::Stage', { RestApiId: { Ref: 'Api' }, StageName: `s${index}` }),
        ]),
      }),
  },
  'Usage plans of one API': {
    size: 1_600,
    make: (n) =>
      template({
        Api: resource('AWS::ApiGateway::RestApi', {}),
        ...map(n, (index) => [
          `S${index}`,
          resource('AWS::ApiGateway::Stage', { RestApiId: { Ref: 'Api' }, StageName: `s${index}` }),
        ]),
        ...map(n, (index) => [
          `U${index}`,
          resource('AWS::ApiGateway::UsagePlan', { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: `s${index}` }] }),
        ]),
      }),
  },
  // SAM
  'Events of one SAM function': {
    size: 4_000,
    make: (n) =>
      template(
        {
          Function: resource('AWS::Serverless::Function', {
            Events: map(n, (index) => [`E${index}`, { Type: 'Schedule', Properties: { Schedule: 'rate(1 minute)' } }]),
          }),
        },
        { Transform: 'AWS::Serverless-2016-10-31' },
      ),
  },
  'Globals beside many SAM functions': {
    size: 1_600,
    make: (n) =>
      template(
        map(n, (index) => [
          `F${index}`,
          resource('AWS::Serverless::Function', { Environment: { Variables: { OWN: '1' } } }),
        ]),
        {
          Transform: 'AWS::Serverless-2016-10-31',
          Globals: { Function: { Environment: { Variables: map(n, (index) => [`V${index}`, 'x']) } } },
        },
      ),
  },
  'Connected SAM APIs': {
    size: 2_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `F${index}`,
          resource('AWS::Serverless::Function', {
            Events: { E: { Type: 'Api', Properties: { Path: `/${index}`, Method: 'get' } } },
          }),
        ]),
        { Transform: 'AWS::Serverless-2016-10-31' },
      ),
  },
  // Loops and macros
  'ForEach over many': {
    size: 4_000,
    make: (n) =>
      template(
        { 'Fn::ForEach::L': ['X', list(n, (index) => `i${index}`), { 'Q${X}': queue({ QueueName: 'q-${X}' }) }] },
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'ForEach in ForEach': {
    size: 5,
    make: (n) =>
      template(
        nested(n, { 'Q${X}': queue() }, (inner) => ({
          'Fn::ForEach::L': ['X', list(40, (index) => `i${index}`), inner],
        })) as Members,
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'Loops beside loops': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Fn::ForEach::L${index}`, ['X', ['a', 'b'], { [`Q${index}\${X}`]: queue() }]]),
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'Macros in properties': {
    size: 8_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue({ 'Fn::Transform': { Name: 'M' } })]),
        { Transform: list(n, (index) => `T${index}`) },
      ),
  },
  // Form
  Resources: {
    size: 16_000,
    make: (n) => template(map(n, (index) => [`Q${index}`, queue({ VisibilityTimeout: index })])),
  },
  'Lists in lists': { size: 200, make: (n) => template({ ...everywhere(nested(n, 'x', (value) => [value])) }) },
  'Mappings in mappings': {
    size: 200,
    make: (n) => template({ ...everywhere(nested(n, 'x', (value) => ({ a: value }))) }),
  },
  'A wide mapping': { size: 20_000, make: (n) => template(everywhere(map(n, (index) => [`k${index}`, index]))) },
  'A long list': { size: 100_000, make: (n) => template(everywhere(list(n, (index) => index))) },
  'A long list of targets': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        Rule: resource('AWS::Events::Rule', {
          Targets: list(n, (index) => ({ Id: `${index}`, Arn: att('Function') })),
        }),
      }),
  },
  'Aliases that double': { size: 24, make: (n) => anchored(n, (before) => `[${before}, ${before}]`, '') },
  'Aliases that double below the bound, everywhere': {
    size: 16,
    make: (n) =>
      anchored(
        n,
        (before) => `[${before}, ${before}]`,
        list(20, (index) => `  Q${index}: {Type: AWS::SQS::Queue, Properties: {QueueName: *l${n}}}`).join('\n'),
      ),
  },
  'Merge keys that double': {
    size: 4_000,
    make: (n) => ({
      'a.yaml': [
        'Metadata:',
        '  L0: &l0 {k0: 1}',
        ...list(n, (index) => `  L${index + 1}: &l${index + 1} {<<: *l${index}, k${index}: 1}`),
        'Resources:',
        `  Queue: {Type: AWS::SQS::Queue, Properties: *l${n}}`,
      ].join('\n'),
    }),
  },
  'Lists of merge keys': {
    size: 800,
    make: (n) => ({
      'a.yaml': [
        'Metadata:',
        `  L0: &l0 {${list(n, (index) => `k${index}: 1`).join(', ')}}`,
        `  M: {<<: [${list(n, () => '*l0').join(', ')}]}`,
        'Resources:',
        '  Queue: {Type: AWS::SQS::Queue}',
      ].join('\n'),
    }),
  },
  'Resources in YAML': {
    size: 4_000,
    make: (n) => ({
      'a.yaml': `Resources:\n${list(n, (index) => `  Q${index}:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: !Sub "\${AWS::Region}"\n`).join('')}`,
    }),
  },
  'A long line of YAML': {
    size: 100_000,
    make: (n) => ({ 'a.yaml': `Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {Tags: [${'a, '.repeat(n)}]}}\n` }),
  },
  'YAML that opens and never closes': {
    size: 100_000,
    make: (n) => ({ 'a.yaml': `Resources:\n  Q:\n    A: ${'[ '.repeat(100)}\n${"  b: '\n".repeat(n)}` }),
  },
  'Quotes of YAML on lines of their own': {
    size: 20_000,
    make: (n) => ({
      'a.yaml': `Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n${'        - "a\n  b"\n'.repeat(n)}`,
    }),
  },
  'Errors of YAML': { size: 20_000, make: (n) => ({ 'a.yaml': `Resources:\n${'  a: b: c\n'.repeat(n)}` }) },
  'Keys that repeat': {
    size: 8_000,
    make: (n) => ({ 'a.yaml': `Resources:\n${list(n, () => '  Q: {Type: AWS::SQS::Queue}\n').join('')}` }),
  },
  'JSON that breaks at its end': {
    size: 800_000,
    make: (n) => ({ 'a.json': `{"Resources":{"Q":{"Type":"AWS::SQS::Queue","A":[${'1,'.repeat(n)}` }),
  },
  'JSON with a trailing comma': {
    size: 100_000,
    make: (n) => ({
      'a.json': `{"Resources":{"Q":{"Type":"AWS::SQS::Queue","Properties":{"A":[${'1,'.repeat(n)}]}}}}`,
    }),
  },
  'JSON of one unclosed text': {
    size: 800_000,
    make: (n) => ({ 'a.template': `{"Resources":{"Q":"${'\\"'.repeat(n)}` }),
  },
};
