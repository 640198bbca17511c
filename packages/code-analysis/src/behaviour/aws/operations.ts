import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Clients } from '../clients.js';
import type { Construction, FileContext } from '../context.js';

/** An operation of an AWS service, in whichever way the SDK is called. */
export interface AwsOperation {
  /** Service as in the package name of version 3, such as `dynamodb`, `sqs`, `sfn`. */
  readonly service: string;
  /** Name in the API, such as `PutItem`; those of the document client under the name of what they call. */
  readonly name: string;
  /** The command or the call of the method. */
  readonly node: Construction;
  readonly input: Node | undefined;
  /** The calls that send it: of a command those whose argument it is. */
  readonly sends: readonly Construction[];
}

const documentNames: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Get: 'GetItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  BatchWrite: 'BatchWriteItem',
  BatchGet: 'BatchGetItem',
  TransactWrite: 'TransactWriteItems',
  TransactGet: 'TransactGetItems',
};

/** Services of version 2 whose class is not named like the package of version 3. */
const services: Readonly<Record<string, string>> = {
  StepFunctions: 'sfn',
  DocumentClient: 'dynamodb',
  CloudWatchEvents: 'eventbridge',
  CognitoIdentityServiceProvider: 'cognito-identity-provider',
  SecretsManager: 'secrets-manager',
};

/** Packages of version 3 for a service that has another one under its newer name, with the same operations. */
const sameAs: Readonly<Record<string, string>> = { 'cloudwatch-events': 'eventbridge' };

/** Members that an input of an operation has and no other object: for clients that come from another file. */
const shapes: Readonly<Record<string, readonly [service: string, name: string, members: readonly string[]]>> = {
  put: ['dynamodb', 'PutItem', ['TableName', 'Item']],
  putItem: ['dynamodb', 'PutItem', ['TableName', 'Item']],
  update: ['dynamodb', 'UpdateItem', ['TableName', 'Key', 'UpdateExpression']],
  updateItem: ['dynamodb', 'UpdateItem', ['TableName', 'Key', 'UpdateExpression']],
  transactWrite: ['dynamodb', 'TransactWriteItems', ['TransactItems']],
  scan: ['dynamodb', 'Scan', ['TableName']],
  query: ['dynamodb', 'Query', ['TableName', 'KeyConditionExpression']],
  batchWrite: ['dynamodb', 'BatchWriteItem', ['RequestItems']],
  batchGet: ['dynamodb', 'BatchGetItem', ['RequestItems']],
  sendMessage: ['sqs', 'SendMessage', ['QueueUrl', 'MessageBody']],
  sendMessageBatch: ['sqs', 'SendMessageBatch', ['QueueUrl', 'Entries']],
  invoke: ['lambda', 'Invoke', ['FunctionName']],
  listObjectsV2: ['s3', 'ListObjectsV2', ['Bucket']],
  putRecords: ['kinesis', 'PutRecords', ['StreamName', 'Records']],
  startExecution: ['sfn', 'StartExecution', ['stateMachineArn']],
};

/** All operations of AWS services in a file. */
export function awsOperations(file: FileContext, clients: Clients | undefined): readonly AwsOperation[] {
  return file.once(awsOperations, () => {
    const made = mayHoldClients(file) ? clients : undefined;
    return file.calls.flatMap((node) => operationOf(file, made, node) ?? []);
  });
}

/** The operation whose pages a call goes through: `Scan` for `paginateScan({ client }, input)`. */
export function paginatedOperation(file: FileContext, { callee }: Construction): string | undefined {
  if (!file.specifiers.some((one) => one.startsWith('@aws-sdk/'))) return undefined;
  const origin = file.origin(callee);
  const name = origin?.path.at(-1);
  return origin && name?.startsWith('paginate') && /^@aws-sdk\/(client-|lib-dynamodb)/.test(origin.module)
    ? name.slice('paginate'.length)
    : undefined;
}

/** Without an import of the SDK, clients come from files of the project of which something is known. */
function mayHoldClients(file: FileContext): boolean {
  return file.specifiers.some((one) => one.includes('aws-sdk') || file.fileOf(one) !== undefined);
}

function operationOf(file: FileContext, clients: Clients | undefined, node: Construction): AwsOperation | undefined {
  if (node.type === 'NewExpression') return commandOf(file, node);
  if (node.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(node.callee);
  if (method === undefined || method === 'send') return undefined;
  const [input] = node.arguments;
  const service = serviceOf(clients, node.callee.object);
  if (service !== undefined) {
    const name = method.charAt(0).toUpperCase() + method.slice(1);
    return { service, name: documentNames[name] ?? name, node, input, sends: [node] };
  }
  const shape = Object.hasOwn(shapes, method) ? shapes[method] : undefined;
  if (!shape || !input || !hasMembers(file, input, shape[2])) return undefined;
  return { service: shape[0], name: shape[1], node, input, sends: [node] };
}

function commandOf(file: FileContext, node: Construction): AwsOperation | undefined {
  const origin = file.origin(node.callee);
  const name = origin?.path.at(-1);
  if (!origin || !name?.endsWith('Command')) return undefined;
  const operation = name.slice(0, -'Command'.length);
  const [input] = node.arguments;
  if (origin.module === '@aws-sdk/lib-dynamodb') {
    const plain = documentNames[operation] ?? operation;
    return { service: 'dynamodb', name: plain, node, input, sends: sendsOf(file, node) };
  }
  const service = /^@aws-sdk\/client-([\w-]+)$/.exec(origin.module)?.[1];
  return service === undefined
    ? undefined
    : { service: sameAs[service] ?? service, name: operation, node, input, sends: sendsOf(file, node) };
}

/** `client.send(command)`, where the command is written there or held by a variable. */
function sendsOf(file: FileContext, command: Node): readonly Construction[] {
  const direct = sendWith(command);
  if (direct) return [direct];
  let holder: Node | undefined = command.parent;
  while (holder?.type === 'TSAsExpression') holder = holder.parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return [];
  const variable = file.resolver.scopes.variableOf(holder.id);
  return (variable?.references ?? []).flatMap(({ identifier }) => sendWith(identifier as Node) ?? []);
}

function sendWith(argument: Node): Construction | undefined {
  const { parent } = argument;
  return parent?.type === 'CallExpression' &&
    parent.arguments[0] === argument &&
    parent.callee.type === 'MemberExpression'
    ? parent
    : undefined;
}

function serviceOf(clients: Clients | undefined, receiver: Node): string | undefined {
  const plain = unwrap(receiver);
  if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression' && plain.type !== 'NewExpression')
    return undefined;
  const found = clients?.receiver(receiver);
  const library = found?.kind === 'client' ? found.client.library : found?.library;
  if (!found || library?.family !== 'aws-sdk') return undefined;
  const module = found.kind === 'client' ? found.client.module : found.module;
  const version3 = /^@aws-sdk\/client-([\w-]+)$/.exec(module)?.[1];
  if (version3 !== undefined) return sameAs[version3] ?? version3;
  if (module === '@aws-sdk/lib-dynamodb') return 'dynamodb';
  const version2 = /^aws-sdk\/clients\/(\w+)$/.exec(module)?.[1];
  const name = found.kind === 'client' ? found.client.name.split('.').at(-1) : undefined;
  return version2 ?? (name === undefined ? undefined : (services[name] ?? name.toLowerCase()));
}

function hasMembers(file: FileContext, input: Node, members: readonly string[]): boolean {
  return members.every((name) => {
    const found = file.resolver.resolve(input, [name]);
    return found.length > 0 && found.every(({ kind, written }) => kind !== 'absent' && written !== undefined);
  });
}
