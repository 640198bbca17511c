import { valueOf } from '../../syntax/static-value.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import { place, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { membersOf } from '../mutations/objects.js';
import { isLoop } from '../retries/regions.js';
import { ancestor, type Node } from '../../syntax/tree.js';
import { requestedTable } from './given-names.js';
import { nameAt, nameWritten } from './resource-names.js';
import type { OperationFact, ResourceName } from './types.js';

/** Members of inputs that name the resource, by service; of several the first that is written. */
const names: Readonly<Record<string, readonly (readonly string[])[]>> = {
  sqs: [['QueueUrl']],
  sns: [['TopicArn'], ['TargetArn']],
  dynamodb: [
    ['TableName'],
    ...['Put', 'Update', 'Delete', 'ConditionCheck'].map((kind) => ['TransactItems', '0', kind, 'TableName']),
  ],
  lambda: [['FunctionName']],
  sfn: [['stateMachineArn']],
  kinesis: [['StreamARN'], ['StreamName']],
  firehose: [['DeliveryStreamName']],
  eventbridge: [['Entries', '0', 'EventBusName']],
  s3: [['Bucket']],
};

/** The operations of AWS services that a file sends, with what they say of the resource that they are for. */
export function operationFacts({ file, clients }: Found): readonly OperationFact[] {
  return awsOperations(file, clients).flatMap((operation): OperationFact[] => {
    const { service, name, node, input, sends } = operation;
    if (!Object.hasOwn(names, service)) return [];
    const resource = input && resourceName(file, operation, input);
    const at = calleePlace(sends[0] ?? node, file.source.text);
    const seconds = input && service === 'sqs' ? secondsIn(file, input, name) : undefined;
    return [
      {
        at,
        within: place(node),
        service,
        name,
        ...(resource && { resource }),
        ...(seconds !== undefined && { seconds }),
        inLoop: isInLoop(sends[0] ?? node),
      },
    ];
  });
}

/** `VisibilityTimeout` of what was received, or `DelaySeconds` of what is sent. */
function secondsIn(file: FileContext, input: Node, operation: string): number | undefined {
  const member = /^Send/.test(operation) ? 'DelaySeconds' : 'VisibilityTimeout';
  const terminal = file.resolver.single(input, [member]);
  const value = terminal && terminal.kind !== 'absent' ? valueOf(file.resolver, terminal) : undefined;
  return value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}

const isInLoop = (node: Node): boolean => ancestor(node, isLoop) !== undefined;

function resourceName(file: FileContext, { service }: AwsOperation, input: Node): ResourceName | undefined {
  for (const path of names[service] ?? []) {
    const [node, rest] = withinFirst(file, input, path);
    const written = memberNode(file, node, rest);
    const found = nameAt(file, node, rest) ?? nameWritten(file, written);
    if (found) return found;
  }
  const table = service === 'dynamodb' ? requestedTable(file, input) : undefined;
  return table && nameAt(file, table);
}

/** Enters the first element of a list that is written out: `Entries.0.EventBusName`. */
function withinFirst(file: FileContext, node: Node, path: readonly string[]): readonly [Node, readonly string[]] {
  const index = path.indexOf('0');
  if (index < 0) return [node, path];
  const list = file.resolver.single(node, path.slice(0, index));
  const isList = list?.kind === 'expression' && list.path.length === 0 && list.node.type === 'ArrayExpression';
  const first = isList && list.node.type === 'ArrayExpression' ? list.node.elements[0] : undefined;
  return first && first.type !== 'SpreadElement' ? [first, path.slice(index + 1)] : [node, path];
}

/** The expression that is written for a member. */
function memberNode(file: FileContext, node: Node, [name]: readonly string[]): Node | undefined {
  return membersOf(file, node)?.find((one) => one.name === name)?.value;
}
