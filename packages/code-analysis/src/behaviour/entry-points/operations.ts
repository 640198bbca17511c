import { valueOf, valuesOf } from '../../syntax/static-value.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import { place, type FileContext } from '../context.js';
import { exportedNodes } from '../handlers/exported-functions.js';
import { targetOf } from '../handlers/targets.js';
import type { Found } from '../lazy.js';
import { membersOf } from '../mutations/objects.js';
import { isLoop, within } from '../retries/regions.js';
import { ancestor, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
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
    return [
      { at, within: place(node), service, name, ...(resource && { resource }), inLoop: isInLoop(sends[0] ?? node) },
    ];
  });
}

const isInLoop = (node: Node): boolean => ancestor(node, isLoop) !== undefined;

function resourceName(file: FileContext, { service }: AwsOperation, input: Node): ResourceName | undefined {
  for (const path of names[service] ?? []) {
    const [node, rest] = withinFirst(file, input, path);
    const found = nameAt(file, node, rest) ?? readerOf(file, memberNode(file, node, rest));
    if (found) return found;
  }
  return undefined;
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

/** The expression that is written for a member, where a constant holds it the one that it is made of. */
function memberNode(file: FileContext, node: Node, [name]: readonly string[]): Node | undefined {
  const written = membersOf(file, node)?.find((one) => one.name === name)?.value;
  const plain = written && unwrap(written);
  if (plain?.type !== 'Identifier') return plain;
  const [definition] = file.resolver.scopes.variableOf(plain)?.defs ?? [];
  const holder = definition?.node as Node | undefined;
  return holder?.type === 'VariableDeclarator' && holder.init ? unwrap(holder.init) : undefined;
}

/** `read('TABLE')`, where `read` is a function of this file that takes its parameter from the environment. */
function readerOf(file: FileContext, node: Node | undefined): ResourceName | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const [name] = node.arguments;
  const fn = file.resolver.single(node.callee);
  if (name?.type !== 'Literal' || typeof name.value !== 'string') return undefined;
  if (fn?.kind !== 'expression' || !isFunction(fn.node)) return undefined;
  const [parameter] = fn.node.params;
  if (parameter?.type !== 'Identifier') return undefined;
  const reads = within(file, 'MemberExpression', fn.node).some(
    ({ object, property, computed }) =>
      computed && property.type === 'Identifier' && property.name === parameter.name && isEnvironment(object),
  );
  return reads ? { environment: name.value } : undefined;
}

const isEnvironment = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'process' &&
  memberName(node) === 'env';

/** A variable of the environment, a text, or an export of another file; undefined where it may be more than one of them. */
function nameAt(file: FileContext, node: Node, path: readonly string[] = []): ResourceName | undefined {
  const found = new Map<string, ResourceName>();
  for (const terminal of file.resolver.resolve(node, path)) {
    const value = valueOf(file.resolver, terminal);
    const target = targetOf(file, terminal);
    // What stands behind `??` is a default for tests as a rule.
    if (value.kind === 'env') return { environment: value.name };
    if (target) found.set(`${target.module} ${target.path.join('.')}`, { imported: target });
    else if (value.kind === 'known' && typeof value.value === 'string' && value.value !== '')
      found.set(value.value, { text: value.value });
    else if (terminal.kind !== 'absent' && !(value.kind === 'known')) return undefined;
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** Exports that are variables of the environment, those of objects as `config.table`. */
export function environmentExports(file: FileContext): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!file.source.text.includes('env')) return found;
  for (const { name, value } of exportedNodes(file)) {
    const env = variableIn(file, value);
    if (env !== undefined) found[name] = env;
    const object = file.resolver.single(value);
    if (object?.kind !== 'expression' || object.node.type !== 'ObjectExpression') continue;
    for (const property of object.node.properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
      const member = variableIn(file, property.value);
      if (member !== undefined) found[`${name}.${property.key.name}`] = member;
    }
  }
  return found;
}

function variableIn(file: FileContext, value: Node): string | undefined {
  return valuesOf(file.resolver, value).find((one) => one.kind === 'env')?.name;
}
