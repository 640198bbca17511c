import { describe, expect, it } from 'vitest';
import { patternsIn } from '../testing/patterns.js';
import { integration } from '../testing/workflows.js';
import { ambassadors } from './ambassadors.js';
import { bulkheads } from './bulkheads.js';
import { resourcePatterns } from './index.js';
import { scatterGathers } from './scatter-gathers.js';
import { stranglerRoutes } from './strangler-routes.js';
import { traces } from './traces.js';
import { workflowBreakers } from './workflow-breakers.js';

const lambda = (properties: object = {}) => ['Lambda::Function', { ...properties }] as const;
const failsTo = (next: string) => ({ Catch: [{ ErrorEquals: ['States.ALL'], Next: next }] });
const task = (more: object, action = 'lambda:invoke') => ({ Type: 'Task', Resource: integration(action), ...more });
const machine = (states: object, start: string) =>
  ['StepFunctions::StateMachine', { Definition: { StartAt: start, States: states } }] as const;

describe('bulkheads', () => {
  it('are shares of concurrency, one evidence for all', () => {
    const found = patternsIn(bulkheads, {
      Reports: lambda({ ReservedConcurrentExecutions: 5 }),
      Orders: lambda(),
      Feed: ['Lambda::EventSourceMapping', { FunctionName: 'Orders', ScalingConfig: { MaximumConcurrency: 10 } }],
    });
    expect(found).toMatchObject([
      { message: expect.stringContaining('Reports, Feed'), places: [{ message: '5 reserved for it' }, {}] },
    ]);
  });

  it('are no functions that are switched off or share the pool of all', () => {
    expect(patternsIn(bulkheads, { Off: lambda({ ReservedConcurrentExecutions: 0 }), Plain: lambda() })).toEqual([]);
  });
});

describe('scatter-gather in workflows', () => {
  const branch = (name: string, more: object = {}) => ({
    StartAt: name,
    States: {
      [name]: task({ End: true, TimeoutSeconds: 5, ...failsTo('Left out'), ...more }),
      'Left out': { Type: 'Pass', End: true },
    },
  });
  const quotes = (...branches: object[]) =>
    patternsIn(scatterGathers, {
      Quotes: machine(
        { Ask: { Type: 'Parallel', Branches: branches, Next: 'Best' }, Best: { Type: 'Pass', End: true } },
        'Ask',
      ),
    });

  it('has branches that catch their own failures', () => {
    expect(quotes(branch('Bank A'), branch('Bank B'))).toMatchObject([{ pattern: 'scatter-gather', lacks: [] }]);
  });

  it('says which have no time limit', () => {
    expect(quotes(branch('Bank A'), branch('Bank B', { TimeoutSeconds: undefined }))).toMatchObject([
      { lacks: [expect.stringContaining('Bank B')] },
    ]);
  });

  it('is a map whose elements say whom to ask', () => {
    const ask = task({
      End: true,
      TimeoutSeconds: 5,
      Parameters: { 'FunctionName.$': '$.bank' },
      ...failsTo('Left out'),
    });
    const inner = { StartAt: 'Quote', States: { Quote: ask, 'Left out': { Type: 'Pass', End: true } } };
    const map = { Type: 'Map', ItemProcessor: inner, Next: 'Best' };
    const states = { Ask: map, Best: { Type: 'Pass', End: true } };
    expect(patternsIn(scatterGathers, { Quotes: machine(states, 'Ask') })).toMatchObject([{ lacks: [] }]);
    const same = { ...ask, Parameters: { FunctionName: 'quote' } };
    const batch = { ...states, Ask: { ...map, ItemProcessor: { ...inner, States: { ...inner.States, Quote: same } } } };
    expect(patternsIn(scatterGathers, { Quotes: machine(batch, 'Ask') })).toEqual([]);
  });

  it('is nothing where one failure fails all, or nothing is gathered', () => {
    expect(quotes(branch('Bank A'), branch('Bank B', { Catch: undefined }))).toEqual([]);
    expect(quotes(branch('Bank A'))).toEqual([]);
  });
});

describe('ambassadors', () => {
  const image = (...images: string[]) =>
    ['ECS::TaskDefinition', { ContainerDefinitions: images.map((Image) => ({ Image })) }] as const;

  it.each([
    ['Service Connect', { S: ['ECS::Service', { ServiceConnectConfiguration: { Enabled: true } }] as const }],
    ['a proxy of App Mesh', { T: ['ECS::TaskDefinition', { ProxyConfiguration: { Type: 'APPMESH' } }] as const }],
    ['Envoy', { T: image('orders:1', 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29') }],
    ['Dapr', { T: image('orders:1', 'daprio/daprd:1.14') }],
  ])('are %s', (_, resources) => {
    expect(patternsIn(ambassadors, resources)).toMatchObject([{ pattern: 'ambassador' }]);
  });

  it.each([
    [
      'agents',
      { T: image('orders:1', 'amazon/aws-xray-daemon', 'public.ecr.aws/aws-observability/aws-otel-collector') },
    ],
    ['a web server in front', { T: image('orders:1', 'nginx:1.27') }],
    ['an own image with a like name', { T: image('acme/envoys-of-spring:1') }],
    [
      'Service Connect that is off',
      { S: ['ECS::Service', { ServiceConnectConfiguration: { Enabled: false } }] as const },
    ],
  ])('are not %s', (_, resources) => {
    expect(patternsIn(ambassadors, resources)).toEqual([]);
  });
});

describe('strangler routes', () => {
  const record = (weight: number, target: string) =>
    [
      'Route53::RecordSet',
      { Name: 'shop.example.com', Type: 'CNAME', Weight: weight, SetIdentifier: target, ResourceRecords: [target] },
    ] as const;
  const listener = (...groups: object[]) =>
    [
      'ElasticLoadBalancingV2::Listener',
      { DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }] },
    ] as const;
  const method = (resource: string, type: string, uri: string) =>
    [
      'ApiGateway::Method',
      { RestApiId: { Ref: 'Api' }, ResourceId: { Ref: resource }, Integration: { Type: type, Uri: uri } },
    ] as const;
  const api = {
    Api: ['ApiGateway::RestApi', {}],
    Rest: ['ApiGateway::Resource', { PathPart: '{proxy+}' }],
    Cart: ['ApiGateway::Resource', { PathPart: 'cart' }],
  } as const;
  const cart = method(
    'Cart',
    'AWS_PROXY',
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations',
  );

  it.each([
    ['two weighted records', { Old: record(90, 'old.example.com'), New: record(10, 'new.example.com') }],
    [
      'two weighted groups',
      { L: listener({ TargetGroupArn: 'arn:a', Weight: 80 }, { TargetGroupArn: 'arn:b', Weight: 20 }) },
    ],
    [
      'an API with all else outside',
      { ...api, cart, rest: method('Rest', 'HTTP_PROXY', 'https://legacy.example.com/{proxy}') },
    ],
  ])('are %s', (_, resources) => {
    expect(patternsIn(stranglerRoutes, resources)).toMatchObject([{ pattern: 'strangler', lacks: [] }]);
  });

  it.each([
    ['weights of the same target', { A: record(50, 'one.example.com'), B: record(50, 'one.example.com') }],
    ['a record that is switched off', { A: record(100, 'one.example.com'), B: record(0, 'two.example.com') }],
    [
      'groups of a deployment',
      { L: listener({ TargetGroupArn: 'arn:a', Weight: 100 }, { TargetGroupArn: 'arn:b', Weight: 0 }) },
    ],
    [
      'an API that is a proxy only',
      { ...api, rest: method('Rest', 'HTTP_PROXY', 'https://legacy.example.com/{proxy}') },
    ],
    [
      'an API whose rest is a function',
      { ...api, cart, rest: method('Rest', 'AWS_PROXY', 'arn:aws:apigateway:eu-west-1:lambda:path/x') },
    ],
  ])('are not %s', (_, resources) => {
    expect(patternsIn(stranglerRoutes, resources)).toEqual([]);
  });
});

describe('traces', () => {
  it('say how far they reach', () => {
    const found = patternsIn(traces, {
      A: lambda({ TracingConfig: { Mode: 'Active' } }),
      B: lambda({ Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler' } } }),
      C: lambda(),
      Stage: ['ApiGateway::Stage', { TracingEnabled: true }],
    });
    expect(found).toMatchObject([
      { pattern: 'correlation', message: '2 of 3 functions send traces, and Stage.', lacks: ['Traces end at C.'] },
    ]);
  });

  it('are none where functions only pass them through', () => {
    expect(patternsIn(traces, { A: lambda({ TracingConfig: { Mode: 'PassThrough' } }) })).toEqual([]);
  });
});

describe('breakers that services keep', () => {
  const states = {
    'Get circuit status': task({ Next: 'Is it closed?' }, 'dynamodb:getItem'),
    'Is it closed?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.s', StringEquals: 'OPEN', Next: 'Open' }],
      Default: 'Pay',
    },
    Pay: task({ End: true, ...failsTo('Update circuit status') }),
    'Update circuit status': task({ End: true }, 'dynamodb:updateItem'),
    Open: { Type: 'Fail' },
  };

  it('are workflows that ask for a circuit and note failures in it', () => {
    expect(patternsIn(workflowBreakers, { M: machine(states, 'Get circuit status') })).toMatchObject([
      { by: 'AWS Step Functions' },
    ]);
  });

  it('are no workflows that keep the state of an order', () => {
    const renamed = JSON.parse(JSON.stringify(states).replaceAll('circuit status', 'order')) as object;
    expect(patternsIn(workflowBreakers, { M: machine(renamed, 'Get order') })).toEqual([]);
  });

  it('are outliers that a mesh takes out', () => {
    const node = (listener: object) => ({ N: ['AppMesh::VirtualNode', { Spec: { Listeners: [listener] } }] as const });
    expect(patternsIn(workflowBreakers, node({ OutlierDetection: { MaxServerErrors: 5 } }))).toMatchObject([
      { by: 'AWS App Mesh' },
    ]);
    expect(patternsIn(workflowBreakers, node({}))).toEqual([]);
  });

  it('are not how deployments are rolled back', () => {
    const service = { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } };
    expect(patternsIn(resourcePatterns, { S: ['ECS::Service', service] })).toEqual([]);
  });
});
