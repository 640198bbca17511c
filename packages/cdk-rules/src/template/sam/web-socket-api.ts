import { member, members, textMember } from '../json-values.js';
import { pick, present, type SamResource } from './sam-resource.js';

/** A WebSocket API with its stage, and a route with its integration for each function: AWS SAM developer guide, "AWS::Serverless::WebSocketApi". */
export function expandWebSocketApi(sam: SamResource): void {
  const { properties, id } = sam;
  sam.add(id, 'AWS::ApiGatewayV2::Api', {
    ...pick(properties, { Name: 'Name', RouteSelectionExpression: 'RouteSelectionExpression' }),
    ProtocolType: 'WEBSOCKET',
  });
  sam.add(`${id}Stage`, 'AWS::ApiGatewayV2::Stage', {
    StageName: 'default',
    ...pick(properties, {
      StageName: 'StageName',
      DefaultRouteSettings: 'DefaultRouteSettings',
      RouteSettings: 'RouteSettings',
      StageVariables: 'StageVariables',
      AccessLogSettings: 'AccessLogSettings',
    }),
    ApiId: { Ref: id },
  });
  const auth = member(properties, 'Auth');
  const authorizer = member(auth, 'AuthArn');
  if (authorizer !== undefined)
    sam.add(
      `${id}Authorizer`,
      'AWS::ApiGatewayV2::Authorizer',
      { ApiId: { Ref: id }, AuthorizerUri: authorizer },
      sam.pathOf('Auth'),
      { AuthorizerUri: sam.pathOf('Auth', 'AuthArn') },
    );
  for (const [key, route] of members(member(properties, 'Routes'))) {
    const name = key.replace(/\W/g, '');
    const path = sam.pathOf('Routes', key);
    const signed = key === '$connect' && textMember(auth, 'AuthType') === 'AWS_IAM';
    sam.add(
      `${id}${name}Route`,
      'AWS::ApiGatewayV2::Route',
      present({
        ApiId: { Ref: id },
        RouteKey: key,
        ApiKeyRequired: member(route, 'ApiKeyRequired'),
        AuthorizationType: signed ? 'AWS_IAM' : undefined,
      }),
      path,
    );
    sam.add(
      `${id}${name}Integration`,
      'AWS::ApiGatewayV2::Integration',
      present({
        ApiId: { Ref: id },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: member(route, 'FunctionArn'),
        TimeoutInMillis: member(route, 'IntegrationTimeout'),
      }),
      path,
      { IntegrationUri: [...path, 'FunctionArn'], TimeoutInMillis: [...path, 'IntegrationTimeout'] },
    );
  }
}
