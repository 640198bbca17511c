/** How the resources of a type are named in ARNs: the service, what stands before the name, and the property that holds it. */
interface NamedType {
  readonly service: string;
  readonly prefix: string;
  readonly types: readonly string[];
  readonly nameProperty: string;
}

/** Formats: service authorization reference, "Resource types defined by" each service. */
const NAMED_TYPES: readonly NamedType[] = [
  { service: 'sqs', prefix: '', types: ['AWS::SQS::Queue'], nameProperty: 'QueueName' },
  { service: 'sns', prefix: '', types: ['AWS::SNS::Topic'], nameProperty: 'TopicName' },
  { service: 'lambda', prefix: 'function:', types: ['AWS::Lambda::Function'], nameProperty: 'FunctionName' },
  {
    service: 'dynamodb',
    prefix: 'table/',
    types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
    nameProperty: 'TableName',
  },
  { service: 'kinesis', prefix: 'stream/', types: ['AWS::Kinesis::Stream'], nameProperty: 'Name' },
  {
    service: 'firehose',
    prefix: 'deliverystream/',
    types: ['AWS::KinesisFirehose::DeliveryStream'],
    nameProperty: 'DeliveryStreamName',
  },
  { service: 'events', prefix: 'event-bus/', types: ['AWS::Events::EventBus'], nameProperty: 'Name' },
  { service: 'events', prefix: 'rule/', types: ['AWS::Events::Rule'], nameProperty: 'Name' },
  {
    service: 'states',
    prefix: 'stateMachine:',
    types: ['AWS::StepFunctions::StateMachine'],
    nameProperty: 'StateMachineName',
  },
  { service: 's3', prefix: '', types: ['AWS::S3::Bucket'], nameProperty: 'BucketName' },
  { service: 'logs', prefix: 'log-group:', types: ['AWS::Logs::LogGroup'], nameProperty: 'LogGroupName' },
  { service: 'iam', prefix: 'role/', types: ['AWS::IAM::Role'], nameProperty: 'RoleName' },
];

/** Types of resources that may go by a name of their own, with the property that holds it. */
export const NAME_PROPERTIES: ReadonlyMap<string, string> = new Map(
  NAMED_TYPES.flatMap(({ types, nameProperty }) => types.map((type) => [type, nameProperty] as const)),
);

/** What an address says: the types it may mean, the name of the resource, and account and region where they are written. */
export interface Address {
  readonly types: readonly string[];
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** True for the URL of a queue. */
  readonly url: boolean;
  /** Whether a version or alias stands behind the name of a function. */
  readonly isQualified?: true;
}

/** Reads an ARN or queue URL; undefined for other text, and for ARNs of services whose names are not in templates. */
export function readAddress(text: string): Address | undefined {
  if (text.startsWith('arn:')) return readArn(text);
  if (!text.startsWith('https://')) return undefined;
  const url = /^https:\/\/(?:sqs\.([^./]+)|([^./]+)\.queue|queue)\.[^/]*\/([^/]+)\/([^/]+)$/.exec(text);
  if (!url) return undefined;
  return {
    types: ['AWS::SQS::Queue'],
    name: url[4] as string,
    account: url[3] as string,
    region: url[1] ?? url[2] ?? '',
    url: true,
  };
}

function readArn(text: string): Address | undefined {
  const pieces = splitOutsidePlaceholders(text, 6);
  const [service, region, account, resource] = [pieces[2] ?? '', pieces[3] ?? '', pieces[4] ?? '', pieces[5] ?? ''];
  // The integration address of a function: arn:aws:apigateway:region:lambda:path/2015-03-31/functions/<ARN>/invocations,
  // and for answers in a stream lambda:path/2021-11-15/functions/<ARN>/response-streaming-invocations
  const integration =
    service === 'apigateway'
      ? /^path\/[^/]+\/functions\/(.+)\/(?:response-streaming-)?invocations$/s.exec(resource)
      : undefined;
  if (integration)
    return (
      readAddress(integration[1] as string) ?? {
        types: ['AWS::Lambda::Function'],
        ...functionName(integration[1] as string),
        account: '',
        region,
        url: false,
      }
    );
  const named = NAMED_TYPES.find((type) => type.service === service && resource.startsWith(type.prefix));
  if (!named) return undefined;
  const name = resource.slice(named.prefix.length);
  const own = { types: named.types, account, region, url: false };
  if (service === 'lambda') return { ...functionName(name), ...own };
  if (service === 'logs') return { name: functionName(name).name, ...own };
  // Streams of tables, paths of roles and objects in buckets follow the name.
  if (service === 'dynamodb' || service === 's3') return { name: name.split('/', 1)[0] as string, ...own };
  return { name, ...own };
}

/** The name of a function, or of what is named in the same way, and whether a qualifier stands behind it. */
function functionName(text: string): Pick<Address, 'name' | 'isQualified'> {
  const [name = '', qualifier] = splitOutsidePlaceholders(text, 2);
  return { name, ...(qualifier !== undefined && { isQualified: true }) };
}

/** Splits at colons, but not at those of placeholders such as `${AWS::Region}`; what follows the last piece stays whole. */
function splitOutsidePlaceholders(text: string, limit: number): string[] {
  if (!text.includes('${')) {
    const all = text.split(':');
    return all.length <= limit ? all : [...all.slice(0, limit - 1), all.slice(limit - 1).join(':')];
  }
  const pieces: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length && pieces.length < limit - 1; index++) {
    if (text.startsWith('${', index)) {
      const end = text.indexOf('}', index);
      if (end < 0) break;
      index = end;
    } else if (text[index] === ':') {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}
