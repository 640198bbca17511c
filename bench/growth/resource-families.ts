import { list, map, template, resource, queue, lambda, att, type Family } from './pieces.js';

/** Many resources that speak of one another. */
export const resourceFamilies: Readonly<Record<string, Family>> = {
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
};
