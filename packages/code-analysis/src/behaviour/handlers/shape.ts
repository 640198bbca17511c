import type { HandlerSource } from '../../libraries/handlers.js';
import { contains, keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** Source of an event as its members show, and whether it is a list of records. */
export interface Shape {
  readonly source: HandlerSource;
  readonly batch: boolean;
}

/** Members of records that only one source has. */
const recordMembers: readonly (readonly [HandlerSource, readonly string[]])[] = [
  ['sns', ['Sns']],
  ['kinesis', ['kinesis']],
  ['dynamodb-stream', ['dynamodb', 'NewImage', 'OldImage']],
  ['s3', ['s3']],
  ['sqs', ['messageId', 'receiptHandle', 'messageAttributes', 'body']],
];

/** Members of whole events. */
const eventMembers: readonly (readonly [HandlerSource, readonly string[]])[] = [
  ['eventbridge', ['detail-type', 'detail']],
  ['custom-resource', ['ResponseURL', 'ResourceProperties', 'RequestType']],
  [
    'http',
    [
      'requestContext',
      'httpMethod',
      'pathParameters',
      'queryStringParameters',
      'rawPath',
      'rawQueryString',
      'isBase64Encoded',
      'authorizationToken',
    ],
  ],
];

/**
 * The source of an event by the members that are read: `event.Records` with those of its records, `event.detail`.
 * @param reached the functions that handle the records
 */
export function shapeOf(file: FileContext, fn: FunctionNode, reached: readonly FunctionNode[]): Shape | undefined {
  const names = eventNames(file, fn);
  if (names.has('Records')) {
    const members = memberNames(file, reached);
    const [source = 'records'] = recordMembers.find(([, wanted]) => wanted.some((name) => members.has(name))) ?? [];
    return { source: source === 's3' && unpacksBody(file, reached) ? 'sqs' : source, batch: true };
  }
  const known = eventMembers.find(([, wanted]) => wanted.some((name) => names.has(name)));
  if (known) return { source: known[0], batch: false };
  const answers = (names.has('body') || names.has('headers')) && answersWithStatus(file, reached);
  return answers ? { source: 'http', batch: false } : undefined;
}

/** `JSON.parse(record.body).Records`: events of a bucket that come through a queue. */
function unpacksBody(file: FileContext, functions: readonly FunctionNode[]): boolean {
  return functions.some((fn) => /\bJSON\.parse\(\s*[\w.[\]?!]+\.body\s*\)/.test(file.source.text.slice(...fn.range)));
}

/** `{ statusCode: 200 }`, the answer of a function behind an API. */
function answersWithStatus(file: FileContext, reached: readonly FunctionNode[]): boolean {
  return file
    .nodes('Property')
    .some((property) => keyName(property) === 'statusCode' && reached.some((fn) => contains(fn, property)));
}

/** Members of the first parameter that a function reads. */
function eventNames(file: FileContext, fn: FunctionNode): ReadonlySet<string> {
  const [first] = fn.params;
  const names = new Set<string>();
  if (first?.type === 'ObjectPattern') addKeys(first, names);
  const plain = first?.type === 'AssignmentPattern' ? first.left : first;
  const variable = plain?.type === 'Identifier' ? file.resolver.scopes.variableOf(plain) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const node = outermost(identifier as Node);
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.object === node) {
      const name = memberName(parent);
      if (name !== undefined) names.add(name);
    } else if (parent?.type === 'VariableDeclarator' && parent.init === node) addKeys(parent.id, names);
  }
  return names;
}

function outermost(node: Node): Node {
  let value = node;
  while (value.parent?.type === 'TSAsExpression' || value.parent?.type === 'TSNonNullExpression') value = value.parent;
  return value;
}

function memberNames(file: FileContext, functions: readonly FunctionNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const inside = (node: Node) => functions.some((fn) => contains(fn, node));
  for (const node of file.nodes('MemberExpression')) {
    const name = inside(node) ? memberName(node) : undefined;
    if (name !== undefined) names.add(name);
  }
  for (const pattern of file.nodes('ObjectPattern')) if (inside(pattern)) addKeys(pattern, names);
  return names;
}

function addKeys(pattern: Node, names: Set<string>): void {
  if (pattern.type !== 'ObjectPattern') return;
  for (const property of pattern.properties) {
    const key = property.type === 'Property' ? keyName(property) : undefined;
    if (key !== undefined) names.add(key);
  }
}
