import type { DeadLetterEdge, Resource, ResourceGraph } from './graph.js';
import type { ResourceIndex } from './resource-index.js';
import { stateMachineStates } from '../workflow/state-machine.js';
import { pathsOf, Targets } from './targets.js';

/** Properties that say where failures go, by type; `*` is any element of a list. Names from the CloudFormation resource specification. */
const FAILURE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::SQS::Queue': ['RedrivePolicy.deadLetterTargetArn'],
  'AWS::Lambda::Function': ['DeadLetterConfig.TargetArn'],
  'AWS::Lambda::EventInvokeConfig': ['DestinationConfig.OnFailure.Destination'],
  'AWS::Lambda::EventSourceMapping': ['DestinationConfig.OnFailure.Destination'],
  'AWS::Events::Rule': ['Targets.*.DeadLetterConfig.Arn'],
  'AWS::Events::EventBus': ['DeadLetterConfig.Arn'],
  'AWS::EventsV2::Subscriber': ['OnFailureConfiguration.Arn'],
  'AWS::Scheduler::Schedule': ['Target.DeadLetterConfig.Arn'],
  'AWS::Pipes::Pipe': [
    'SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn',
    'SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn',
  ],
  'AWS::SNS::Subscription': ['RedrivePolicy.deadLetterTargetArn'],
  'AWS::SNS::Topic': ['Subscription.*.RedrivePolicy.deadLetterTargetArn'],
  'AWS::IoT::TopicRule': [
    'TopicRulePayload.ErrorAction.Sqs.QueueUrl',
    'TopicRulePayload.ErrorAction.Sns.TargetArn',
    'TopicRulePayload.ErrorAction.Lambda.FunctionArn',
  ],
};

const NAMED_TARGETS = ['AWS::SQS::Queue'];

/** All failure edges of the graph, by key of the resource that they end in. */
export function deadLetterEdges(
  graph: ResourceGraph,
  index: ResourceIndex,
): ReadonlyMap<string, readonly DeadLetterEdge[]> {
  const targets = new Targets(index);
  const edges = new Map<string, DeadLetterEdge[]>();
  const add = (from: Resource, property: string, to: Resource): void => {
    // A queue that names itself sends its failures nowhere.
    if (to === from) return;
    const edge = { from, property, to };
    const list = edges.get(to.key);
    if (list) list.push(edge);
    else edges.set(to.key, [edge]);
  };
  for (const from of graph.resources) {
    for (const pattern of Object.hasOwn(FAILURE_PROPERTIES, from.type)
      ? (FAILURE_PROPERTIES[from.type] as readonly string[])
      : []) {
      for (const path of pathsOf(from, pattern))
        for (const to of targets.of(from.get(path), from, ...NAMED_TARGETS)) add(from, path, to);
    }
    if (from.type !== 'AWS::StepFunctions::StateMachine') continue;
    for (const state of stateMachineStates(from)) {
      if (!state.handlesFailures || !/:sqs:sendMessage|:sns:publish/.test(state.service)) continue;
      for (const property of ['QueueUrl', 'TopicArn']) {
        for (const argumentsName of ['Parameters', 'Arguments']) {
          const path = [...state.path, argumentsName, property];
          for (const to of targets.of(from.get(path), from, ...NAMED_TARGETS)) add(from, path.join('.'), to);
        }
      }
    }
  }
  return edges;
}
