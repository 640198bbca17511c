import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '@faultline/catalog';
import { temporaryFolder, writeFiles } from '../support/project.js';
import { check } from '../support/run.js';
import { queueTemplate } from '../support/samples.js';
import { schemaErrors } from '../support/schema.js';

/**
 * What a hostile author of a template writes, so that the scan crashes, hangs, or says nothing of the rest. Every template holds the
 * same faulty queue beside the attack: it is found, or the template is refused in one sentence.
 */

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const map = <T>(count: number, make: (index: number) => readonly [string, T]) => Object.fromEntries(list(count, make));
const nested = (depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown =>
  list(depth, () => wrap).reduce((value, each) => each(value), inner);

const sound = JSON.parse(queueTemplate()) as { Resources: Record<string, unknown> };
const queue = (properties: unknown) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const lambda = (properties: unknown) => ({ Type: 'AWS::Lambda::Function', Properties: properties });
const machine = (properties: unknown) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: properties });
/** The faulty queue, and resources beside it; entries, so that names such as `__proto__` stand in it. */
const beside = (resources: readonly (readonly [string, unknown])[], rest: object = {}): string =>
  JSON.stringify({ ...rest, Resources: Object.fromEntries([...Object.entries(sound.Resources), ...resources]) });
const withQueue = (properties: unknown, rest?: object): string => beside([['Other', queue(properties)]], rest);
const yaml = (head: string): string => `${head}\nResources: ${JSON.stringify(sound.Resources)}\n`;
const doublingDefaults = map(40, (index) => [
  `P${index}`,
  { Type: 'String', Default: { 'Fn::Sub': `\${P${index + 1}}\${P${index + 1}}` } },
]);

/** Templates that are judged, the faulty queue with them. */
const judged: Readonly<Record<string, string>> = {
  'logical ids that objects have anyway': beside(
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'].map((id) => [id, queue({})] as const),
  ),
  'references to what objects have anyway': withQueue({
    QueueName: { Ref: '__proto__' },
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': ['constructor', 'prototype'] },
      maxReceiveCount: { Ref: 'toString' },
    },
  }),
  'mappings, parameters and conditions of such names': withQueue(
    {
      VisibilityTimeout: { 'Fn::FindInMap': ['__proto__', 'constructor', 'toString'] },
      QueueName: { 'Fn::If': ['constructor', { Ref: 'valueOf' }, { 'Fn::ImportValue': '__proto__' }] },
    },
    { Mappings: { constructor: {} }, Parameters: { valueOf: { Type: 'String' } } },
  ),
  'numbers that are none': withQueue({
    VisibilityTimeout: 'NaN',
    MessageRetentionPeriod: '-Infinity',
    DelaySeconds: '0x1F',
  }),
  'numbers beyond all numbers': withQueue({
    VisibilityTimeout: '9'.repeat(400),
    MessageRetentionPeriod: 1e308,
    DelaySeconds: -1e308,
  }),
  'wrong types everywhere': beside([
    ['A', 5],
    ['B', null],
    ['C', []],
    ['D', { Type: {} }],
    ['E', { Type: ['AWS::SQS::Queue'] }],
    ['F', queue([])],
    ['G', queue('x')],
    ['H', lambda({ Timeout: {}, Environment: [], Role: 5, Policies: 'x', Layers: { a: 1 } })],
    ['I', machine({ Definition: { States: [1, null, { S: 2 }] } })],
    ['J', { Type: 'AWS::Events::Rule', Properties: { Targets: { a: [] } } }],
    ['K', { Type: 'AWS::Serverless::Function', Properties: { Events: [{ Type: [] }] } }],
  ]),
  'hostile names': beside([
    ['<script>alert(1)</script>', queue({ QueueName: '"><img src=x>' })],
    ['\u001b[31mred', queue({ QueueName: '${jndi:ldap://x}' })],
    ['::error file=a::owned', queue({ QueueName: '\n::set-output name=a::b' })],
    ['../../etc/passwd', queue({ QueueName: '\u202eesrever' })],
  ]),
  'texts that double': withQueue({ QueueName: nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] })) }),
  'a join of very many': withQueue({ QueueName: { 'Fn::Join': ['-', list(50_000, () => ({ Ref: 'AWS::Region' }))] } }),
  'a delimiter that multiplies': withQueue({ QueueName: { 'Fn::Join': ['x'.repeat(50_000), list(5_000, () => 'y')] } }),
  'parameters whose defaults double': withQueue({ QueueName: { Ref: 'P0' } }, { Parameters: doublingDefaults }),
  'exports in a ring': withQueue(
    { QueueName: { 'Fn::ImportValue': 'e0' } },
    {
      Outputs: map(100, (index) => [
        `O${index}`,
        { Value: { 'Fn::ImportValue': `e${(index + 1) % 100}` }, Export: { Name: `e${index}` } },
      ]),
    },
  ),
  'dead letters in a ring': beside(
    list(2_000, (index) => [
      `Ring${index}`,
      queue({
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [`Ring${(index + 1) % 2_000}`, 'Arn'] },
          maxReceiveCount: 3,
        },
      }),
    ]),
  ),
  'states in a ring': beside([
    [
      'Ring',
      machine({
        Definition: {
          StartAt: 'S0',
          States: map(3_000, (index) => [`S${index}`, { Type: 'Pass', Next: `S${(index + 1) % 3_000}` }]),
        },
      }),
    ],
  ]),
  'composite alarms that all name each other': beside(
    list(300, (index) => [
      `C${index}`,
      { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'same', AlarmRule: 'ALARM("same")' } },
    ]),
  ),
  'workflows that start each other from all states': beside(
    list(6, (level) => [
      `Flow${level}`,
      machine({
        Definition: {
          States: map(100, (index) => [
            `S${index}`,
            {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync:2',
              Parameters: { StateMachineArn: { Ref: `Flow${(level + 1) % 6}` } },
            },
          ]),
        },
      }),
    ]),
  ),
  'an API whose document refers to itself': beside([
    [
      'Api',
      { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { $ref: '#', paths: { '/': { $ref: '#/paths/~1' } } } } },
    ],
  ]),
  'loops that multiply': beside(
    [
      [
        'Fn::ForEach::A',
        nested(5, { 'Q${X}': queue({}) }, (inner) => [
          'X',
          list(100, (index) => `i${index}`),
          { 'Fn::ForEach::B': inner },
        ]),
      ],
    ],
    { Transform: 'AWS::LanguageExtensions' },
  ),
  'text that careless patterns take for ever for': withQueue({
    QueueName: `arn:aws:sqs:${':'.repeat(50_000)}`,
    KmsMasterKeyId: '${'.repeat(50_000),
    Tags: [{ Key: '{{resolve:'.repeat(5_000), Value: `https://sqs.${'a.'.repeat(20_000)}` }],
  }),
};

/** Templates that are refused, and the end of the sentence that says why. */
const refused: Readonly<Record<string, readonly [string, string]>> = {
  'aliases that double': [
    yaml(
      [
        'Metadata:',
        '  L0: &l0 x',
        ...list(40, (index) => `  L${index + 1}: &l${index + 1} [*l${index}, *l${index}]`),
      ].join('\n'),
    ),
    'grows beyond all bounds when its aliases are written out',
  ],
  'merge keys that add up': [
    yaml(
      [
        'Metadata:',
        '  M0: &m0 {k: 1}',
        ...list(2_000, (index) => `  M${index + 1}: &m${index + 1} {<<: *m${index}, k${index}: 1}`),
      ].join('\n'),
    ),
    'grows beyond all bounds when its aliases are written out',
  ],
  'nesting without end': [`{"Resources":${'['.repeat(100_000)}`, 'nested too deeply'],
  'nesting without end in YAML': [`Resources: ${'{a: '.repeat(10_000)}`, 'nested too deeply'],
  'a key that is a mapping that doubles': [
    yaml(
      ['Metadata:', '  L0: &l0 x', ...list(40, (index) => `  ? &l${index + 1} [*l${index}, *l${index}]\n  : x`)].join(
        '\n',
      ),
    ),
    'grows beyond all bounds when its aliases are written out',
  ],
};

const nameOf = (attack: string) =>
  `infra/${attack.replace(/\W/g, '-')}.${attack.includes('YAML') || attack in refused ? 'yaml' : 'json'}`;

describe('hostile templates', () => {
  const folder = temporaryFolder();
  let results: Results;

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(() => {
    const texts = [
      ...Object.entries(judged),
      ...Object.entries(refused).map(([attack, [text]]) => [attack, text] as const),
    ];
    writeFiles(folder, Object.fromEntries(texts.map(([attack, text]) => [nameOf(attack), text])));
    const end = check(
      texts.map(([attack]) => nameOf(attack)),
      folder,
    );
    expect(end.code).toBe(2);
    expect(end.stderr, 'no stack').not.toMatch(/^\s+at /m);
    ({ results } = end);
  });

  it('give results of the usual form, and cost no rule its verdict', () => {
    expect(schemaErrors(results)).toEqual([]);
    expect(results.errors.filter(({ kind }) => kind === 'internal')).toEqual([]);
    expect(results.errors).toHaveLength(Object.keys(refused).length);
  });

  it.each(Object.keys(judged))('%s', (attack) => {
    const own = results.verdicts.filter(({ resource }) => resource?.template === nameOf(attack));
    const faulty = own.filter(
      ({ check: name, resource }) => name === 'sqs-queue-dlq' && resource?.logicalId === 'Orders',
    );
    expect(faulty.map(({ status }) => status)).toEqual(['violation']);
  });

  it.each(Object.entries(refused))('%s', (attack, [, reason]) => {
    const own = results.errors.filter(({ path }) => path === nameOf(attack));
    expect(own.map(({ message }) => message)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    'texts that double',
    'a join of very many',
    'a delimiter that multiplies',
    'parameters whose defaults double',
    'exports in a ring',
    'loops that multiply',
  ])('tell what of them was not resolved: %s', (attack) => {
    const reasons = results.scope.skipped.filter(({ path }) => path === nameOf(attack)).map(({ reason }) => reason);
    expect(reasons.join('\n')).toMatch(/This was not resolved, since|not all written out/);
  });
});
