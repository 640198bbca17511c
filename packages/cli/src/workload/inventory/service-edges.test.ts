import { describe, expect, it } from 'vitest';
import { buildGraph, readTemplate } from '@faultline/cdk-rules/analysis';
import { serviceEdges } from './service-edges.js';

/** The edges of a template as `from -> to mode VARIABLE seconds`. */
function edgesOf(resources: string): readonly string[] {
  const graph = buildGraph([readTemplate({ path: 'stack.yaml', text: `Resources:\n${resources}` })]);
  return serviceEdges(graph).map(({ from, to, mode, environment = '', waits }) =>
    `${from.logicalId} -> ${to.logicalId} ${mode} ${environment} ${waits ?? ''}`.trim().replace(/ +/g, ' '),
  );
}

const allow = (actions: string, resource: string) =>
  `{ Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: [${actions}], Resource: !GetAtt ${resource}.Arn }] } }] } }`;
const service = (environment: string, more = '', role = '') => `
  Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task ${more} } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ${role} ContainerDefinitions: [{ Name: app, Image: a, Environment: [${environment}] }] } }
`;
const variable = (name: string, value: string) => `{ Name: ${name}, Value: ${value} }`;
const queue = '  Jobs: { Type: AWS::SQS::Queue }\n';

describe('edges of services', () => {
  it('come from load balancers and from APIs behind which they stand', () => {
    const balanced = `${service('', ', LoadBalancers: [{ ContainerName: app, ContainerPort: 80, TargetGroupArn: !Ref Group }]')}
  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] } }
  Api: { Type: AWS::ApiGatewayV2::Api }
  Link: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, ConnectionType: VPC_LINK, IntegrationType: HTTP_PROXY, IntegrationUri: !Ref Listener, TimeoutInMillis: 10000 } }
  Other: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { DefaultActions: [{ Type: redirect }] } }
  Away: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationUri: !Ref Other } }
`;
    expect(edgesOf(balanced)).toEqual(['Group -> Web synchronous', 'Api -> Web synchronous 10']);
    const named = `${service('', ', ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }]')}
  Name: { Type: AWS::ServiceDiscovery::Service }
  Api: { Type: AWS::ApiGatewayV2::Api }
  Link: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationUri: !GetAtt Name.Arn } }
`;
    expect(edgesOf(named)).toEqual(['Api -> Web synchronous 30']);
  });

  it('come from REST APIs by a private link to their load balancer', () => {
    const behind = `${service('', ', LoadBalancers: [{ ContainerName: app, ContainerPort: 80, TargetGroupArn: !Ref Group }]')}
  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] } }
  Elsewhere: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }
  Link: { Type: AWS::ApiGateway::VpcLink, Properties: { TargetArns: [!Ref Balancer] } }
  Away: { Type: AWS::ApiGateway::VpcLink, Properties: { TargetArns: [!Ref Elsewhere] } }
  Api: { Type: AWS::ApiGateway::RestApi }
`;
    const method = (name: string, integration: string) =>
      `  ${name}: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, Integration: { Type: HTTP_PROXY, ConnectionType: VPC_LINK, ${integration} } } }\n`;
    const balanced = 'Group -> Web synchronous';
    expect(edgesOf(behind + method('Get', 'ConnectionId: !Ref Link'))).toEqual([balanced, 'Api -> Web synchronous 29']);
    expect(
      edgesOf(behind + method('Get', 'ConnectionId: !Ref V2, IntegrationTarget: !Ref Balancer, TimeoutInMillis: 5000')),
    ).toEqual([balanced, 'Api -> Web synchronous 5']);
    expect(edgesOf(behind + method('Get', 'ConnectionId: !Ref Away'))).toEqual([balanced]);
  });

  it('lead from services of App Runner to what they are told of', () => {
    const site = `  Orders: { Type: AWS::DynamoDB::Table }
  Site: { Type: AWS::AppRunner::Service, Properties: { SourceConfiguration: { ImageRepository: { ImageConfiguration: { RuntimeEnvironmentVariables: [${variable('TABLE', '!Ref Orders')}, ${variable('QUEUE', '!Ref Jobs')}] } } }, InstanceConfiguration: { InstanceRoleArn: !GetAtt Role.Arn } } }
  Role: ${allow('sqs:SendMessage', 'Jobs')}
`;
    expect(edgesOf(site + queue)).toEqual(['Site -> Orders data TABLE', 'Site -> Jobs asynchronous QUEUE']);
  });

  it('lead to the tables, databases and caches that containers are told of', () => {
    const stores = `${service([variable('TABLE', '!Ref Orders'), variable('HOST', '!GetAtt Main.Endpoint.Address'), variable('CACHE', '!GetAtt Cache.PrimaryEndPoint.Address'), variable('LEVEL', 'info')].join(', '))}
  Orders: { Type: AWS::DynamoDB::Table }
  Main: { Type: AWS::RDS::DBInstance }
  Cache: { Type: AWS::ElastiCache::ReplicationGroup }
`;
    expect(edgesOf(stores)).toEqual(['Web -> Orders data TABLE', 'Web -> Main data HOST', 'Web -> Cache data CACHE']);
  });

  it.each([
    ['sqs:ReceiveMessage, sqs:DeleteMessage', ['Jobs -> Web poll QUEUE']],
    ['sqs:SendMessage', ['Web -> Jobs asynchronous QUEUE']],
    ["'sqs:*'", ['Jobs -> Web poll QUEUE', 'Web -> Jobs asynchronous QUEUE']],
    ['sqs:GetQueueAttributes', []],
  ])('go the way that the role of the task permits: %s', (actions, wanted) => {
    const role = `  Role: ${allow(actions, 'Jobs')}\n`;
    expect(
      edgesOf(service(variable('QUEUE', '!Ref Jobs'), '', 'TaskRoleArn: !GetAtt Role.Arn,') + role + queue),
    ).toEqual(wanted);
  });

  it('are none by a permission alone, nor by a name without one', () => {
    const role = `  Role: ${allow('sqs:SendMessage', 'Jobs')}\n`;
    expect(edgesOf(service('', '', 'TaskRoleArn: !GetAtt Role.Arn,') + role + queue)).toEqual([]);
    expect(edgesOf(service(variable('QUEUE', '!Ref Jobs')) + queue)).toEqual([]);
  });
});
