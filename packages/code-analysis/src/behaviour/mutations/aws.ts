import { tokenTable } from '../../libraries/idempotency-tokens.js';
import { valueOf } from '../../syntax/static-value.js';
import { isFunction, type Node } from '../../syntax/tree.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import type { FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { deduplicationId, fifoMessage } from './fifo.js';
import { freshness, type Freshness } from './fresh.js';
import type { Guards } from './guards.js';
import { keyFact, keyOf } from './keys.js';
import { membersOf, presence, writtenText } from './objects.js';
import type { CreateFact, MutationFact, TokenFact, UpdateFact } from './types.js';

/** Mutations by the SDK of AWS. */
export function awsMutations({ file, clients }: Found, guards: Guards): readonly MutationFact[] {
  return awsOperations(file, clients).flatMap((operation): readonly MutationFact[] => {
    const made = [...creates(file, operation), ...updates(file, operation), ...requests(file, operation, guards)];
    return made.map((fact) => ({ ...fact, guard: guards.of(operation.node) }));
  });
}

const conditions = ['ConditionExpression', 'Expected', 'ConditionalOperator'];

function conditionOf(file: FileContext, input: Node, path: readonly string[] = []): CreateFact['condition'] {
  const found = conditions.map((name) => presence(file, input, [...path, name]));
  return found.find((one) => one === 'present') ?? found.find((one) => one === 'unknown') ?? 'none';
}

function base(file: FileContext, { node, name }: AwsOperation) {
  return { at: calleePlace(node, file.source.text), operation: name, guard: 'none' as const };
}

function creates(file: FileContext, operation: AwsOperation): readonly CreateFact[] {
  const { service, name, input } = operation;
  if (!input) return [];
  if (service === 'dynamodb' && name === 'PutItem') {
    const members = membersOf(file, input, ['Item']);
    const key = members ? keyOf(file, members) : ({ name: '', state: 'unknown' } as const);
    return [{ ...base(file, operation), effect: 'create', key, condition: conditionOf(file, input) }];
  }
  if (service === 's3' && (name === 'PutObject' || name === 'CreateBucket')) {
    const member = name === 'PutObject' ? 'Key' : 'Bucket';
    const found = freshness(file, input, [member]);
    // Objects named by the time are logs and partitions as a rule.
    if (name === 'PutObject' && found.kind === 'fresh' && found.by === 'time') return [];
    const condition = presence(file, input, ['IfNoneMatch']);
    return [{ ...base(file, operation), effect: 'create', key: keyFact(file, member, found), condition }];
  }
  return namedResource(file, operation);
}

/** What a run makes for itself on purpose, each time another one. */
const perRun = /Snapshot|Backup|Image|Export|Report|Log|Session|Token|Version|Revision|Deployment|ChangeSet/;

/** A resource of any service under a name that is made up in this run; under the same name the second one is refused. */
function namedResource(file: FileContext, operation: AwsOperation): readonly CreateFact[] {
  const { service, name, input } = operation;
  const noun = /^Create([A-Z]\w*)$/.exec(name)?.[1];
  if (noun === undefined || !input || perRun.test(name) || entryOf(service, name)) return [];
  const own = new RegExp(`^(?:${noun})?(?:Name|Id|Identifier)$`, 'i');
  const member = membersOf(file, input)?.find((one) => own.test(one.name));
  const found = member && freshness(file, member.value);
  if (found?.kind !== 'fresh') return [];
  return [
    { ...base(file, operation), effect: 'create', key: keyFact(file, member?.name ?? '', found), condition: 'none' },
  ];
}

function entryOf(service: string, name: string) {
  return tokenTable[service]?.find(({ operations }) => operations.split(' ').includes(name));
}

const growing: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/\blist_append\s*\(/i, () => 'list_append'],
  [
    /([#:.\w]+)\s*=\s*(?:if_not_exists\s*\(\s*)?\1\b(?:\s*,\s*[:\w]+\s*\))?\s*[+-]\s*[:\w]/,
    ([, name = '']) => `SET ${name} = ${name} + ...`,
  ],
  [/\bADD\s+([#.\w]+)\s+(:\w+)/i, ([, name = '']) => `ADD ${name}`],
];

function updates(file: FileContext, operation: AwsOperation): readonly UpdateFact[] {
  const { service, name, input } = operation;
  if (service !== 'dynamodb' || name !== 'UpdateItem' || !input) return [];
  const text = writtenText(file, input, ['UpdateExpression']);
  const growth = text === undefined ? undefined : growthOf(file, text, input);
  if (growth === undefined) return [];
  const table = writtenText(file, input, ['TableName']) ?? '';
  return [
    {
      ...base(file, operation),
      effect: 'update',
      growth,
      condition: conditionOf(file, input),
      forMetrics: isMetric(`${growth} ${table}`),
    },
  ];
}

function growthOf(file: FileContext, text: string, input: Node): string | undefined {
  for (const [pattern, say] of growing) {
    const match = pattern.exec(text);
    if (!match) continue;
    const value = match[2];
    // Adding to a set twice is the same as once.
    if (value !== undefined && !isNumber(file, input, value)) return undefined;
    return say(match);
  }
  return undefined;
}

/** True for a value of `ADD` that is a number for sure. */
function isNumber(file: FileContext, input: Node, name: string): boolean {
  return file.resolver.resolve(input, ['ExpressionAttributeValues', name]).some((terminal) => {
    if (terminal.kind !== 'expression') return false;
    if (terminal.node.type === 'ObjectExpression')
      return terminal.node.properties.some(
        (one) => one.type === 'Property' && /^N\b/.test(file.source.text.slice(...one.key.range)),
      );
    const value = valueOf(file.resolver, terminal);
    return value.kind === 'known' && typeof value.value === 'number';
  });
}

/** True for names of counters that nobody's account depends on; failed attempts decide on what is tried. */
export function isMetric(text: string): boolean {
  return /metric|stat(s|istic)|views?\b|hits?\b|impression|click|analytic|telemetry|usage|rate|throttl|(?<!fail(?:ed|ure)?_?)attempt|retr(?:y|ies)|quota/i.test(
    text,
  );
}

function requests(file: FileContext, operation: AwsOperation, guards: Guards): readonly TokenFact[] {
  const { service, name, input, node } = operation;
  const message = input && fifoMessage(file, operation, input);
  if (message) {
    const { id, known, body } = message;
    const key = keyFact(file, deduplicationId, id);
    return [
      {
        ...token(file, operation, guards, id),
        about: 'deduplication',
        key,
        automatic: false,
        fifo: known,
        content: body.kind,
      },
    ];
  }
  const entry = entryOf(service, name);
  if (!entry) return [];
  if (name === 'TransactWriteItems' && !isUnsafeTransaction(file, node)) return [];
  const path = entry.token.split('.');
  const found = input ? freshness(file, input, path) : ({ kind: 'absent' } as const);
  return [
    {
      ...token(file, operation, guards, found),
      about: 'aws',
      key: keyFact(file, entry.token, found),
      automatic: entry.automatic,
    },
  ];
}

function token(file: FileContext, operation: AwsOperation, guards: Guards, found: Freshness) {
  const sent = operation.sends[0] ?? operation.node;
  const retried = guards.retriedWith(sent, found);
  return { ...base(file, operation), effect: 'request', inLoop: isInLoop(sent), retried } as const;
}

/** Conditions in a transaction make all of it conditional. */
function isUnsafeTransaction(file: FileContext, node: Node): boolean {
  const text = file.source.text.slice(...node.range);
  return !/Condition/.test(text) && /\bADD\s|list_append|=\s*\S+\s*[+-]\s*:/.test(text);
}

/** True for code that runs once for each of many: in a loop or in a callback of `map` and `forEach`. */
export function isInLoop(node: Node): boolean {
  for (let above = node.parent; above; above = above.parent) {
    if (/^(For|While|DoWhile)/.test(above.type)) return true;
    if (isFunction(above)) {
      const { parent } = above;
      return (
        parent.type === 'CallExpression' &&
        parent.callee.type === 'MemberExpression' &&
        parent.callee.property.type === 'Identifier' &&
        /^(map|forEach|flatMap)$/.test(parent.callee.property.name)
      );
    }
  }
  return false;
}
