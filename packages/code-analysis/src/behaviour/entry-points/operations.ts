import { returnsOf } from '../../syntax/resolve.js';
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
import { givenToConstructor, readSetting, requestedTable, settingsOf } from './given-names.js';
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
    const found = nameAt(file, node, rest) ?? readerOf(file, written) ?? validated(file, written);
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
  const setting = settingNamed(file, node);
  if (setting) return setting;
  if (node.arguments.length === 0) return answerOf(file, node.callee);
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

/** `config.get('table')`, where the configuration says which variable that is, here or in another file. */
function settingNamed(file: FileContext, node: Node): ResourceName | undefined {
  const read = readSetting(node);
  if (!read) return undefined;
  const own = settingsOf(file, read.of);
  if (Object.hasOwn(own, read.name)) return { environment: own[read.name] as string };
  const terminal = file.resolver.single(read.of);
  const target = terminal && targetOf(file, terminal);
  return target && { imported: { module: target.module, path: [...target.path, `get(${read.name})`] } };
}

/** `table()`, where the function gives back a variable of the environment, here or in another file. */
function answerOf(file: FileContext, callee: Node): ResourceName | undefined {
  const own = returnedBy(file, callee);
  if (own !== undefined) return { environment: own };
  const terminal = file.resolver.single(callee);
  const target = terminal && targetOf(file, terminal);
  if (!target) return undefined;
  const path = [...target.path.slice(0, -1), `${target.path.at(-1)}()`];
  return { imported: { module: target.module, path } };
}

/** `env.TABLE` of `const env = schema.parse(process.env)`: what is validated keeps its names. */
function validated(file: FileContext, node: Node | undefined): ResourceName | undefined {
  const member = node && unwrap(node);
  if (member?.type !== 'MemberExpression') return undefined;
  const name = memberName(member);
  return name !== undefined && variableName.test(name) && isWholeEnvironment(file, member.object)
    ? { environment: name }
    : undefined;
}

const variableName = /^[A-Z][A-Z\d_]*$/;

/** The environment as a whole, or what a validation makes of it: `z.object({ … }).parse(process.env)`, `cleanEnv(process.env, …)`. */
function isWholeEnvironment(file: FileContext, node: Node): boolean {
  const terminal = file.resolver.single(node);
  if (terminal?.kind === 'global') return terminal.path.join('.') === 'process.env';
  // `safeParse` keeps it under `data`.
  if (terminal?.kind !== 'expression' || terminal.path.some((part) => part !== 'data')) return false;
  const call = terminal.node;
  if (call.type !== 'CallExpression') return false;
  return call.arguments.some((given) => given.type !== 'SpreadElement' && isEnvironment(unwrap(given)));
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
    const given = givenToConstructor(file, terminal);
    if (given) return nameAt(file, given);
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
    else if (isWholeEnvironment(file, value)) found[`${name}.*`] = '*';
    for (const [setting, variable] of Object.entries(settingsOf(file, value)))
      found[`${name}.get(${setting})`] = variable;
    const returned = returnedBy(file, value);
    if (returned !== undefined) found[`${name}()`] = returned;
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

/** The variable that a function gives back: `export const table = () => process.env.TABLE ?? ''`. */
function returnedBy(file: FileContext, value: Node): string | undefined {
  const terminal = file.resolver.single(value);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0 || !isFunction(terminal.node)) return undefined;
  const fn = terminal.node;
  const returned = fn.body?.type === 'BlockStatement' ? returnsOf(fn) : fn.body ? [fn.body] : [];
  const names = new Set(returned.map((one) => variableIn(file, one)));
  return names.size === 1 ? [...names][0] : undefined;
}

function variableIn(file: FileContext, value: Node): string | undefined {
  return valuesOf(file.resolver, value).find((one) => one.kind === 'env')?.name;
}
