import { asString, branches, type Resource, type ResourceGraph, type Value } from '@faultline/cdk-rules/analysis';
import type { OperationFact } from '@faultline/code-analysis';
import type { CodeFiles } from './code-files.js';
import { exportedEnvironment } from './exported-environment.js';
import type { FunctionLink } from './links/link-functions.js';
import type { NameInFile, NamesFromCallers } from './names-from-callers.js';

/** Types of the resources that operations of a service work on, with the property that holds a name of their own. */
const types: Readonly<Record<string, readonly (readonly [type: string, name: string])[]>> = {
  sqs: [['AWS::SQS::Queue', 'QueueName']],
  sns: [['AWS::SNS::Topic', 'TopicName']],
  dynamodb: [
    ['AWS::DynamoDB::Table', 'TableName'],
    ['AWS::DynamoDB::GlobalTable', 'TableName'],
  ],
  lambda: [['AWS::Lambda::Function', 'FunctionName']],
  sfn: [['AWS::StepFunctions::StateMachine', 'StateMachineName']],
  kinesis: [['AWS::Kinesis::Stream', 'Name']],
  firehose: [['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamName']],
  eventbridge: [['AWS::Events::EventBus', 'Name']],
  s3: [['AWS::S3::Bucket', 'BucketName']],
};

/** The resource that an operation works on in one function, and the variable by which its code knows it. */
export interface BoundResource {
  readonly resource: Resource;
  readonly environment?: string;
}

/** What finding the resources of a function takes. */
interface NameScope {
  readonly graph: ResourceGraph;
  readonly code: CodeFiles;
  readonly callers: NamesFromCallers;
}

/**
 * The resources that an operation works on where a function runs it: one file may serve several functions, each with an
 * environment of its own. None where it is not in the templates, or where one name may stand for several of them; several
 * where it stands in a function that is called for each of them.
 */
export function boundResources(
  { resource: name, service }: OperationFact,
  file: string,
  link: FunctionLink,
  { graph, code, callers }: NameScope,
): readonly BoundResource[] {
  if (!name || !Object.hasOwn(types, service)) return [];
  const found = new Map<Resource, BoundResource>();
  for (const one of callers.of(link, { file, name })) {
    const bound = boundName(one, service, link, graph, code);
    if (bound && !found.has(bound.resource)) found.set(bound.resource, bound);
  }
  return [...found.values()];
}

function boundName(
  { file, name }: NameInFile,
  service: string,
  { lambda }: FunctionLink,
  graph: ResourceGraph,
  code: CodeFiles,
): BoundResource | undefined {
  if ('text' in name) {
    const named = byName(name.text, service, graph);
    return named && { resource: named };
  }
  const environment =
    'environment' in name
      ? name.environment
      : 'imported' in name
        ? exportedEnvironment(code, file, name.imported)
        : undefined;
  if (environment === undefined) return undefined;
  const found = resourceOf(lambda.get(['Environment', 'Variables', environment]), service, graph);
  return found && { resource: found, environment };
}

function resourceOf(value: Value, service: string, graph: ResourceGraph): Resource | undefined {
  const found = new Set<Resource>();
  for (const { value: one } of branches(value)) {
    const text = one.kind === 'external' ? one.text : asString(one);
    const resource =
      one.kind === 'reference' ? one.resource : text === undefined ? undefined : byName(text, service, graph);
    if (resource && types[service]?.some(([type]) => type === unqualified(resource).type))
      found.add(unqualified(resource));
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** An alias or version stands for its function. */
function unqualified(resource: Resource): Resource {
  if (resource.type !== 'AWS::Lambda::Alias' && resource.type !== 'AWS::Lambda::Version') return resource;
  const target = resource.get('FunctionName');
  return target.kind === 'reference' ? unqualified(target.resource) : resource;
}

/** The only resource of that name, which may stand at the end of an ARN or a URL. */
function byName(text: string, service: string, graph: ResourceGraph): Resource | undefined {
  const name = /^(?:arn:|https?:)/.test(text) ? text.split(/[:/]/).at(-1) : text;
  const found = (types[service] ?? []).flatMap(([type, property]) =>
    graph.ofType(type).filter((resource) => asString(resource.get(property)) === name),
  );
  return found.length === 1 ? found[0] : undefined;
}
