import type { Resource, ResourceGraph } from '../graph/graph.js';
import { asBoolean, asString } from '../values/values.js';
import { named, type ResourcePattern } from './resource-pattern.js';

/** Whether what a function does is part of a trace: by X-Ray, or by the layer of OpenTelemetry. */
export function isTraced(lambda: Resource): boolean {
  const wrapper = asString(lambda.get(['Environment', 'Variables', 'AWS_LAMBDA_EXEC_WRAPPER']));
  return asString(lambda.get('TracingConfig.Mode')) === 'Active' || wrapper === '/opt/otel-handler';
}

/** Properties by which other resources take part in traces. */
const others: readonly (readonly [type: string, property: string])[] = [
  ['AWS::ApiGateway::Stage', 'TracingEnabled'],
  ['AWS::StepFunctions::StateMachine', 'TracingConfiguration.Enabled'],
  ['AWS::AppSync::GraphQLApi', 'XrayEnabled'],
];

/** Functions, APIs and workflows that send traces, so that a request can be followed through them. */
export function traces(graph: ResourceGraph): readonly ResourcePattern[] {
  const functions = graph.ofType('AWS::Lambda::Function').filter(({ ownedByCdk }) => !ownedByCdk);
  const traced = functions.filter(isTraced);
  if (traced.length === 0) return [];
  const rest = functions.filter((one) => !isTraced(one)).map(({ logicalId }) => logicalId);
  const further = others.flatMap(([type, property]) =>
    graph.ofType(type).filter((one) => asBoolean(one.get(property)) === true),
  );
  const more = further.length > 0 ? `, and ${named(further.map(({ logicalId }) => logicalId))}` : '';
  return [
    {
      pattern: 'correlation',
      by: 'AWS X-Ray',
      message: `${traced.length} of ${functions.length} functions send traces${more}.`,
      lacks: rest.length > 0 ? [`Traces end at ${named(rest)}.`] : [],
      places: [...traced, ...further].map((resource) => ({ resource, message: 'sends traces' })),
    },
  ];
}
