import { list, map, template, resource, queue, lambda, att, everywhere, type Family } from './pieces.js';

/** Values that go from stack to stack, and resources in rings and chains. */
export const stackFamilies: Readonly<Record<string, Family>> = {
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
};
