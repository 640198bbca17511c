import { expect, it } from 'vitest';
import { readTemplate } from '../template/read-template.js';
import { buildGraph } from './build-graph.js';

const invocations = (type: string, properties: string) => {
  const text = `Resources:
  Work: { Type: AWS::Lambda::Function }
  Sender: { Type: '${type}', Properties: { ${properties} } }`;
  const graph = buildGraph([readTemplate({ path: 't.yaml', text })]);
  const [lambda] = graph.ofType('AWS::Lambda::Function');
  return lambda ? graph.invocations(lambda).map(({ mode, service }) => `${mode} ${service}`) : [];
};

it.each([
  ['AWS::ECS::Service', 'DeploymentConfiguration: { LifecycleHooks: [{ HookTargetArn: !GetAtt Work.Arn }] }', 'ecs'],
  [
    'AWS::ARCRegionSwitch::Plan',
    'Workflows: [{ Steps: [{ ExecutionBlockConfiguration: { CustomActionLambdaConfig: { Lambdas: [{ Arn: !GetAtt Work.Arn }] } } }] }]',
    'arc-region-switch',
  ],
  [
    'AWS::AppSync::Api',
    'EventConfig: { AuthProviders: [{ LambdaAuthorizerConfig: { AuthorizerUri: !GetAtt Work.Arn } }] }',
    'appsync',
  ],
  [
    'AWS::BedrockAgentCore::Gateway',
    'InterceptorConfigurations: [{ Interceptor: { Lambda: { Arn: !GetAtt Work.Arn } } }]',
    'bedrock-agentcore',
  ],
  [
    'AWS::BedrockAgentCore::GatewayTarget',
    'TargetConfiguration: { Mcp: { Lambda: { LambdaArn: !GetAtt Work.Arn } } }',
    'bedrock-agentcore',
  ],
  [
    'AWS::BedrockAgentCore::Harness',
    'Hooks: [{ BeforeToolCall: { Name: h, Target: { Lambda: { Arn: !GetAtt Work.Arn } } } }]',
    'bedrock-agentcore',
  ],
])('sees that %s waits for a function', (type, properties, service) => {
  expect(invocations(type, properties)).toEqual([`synchronous ${service}`]);
});

it('does not take where a harness sends its events for a function', () => {
  const target = 'Hooks: [{ BeforeToolCall: { Name: h, Target: { Sns: { Arn: !GetAtt Work.Arn } } } }]';
  expect(invocations('AWS::BedrockAgentCore::Harness', target)).toEqual([]);
});
