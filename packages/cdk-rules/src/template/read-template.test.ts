import { describe, expect, it } from 'vitest';
import { TemplateError } from './document.js';
import { looksLikeTemplate, readTemplate } from './read-template.js';

const read = (text: string, path = 'a.yaml') => readTemplate({ path, text });
const bodyOf = (resourceProperties: string) =>
  (
    read(`Resources:\n  R:\n    Type: T\n    Properties:\n      P: ${resourceProperties}\n`).body[
      'Resources'
    ] as Record<string, { Properties: { P: unknown } }>
  )['R']?.Properties.P;

function errorOf(text: string, path?: string): TemplateError {
  try {
    read(text, path);
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError);
    return error as TemplateError;
  }
  throw new Error('no error');
}

describe('readTemplate', () => {
  it.each([
    ['!Ref A', { Ref: 'A' }],
    ['!Condition A', { Condition: 'A' }],
    ['!GetAtt A.Outputs.B', { 'Fn::GetAtt': ['A', 'Outputs.B'] }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!Sub "${A}-x"', { 'Fn::Sub': '${A}-x' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!If [C, 1, !Ref AWS::NoValue]', { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] }],
    [
      '!And [!Condition A, !Not [!Equals [a, b]]]',
      { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
    ],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!Join ["", [a, !ImportValue b]]', { 'Fn::Join': ['', ['a', { 'Fn::ImportValue': 'b' }]] }],
    ['!Base64 x', { 'Fn::Base64': 'x' }],
    ['!Transform {Name: N}', { 'Fn::Transform': { Name: 'N' } }],
    ['!Ref 012', { Ref: '012' }],
    ['2012-10-17', '2012-10-17'],
  ])('writes out %s', (written, long) => {
    expect(bodyOf(written)).toEqual(long);
  });

  it('reads JSON with a byte order mark and finds members by line and column', () => {
    const document = read(
      '\uFEFF{\r\n  "Resources": {\r\n    "Q": {"Type": "T", "Properties": {"L": [1, {"a": "\\"}"}]}}\r\n  }\r\n}',
      'a.json',
    );
    expect(document.format).toBe('json');
    expect(document.locate(['Resources', 'Q'])).toEqual({ line: 3, column: 5 });
    expect(document.locate(['Resources', 'Q', 'Properties', 'L', 1, 'a'])).toEqual({ line: 3, column: 49 });
    expect(document.locate(['Resources', 'X'])).toBeUndefined();
  });

  it('finds members of YAML', () => {
    const document = read(
      'Resources:\n  Q:\n    Type: T\n    Properties:\n      L: !If [C, [a], [b]]\n      M:\n        - x\n',
    );
    expect(document.locate(['Resources', 'Q', 'Properties', 'L'])).toEqual({ line: 5, column: 7 });
    expect(document.locate(['Resources', 'Q', 'Properties', 'L', 'Fn::If', 2])).toEqual({ line: 5, column: 23 });
    expect(document.locate(['Resources', 'Q', 'Properties', 'M', 0])).toEqual({ line: 7, column: 11 });
  });

  it('writes out anchors and merge keys, the own key before the merged one', () => {
    const { body } = read('X: &x {a: 1, b: 2}\nResources:\n  R: {<<: *x, b: 3}\n');
    expect(body['Resources']).toEqual({ R: { a: 1, b: 3 } });
  });

  it('keeps a key named __proto__ as data', () => {
    const resources = read('Resources:\n  __proto__: {Type: T}\n').body['Resources'] as object;
    expect(Object.keys(resources)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(resources)).toBe(Object.prototype);
  });

  it('takes JSON with trailing commas, and brackets in flow style that are not indented', () => {
    expect(read('{"Resources": {"Q": {"Type": "T",},},}', 'a.json').body['Resources']).toEqual({ Q: { Type: 'T' } });
    expect(
      read('Resources:\n  Q:\n    Type: T\n    Properties:\n      Tags: {\n      a: 1,\n      b: 2\n      }\n').body[
        'Resources'
      ],
    ).toEqual({
      Q: { Type: 'T', Properties: { Tags: { a: 1, b: 2 } } },
    });
  });

  it('takes text in quotes that ends on a line of its own, and what follows it', () => {
    const resource = (id: string) => [
      `  ${id}:`,
      '    Type: T',
      '    Properties:',
      "      Input: '",
      '      {',
      "      '",
    ];
    const { body } = read(['Resources:', ...resource('A'), ...resource('B'), '  C: {Type: U}', ''].join('\n'));
    const expected = { Type: 'T', Properties: { Input: expect.stringContaining('{') as string } };
    expect(body['Resources']).toEqual({ A: expected, B: expected, C: { Type: 'U' } });
  });
  it('takes lists of mappings, mappings with members on their first line, and text in quotes that are not indented', () => {
    const { body, locate } = read(
      [
        'Resources:',
        '  Q:',
        '    Type: T',
        '    Properties:',
        '      List: [{',
        '        "a": 1',
        '      }]',
        '      Schema: {"b": 2,',
        '      "c": {',
        '        "d": 3 } }',
        "      Policy: !Sub '{",
        '        "e": "it\'\'s"',
        "      }'",
        '      Text: "{',
        '        \\"f\\": 1',
        '      }"',
        '      After: x',
        '',
      ].join('\n'),
    );
    expect(body['Resources']).toEqual({
      Q: {
        Type: 'T',
        Properties: {
          List: [{ a: 1 }],
          Schema: { b: 2, c: { d: 3 } },
          Policy: { 'Fn::Sub': expect.stringMatching(/^\{ +"e": "it's" +\}$/) as string },
          Text: expect.stringMatching(/^\{ +"f": 1 +\}$/) as string,
          After: 'x',
        },
      },
    });
    expect(locate(['Resources', 'Q', 'Properties', 'After'])?.line).toBe(17);
  });

  it('does not close a quote over what follows it', () => {
    expect(errorOf('Resources:\n  Q:\n    A: "x\n    B: "y\n').message).toMatch(/not valid YAML/);
  });

  it('takes the last of keys that stand twice, as CloudFormation does, and says which', () => {
    const document = read(
      'Resources:\n  A: {Type: T}\n  B:\n    Type: T\n    Properties: {L: [{x: 1, x: 2}]}\n  A: {Type: U}\n',
    );
    expect(document.body['Resources']).toEqual({
      A: { Type: 'U' },
      B: { Type: 'T', Properties: { L: [{ x: 2 }] } },
    });
    expect(document.repeated).toEqual([
      ['Resources', 'B', 'Properties', 'L', 0, 'x'],
      ['Resources', 'A'],
    ]);
    expect(document.locate(['Resources', 'A'])?.line).toBe(6);
  });

  it('takes a stack without resources for what it is, where an assembly or the CDK says that it is one', () => {
    const bootstrap = { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } };
    const text = JSON.stringify({ Parameters: bootstrap, Rules: {} });
    expect(read(text, 'Empty.template.json').body).toEqual({ Parameters: bootstrap, Rules: {}, Resources: {} });
    expect(readTemplate({ path: 'Empty.template.json', text: '{}', isStack: true }).body).toEqual({ Resources: {} });
    expect(errorOf('{"Parameters": {"Size": {"Type": "Number"}}}', 'a.json').message).toMatch(/no Resources/);
  });

  it.each([
    ['', /empty/, undefined],
    ['  \n', /empty/, undefined],
    ['a: "x', /not valid YAML/, 1],
    ['a:\n\t- b: c\n', /not valid YAML/, 2],
    ['\u0089PNG\u0000\u0001', /not a text file/, 1],
    ['Resources:\n  A: *nowhere\n', /not valid YAML|alias/, 2],
    ['- a\n- b\n', /not a template/, undefined],
    ['kind: Deployment\n', /no Resources/, undefined],
    ['a: 1\n---\nb: 2\n', /several YAML documents/, 2],
    ['Resources: [a]\n', /not a mapping/, 1],
  ])('refuses %j', (text, message, line) => {
    const error = errorOf(text);
    expect(error.message).toMatch(message);
    expect(error.position?.line).toBe(line);
  });

  it('tells where JSON breaks off', () => {
    expect(errorOf('{\n  "Resources": {\n    "A": tru\n  }\n}', 'a.json').position).toEqual({ line: 3, column: 10 });
    expect(errorOf('{"Resources": {"A": "x', 'a.json').message).toBe('The template is not valid JSON.');
  });

  it.each([
    ['brackets', '['.repeat(240_000)],
    ['mappings', '{"Resources":'.repeat(20_000)],
    ['complete mappings', `{"Resources":${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`],
    ['block sequences', `${'- '.repeat(100_000)}x`],
    ['indentation', Array.from({ length: 1_500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses %s that are nested too deeply', (_, text) => {
    expect(() => read(text)).toThrow(TemplateError);
  });

  it('tells positions beside a member that nests too deeply and is replaced', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = `{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}},\n"Metadata": ${deep}, "Metadata": {}}`;
    const document = readTemplate({ path: 'a.json', text });
    expect(document.body['Metadata']).toEqual({});
    expect(document.locate(['Resources', 'Q'])).toEqual({ line: 1, column: 16 });
  });

  it('refuses aliases that multiply', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `  a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(10)}]`,
    );
    const error = errorOf(`M:\n  a0: &a0 [x]\n${levels.join('\n')}\nResources: {}\n`);
    expect(error.message).toMatch(/aliases/);
  });
});

describe('looksLikeTemplate', () => {
  it.each([
    ['AWSTemplateFormatVersion: "2010-09-09"', true],
    ['Resources:\n  Q:\n    Type: AWS::SQS::Queue\n', true],
    ['{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}', true],
    ['apiVersion: v1\nkind: List\n', false],
    ['{"Resources": "none"}', false],
  ])('%j: %s', (text, expected) => {
    expect(looksLikeTemplate(text)).toBe(expected);
  });
});
