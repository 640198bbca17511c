import { describe, expect, it } from 'vitest';
import { buildGraph } from './graph/build-graph.js';
import type { Resource, ResourceGraph } from './graph/graph.js';
import { judge } from './judge.js';
import { LIMITS } from './limits.js';
import type { Json, TemplateDocument } from './template/document.js';
import { readTemplate } from './template/read-template.js';
import type { Value } from './values/value.js';

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const read = (body: object, path = 'a.json'): TemplateDocument => readTemplate({ path, text: JSON.stringify(body) });
const graphOf = (properties: object, rest: object = {}): ResourceGraph =>
  buildGraph([read({ Resources: { R: { Type: 'T', Properties: properties } }, ...rest })]);
const only = (graph: ResourceGraph): Resource => graph.ofType('T')[0] as Resource;
const nested = (depth: number, inner: Json, wrap: (value: Json, level: number) => Json): Json =>
  list(depth, (level) => level).reduce<Json>((value, level) => wrap(value, level), inner);
const parameters = (count: number, make: (next: string) => Json, last: Json) =>
  Object.fromEntries(
    list(count + 1, (index) => [
      `P${index}`,
      { Type: 'String', Default: index === count ? last : make(`P${index + 1}`) },
    ]),
  );
const beyond = (reason: RegExp) => ({
  kind: 'unknown',
  isLimit: true,
  reason: expect.stringMatching(reason) as string,
});

/** What a value comes to, and what is told of it. */
function resolved(value: Json, rest: object = {}): { value: Value; told: string[] } {
  const graph = graphOf({ P: value }, rest);
  const found = only(graph).get('P');
  return { value: found, told: graph.notAnalysed.map(({ path, reason }) => `${path.join('.')}: ${reason}`) };
}

describe('values within the limits are resolved', () => {
  it.each<[string, Json, string]>([
    ['a join of many texts', { 'Fn::Join': ['', list(50_000, () => 'x')] }, 'x'.repeat(50_000)],
    ['a join of many parameters', { 'Fn::Join': ['', list(5_000, () => ({ Ref: 'A' }))] }, 'a'.repeat(5_000)],
    ['texts that double a few times', nested(8, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] })), 'x'.repeat(256)],
    ['joins in joins', nested(40, 'x', (value) => ({ 'Fn::Join': ['', [value, 'y']] })), `x${'y'.repeat(40)}`],
  ])('%s', (_, value, expected) => {
    const { value: found, told } = resolved(value, { Parameters: { A: { Type: 'String', Default: 'a' } } });
    expect(found).toMatchObject({ kind: 'known', value: expected });
    expect(told).toEqual([]);
  });

  it('the states of a large ring', () => {
    const states = Object.fromEntries(
      list(3_000, (index) => [`S${index}`, { Type: 'Pass', Next: `S${(index + 1) % 3_000}` }]),
    );
    const graph = graphOf({ Definition: { StartAt: 'S0', States: states } });
    expect(only(graph).keys('Definition.States')).toHaveLength(3_000);
    expect(only(graph).get('Definition.States.S2999.Next')).toEqual({ kind: 'known', value: 'S0' });
  });
});

describe('values beyond the limits are unknown and told', () => {
  const steps = /too many steps/;
  it.each<[string, Json, RegExp, object?]>([
    ['texts that double', nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] })), steps],
    [
      'texts that double through joins',
      nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A: { 'Fn::Join': ['', [A]] } }] })),
      steps,
    ],
    [
      'a join of more than can be gone through',
      { 'Fn::Join': ['-', list(50_000, () => ({ Ref: 'AWS::Region' }))] },
      steps,
    ],
    [
      'a delimiter that makes the text too long',
      { 'Fn::Join': ['x'.repeat(2_000), list(1_000, () => 'y')] },
      /text is too long/,
    ],
    [
      'parameters whose defaults double',
      { Ref: 'P0' },
      steps,
      { Parameters: parameters(40, (next) => ({ 'Fn::Sub': `\${${next}}\${${next}}` }), 'x') },
    ],
    [
      'conditions that double',
      { Ref: 'P0' },
      /too many (steps|conditions)/,
      {
        Parameters: parameters(
          40,
          (next) => ({ 'Fn::If': [`C${next}`, { Ref: next }, { 'Fn::Sub': `a\${${next}}` }] }),
          'x',
        ),
      },
    ],
    [
      'conditions side by side',
      { 'Fn::Join': ['', list(8, (index) => ({ 'Fn::If': [`C${index}`, 'a', 'b'] }))] },
      /too many conditions/,
    ],
    [
      'a mapping of many rows',
      { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'v'] },
      /too many conditions/,
      {
        Mappings: { M: Object.fromEntries(list(1_000, (index) => [`r${index}`, { v: index }])) },
      },
    ],
    [
      'a ring of exports',
      { 'Fn::ImportValue': 'e0' },
      /in a row, or go round/,
      {
        Outputs: Object.fromEntries(
          list(3, (index) => [
            `O${index}`,
            { Value: { 'Fn::ImportValue': `e${(index + 1) % 3}` }, Export: { Name: `e${index}` } },
          ]),
        ),
      },
    ],
    [
      'JSON in JSON',
      { Ref: 'P0' },
      steps,
      { Parameters: parameters(20, (next) => ({ 'Fn::ToJsonString': { a: { Ref: next }, b: { Ref: next } } }), 'x') },
    ],
  ])('%s', (_, value, reason, rest) => {
    const { value: found, told } = resolved(value, rest);
    expect(found).toMatchObject(beyond(reason));
    expect(told).toEqual([expect.stringMatching(/^Resources\.R\.Properties\.P: This was not resolved, since it/)]);
  });

  it('none where a parameter that others use twice is resolved once', () => {
    const doubling = parameters(16, (next) => ({ 'Fn::Sub': `\${${next}}\${${next}}` }), 'x');
    const { value, told } = resolved({ Ref: 'P0' }, { Parameters: doubling });
    expect(value).toMatchObject({ kind: 'known', value: 'x'.repeat(2 ** 16) });
    expect(told).toEqual([]);
  });

  it('a value of which one part is beyond them', () => {
    const doubling = nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] }));
    expect(resolved([doubling, 'sound']).value).toMatchObject(beyond(steps));
  });

  it('what is left when a template has taken its steps', () => {
    const doubling = nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] }));
    const count = Math.ceil(LIMITS.templateSteps.atLeast / LIMITS.valueSteps) + 5;
    const graph = graphOf(Object.fromEntries(list(count, (index) => [`V${index}`, doubling])));
    const values = list(count, (index) => only(graph).get(`V${index}`));
    expect(values[0]).toMatchObject(beyond(/^it takes too many steps/));
    expect(values.at(-1)).toMatchObject(beyond(/^its template takes too many steps/));
    expect(graph.notAnalysed.at(-1)?.reason).toBe('More values of this template were not resolved.');
    expect(graph.notAnalysed).toHaveLength(LIMITS.toldValues + 1);
  });

  it('but not the values of another template', () => {
    const doubling = {
      Resources: { D: { Type: 'D', Properties: { P: nested(24, 'x', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] })) } } },
    };
    const graph = buildGraph([
      read(doubling, 'd.json'),
      read({ Resources: { R: { Type: 'T', Properties: { P: { 'Fn::Join': ['', ['a', 'b']] } } } } }),
    ]);
    expect(graph.ofType('D')[0]?.get('P').kind).toBe('unknown');
    expect(only(graph).get('P')).toEqual({ kind: 'known', value: 'ab' });
  });

  it.each([
    ['lists', { L: list(LIMITS.elements + 1, (index) => index) }, 'L', 'a list of it has more than'],
    [
      'mappings',
      { L: Object.fromEntries(list(LIMITS.members + 1, (index) => [`k${index}`, index])) },
      'L',
      'a mapping of it has more than',
    ],
  ])('%s that are too long to go through', (_, properties, path, reason) => {
    const graph = graphOf(properties);
    expect(only(graph).indexes(path)).toBeUndefined();
    expect(only(graph).keys(path)).toBeUndefined();
    expect(graph.notAnalysed.map((entry) => entry.reason)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('verdicts beyond the limits', () => {
  it('are undetermined and say so', () => {
    const VisibilityTimeout = nested(24, '1', (A) => ({ 'Fn::Sub': ['${A}${A}', { A }] }));
    const graph = buildGraph([
      read({
        Resources: {
          Q: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout } },
          F: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 30 } },
          M: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: { FunctionName: { Ref: 'F' }, EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] } },
          },
        },
      }),
    ]);
    const found = judge(graph, ({ name }) => name === 'sqs-visibility-timeout').findings;
    expect(found.map(({ status, message }) => [status, message])).toEqual([
      ['undetermined', expect.stringMatching(/ It was not resolved, since it takes too many steps to resolve\.$/)],
    ]);
  });

  it('of a state machine with more states than are looked at', () => {
    const states = Object.fromEntries(
      list(2, (group) => [
        `Each${group}`,
        {
          Type: 'Map',
          ItemProcessor: {
            States: Object.fromEntries(list(LIMITS.states - 1, (index) => [`S${index}`, { Type: 'Pass' }])),
          },
        },
      ]),
    );
    const graph = buildGraph([
      read({
        Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { States: states } } } },
      }),
    ]);
    const { findings } = judge(graph, ({ name }) => name === 'stepfunctions-catch');
    expect(findings.map(({ status }) => status)).toEqual(['undetermined']);
    expect(graph.notAnalysed.map(({ reason }) => reason)).toEqual([expect.stringContaining('more than 10000 states')]);
  });
});

describe('aliases of YAML', () => {
  const doubling = (levels: number) =>
    [
      'Metadata:',
      '  L0: &l0 x',
      ...list(levels, (level) => `  L${level + 1}: &l${level + 1} [*l${level}, *l${level}]`),
    ].join('\n');
  const refused = (text: string) => () =>
    readTemplate({ path: 'a.yaml', text: `${text}\nResources:\n  R: {Type: T}\n` });

  it('may stand for something large', () => {
    expect(refused(doubling(10))().body['Resources']).toEqual({ R: { Type: 'T' } });
  });

  it('are refused when they grow beyond all bounds', () => {
    expect(refused(doubling(30))).toThrow('grows beyond all bounds when its aliases are written out');
    const merges = list(2_000, (index) => `  M${index + 1}: &m${index + 1} {<<: *m${index}, k${index}: 1}`).join('\n');
    expect(refused(`Metadata:\n  M0: &m0 {k: 1}\n${merges}`)).toThrow('grows beyond all bounds');
  });

  it('are refused when they nest what is nested', () => {
    const deep = (inner: string) => `${'['.repeat(100)}${inner}${']'.repeat(100)}`;
    expect(refused(`Metadata:\n  A: &a ${deep('x')}\n  B: &b ${deep('*a')}\n  C: ${deep('*b')}`)).toThrow(
      'nested too deeply',
    );
  });
});
