import { describe, expect, it } from 'vitest';
import type { DependencyInventory } from '@faultline/catalog';
import { joined } from '../testing/join-project.js';
import { drawGraph } from './draw.js';

const files = {
  'src/a.ts': 'export const handler = async () => {};\n',
  'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Dead: { Type: AWS::SQS::Queue }
  Inbox: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 } } }
  News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Inbox.Arn }] } }
  Orders: { Type: AWS::Kinesis::Stream }
  Rows: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src
      Handler: a.handler
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Inbox.Arn } }
        Stream: { Type: Kinesis, Properties: { Stream: !GetAtt Orders.Arn, StartingPosition: LATEST } }
        Table: { Type: DynamoDB, Properties: { Stream: !GetAtt Rows.StreamArn, StartingPosition: LATEST } }
        Web: { Type: Api, Properties: { Path: /, Method: get } }
        Cron: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
  Gone:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, CodeUri: gone, Handler: a.handler }
  Allowed:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Gone, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com }
`,
};

describe('the inventory of a workload', () => {
  it('has functions with their code, what drives them, and what gets the failures; a permission alone drives nothing', async () => {
    const { dependencies } = await joined(files, 'lambda-timeout');
    expect(
      dependencies.nodes.map(({ kind, name, handler }) => `${kind} ${name} ${handler?.file ?? ''}`.trim()),
    ).toEqual([
      'queue Dead',
      'function Fn src/a.ts',
      'schedule FnCron',
      'function Gone',
      'queue Inbox',
      'topic News',
      'stream Orders',
      'table Rows',
      'api ServerlessRestApi',
    ]);
    const short = (id: string | null) => id?.replace('template.yaml#', '');
    expect(
      dependencies.edges.map(({ from, to, mode, waits, attempts, deadLetter }) =>
        [short(from), short(to), mode, waits, attempts, short(deadLetter)].join(' '),
      ),
    ).toEqual([
      'FnCron Fn asynchronous   ',
      'Inbox Fn batch  5 Dead',
      'News Inbox asynchronous   ',
      'Orders Fn stream   ',
      'Rows Fn stream   ',
      'ServerlessRestApi Fn synchronous 29  ',
    ]);
    expect(dependencies.unlinked).toEqual([
      expect.objectContaining({
        reason: 'there is no module gone/a',
        location: expect.objectContaining({ file: 'template.yaml' }),
      }),
    ]);
  });
});

const hostile: DependencyInventory = {
  nodes: [
    { id: 'a', kind: 'queue', name: '"]; click n0 "javascript:alert(1)" \u202E<img src=x>' },
    {
      id: 'b',
      kind: 'function',
      name: 'end\nsubgraph',
      handler: { file: 'a"\\.ts', export: 'handler', line: 1, method: 'folder', confidence: 'certain' },
    },
  ],
  edges: [
    {
      from: 'a',
      to: 'b',
      mode: 'batch',
      delivery: 'at-least-once',
      waits: null,
      attempts: 3,
      deadLetter: 'a',
      environment: 'Q|x"',
      places: [],
    },
  ],
  unlinked: [{ function: { template: 't', logicalId: 'x', type: 'AWS::Lambda::Function' }, reason: 'gone' }],
};

describe('the picture of a workload', () => {
  it('lets no name act in Mermaid', () => {
    expect(drawGraph(hostile, 'mermaid').split('\n')).toEqual([
      'flowchart LR',
      '  n0[["#34;#93;#59; click n0 #34;javascript:alert(1)#34; #92;u#123;202E#125;#60;img src#61;x#62;<br/>queue"]]',
      '  n1["end#92;nsubgraph<br/>a#34;#92;.ts#35;handler"]',
      '  n0 -->|"Q#124;x#34;"| n1',
      '  n0 -.->|"failures"| n0',
      '',
    ]);
  });

  it('lets no name act in DOT', () => {
    expect(drawGraph(hostile, 'dot')).toContain('[label="end\\\\nsubgraph\\na\\"\\\\.ts#handler", shape=box]');
    expect(drawGraph(hostile, 'dot')).toContain('n0 -> n1 [label="Q|x\\"", style=solid];');
  });

  it('is the inventory itself as JSON', () => {
    expect(JSON.parse(drawGraph(hostile, 'json'))).toEqual(hostile);
  });
});
