import { describe as group, expect, it } from 'vitest';
import { buildGraph } from '../graph/build-graph.js';
import { readTemplate } from '../template/read-template.js';
import type { Value } from './value.js';
import { asNumber, describe } from './values.js';

const FIXED = `
Parameters:
  Limit: {Type: Number, Default: "300"}
  Name: {Type: String}
  Listed: {Type: CommaDelimitedList, Default: "a, b,c"}
  Stored: {Type: AWS::SSM::Parameter::Value<String>, Default: /path}
Mappings:
  Stages: {dev: {limit: 5}, prod: {limit: 50}}
  Same: {a: {v: 1}, b: {v: 1}}
  Names: {queue: {id: Target}}
Conditions:
  IsProd: !Equals [!Ref Name, prod]
  Always: !Equals [a, a]
  Never: !Not [Condition: Always]
  HasTarget: !Not [!Equals [!Sub "arn:aws:sqs:eu-west-1:111122223333:x-\${Name}", ""]]
  HasImport: !Not [!Equals [!ImportValue somewhere, ""]]
  MayBeProd: !And [Condition: Always, Condition: IsProd]
  SureOrProd: !Or [Condition: IsProd, Condition: Always]
  HasDefault: !Not [!Equals [!Ref Limit, ""]]
  Round: !Not [Condition: Round]
Resources:
  Target: {Type: AWS::SQS::Queue, Properties: {QueueName: named}}
  Pattern: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "orders-\${Name}"}}
  Worker: {Type: AWS::Lambda::Function}
`;

function valueOf(written: string, path = 'P'): Value {
  const text = `${FIXED}  R:\n    Type: T\n    Properties:\n      P: ${written}\n`;
  const resource = buildGraph([readTemplate({ path: 'a.yaml', text })]).ofType('T')[0];
  return resource?.get(path) ?? { kind: 'absent' };
}

const shown = (written: string, path?: string): string => {
  const value = valueOf(written, path);
  return value.kind === 'choice' ? describe(value) : `${value.kind}: ${describe(value)}`;
};

group('values of properties', () => {
  it.each([
    ['7', 'known: 7'],
    ['!Ref Limit', 'known: 300 (the default of parameter Limit)'],
    ['!Ref Name', 'external: ${Name}'],
    ['!Ref Stored', 'external: ${Stored}'],
    ['!Ref Listed', 'known: ["a","b","c"] (the default of parameter Listed)'],
    ['!Ref Target', 'reference: Target'],
    ['!GetAtt Target.Arn', 'reference: Target.Arn'],
    ['!Sub "${Worker.Arn}:$LATEST"', 'reference: Worker.Arn'],
    ['!Sub "${Target.Arn}:live"', 'external: ${Target.Arn}:live'],
    ['!Ref Missing', 'unknown: not known'],
    ['{Ref: !Sub Target}', 'reference: Target'],
    ['{Ref: !Join ["", [Tar, get]]}', 'reference: Target'],
    ['{Ref: !FindInMap [Names, queue, id]}', 'reference: Target'],
    ['{Ref: !If [IsProd, Target, Pattern]}', 'Target when IsProd, Pattern when not IsProd'],
    ['{Ref: !Ref Name}', 'unknown: not known'],
    ['{Ref: []}', 'unknown: not known'],
    ['!GetAtt [!Sub Target, Arn]', 'reference: Target.Arn'],
    ['!GetAtt [!Select [1, [Worker, Target]], !Sub Arn]', 'reference: Target.Arn'],
    ['{Fn::GetAtt: !Sub "Target.Arn"}', 'reference: Target.Arn'],
    ['!GetAtt [!If [IsProd, Target, Pattern], Arn]', 'Target.Arn when IsProd, Pattern.Arn when not IsProd'],
    ['!GetAtt [!Ref Name, Arn]', 'unknown: not known'],
    ['!GetAtt [!Sub Missing, Arn]', 'unknown: not known'],
    ['!Sub ["${X}", {X: {Fn::GetAtt: [!Sub Target, Arn]}}]', 'reference: Target.Arn'],
    ['!Ref constructor', 'unknown: not known'],
    ['!Ref AWS::NoValue', 'absent: not set'],
    ['!Ref AWS::Region', 'external: ${AWS::Region}'],
    ['!Sub "${Target.Arn}"', 'reference: Target.Arn'],
    ['!Sub ["${X}", {X: !GetAtt Target.Arn}]', 'reference: Target.Arn'],
    ['!Sub "x-${Limit}"', 'known: x-300 (the default of parameter Limit)'],
    ['!Sub "x-${Name}-${!Literal}"', 'external: x-${Name}-${Literal}'],
    ['!Join ["-", [a, !Ref Limit]]', 'known: a-300 (the default of parameter Limit)'],
    ['!Join [",", !Ref Listed]', 'known: a,b,c (the default of parameter Listed)'],
    ['!Select [1, [a, !GetAtt Target.Arn]]', 'reference: Target.Arn'],
    ['!Select [1, !Split ["-", a-b-c]]', 'known: b'],
    ['!Select ["2", !Ref Listed]', 'known: c (the default of parameter Listed)'],
    ['!Select [9, [a]]', 'unknown: not known'],
    ['!FindInMap [Stages, prod, limit]', 'known: 50'],
    ['!FindInMap [Stages, !Ref Name, limit]', '5 when Stages is dev, 50 when Stages is prod'],
    ['!FindInMap [Same, !Ref Name, v]', 'known: 1'],
    ['!FindInMap [Stages, test, limit]', 'unknown: not known'],
    ['!If [IsProd, 1, !Ref AWS::NoValue]', '1 when IsProd, not set when not IsProd'],
    ['!If [IsProd, !If [IsProd, 1, 2], 3]', '1 when IsProd, 3 when not IsProd'],
    ['!If [Always, 1, 2]', 'known: 1'],
    ['!If [Never, 1, 2]', 'known: 2'],
    ['!If [HasTarget, 1, 2]', 'known: 1'],
    ['!If [HasImport, 1, 2]', '1 when HasImport, 2 when not HasImport'],
    ['!If [MayBeProd, 1, 2]', '1 when MayBeProd, 2 when not MayBeProd'],
    ['!If [SureOrProd, 1, 2]', 'known: 1'],
    ['!If [HasDefault, 1, 2]', '1 when HasDefault, 2 when not HasDefault'],
    ['!If [Round, 1, 2]', '1 when Round, 2 when not Round'],
    ['!If [Missing, 1, 2]', '1 when Missing, 2 when not Missing'],
    ['!Sub ["x-${V}", {V: !If [IsProd, a, b]}]', 'x-a when IsProd, x-b when not IsProd'],
    ['!ImportValue nobody-exports-it', 'external: ${Import:nobody-exports-it}'],
    ['"{{resolve:ssm:/a}}"', 'unknown: not known'],
    ['!GetAZs ""', 'unknown: not known'],
    ['arn:aws:sqs:eu-west-1:123456789012:named', 'reference: Target.Arn'],
    ['https://sqs.eu-west-1.amazonaws.com/123456789012/named', 'reference: Target'],
    ['arn:aws:sqs:eu-west-1:123456789012:other', 'external: arn:aws:sqs:eu-west-1:123456789012:other'],
    ['!Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Target.QueueName}"', 'reference: Target.Arn'],
    ['!Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders-${Name}"', 'reference: Pattern.Arn'],
    [
      '!Sub "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Target.QueueName}"',
      'external: arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Target.QueueName}',
    ],
    [
      '!Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations"',
      'reference: Worker.Arn',
    ],
    ['!Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Worker}:live"', 'reference: Worker.Arn'],
  ])('%s', (written, expected) => {
    expect(shown(written)).toBe(expected);
  });

  it.each([
    [`'{"a": {"b": "3"}}'`, 'P.a.b', 'known: 3'],
    ['!Sub \'{"a": "${Target.Arn}", "n": ${Limit}}\'', 'P.a', 'reference: Target.Arn'],
    ['!Sub \'{"a": "${Target.Arn}", "n": ${Limit}}\'', 'P.n', 'known: 300 (the default of parameter Limit)'],
    ['!Join ["", [\'{"a": "\', !GetAtt Target.Arn, \'", "b": [1]}\']]', 'P.a', 'reference: Target.Arn'],
    ['!Join ["", [\'{"a": "x-\', !Ref Limit, \'-y"}\']]', 'P.a', 'known: x-300-y (the default of parameter Limit)'],
    ['"{not json"', 'P.a', 'unknown: not known'],
    ['5', 'P.a', 'unknown: not known'],
    ['[1]', 'P.a', 'unknown: not known'],
    ['!If [IsProd, {a: 1}, !Ref AWS::NoValue]', 'P.a', '1 when IsProd, not set when not IsProd'],
    ['{a: null}', 'P.a', 'absent: not set'],
    ['{"Fn::Transform": {Name: N}, b: 1}', 'P.a', 'unknown: not known'],
  ])('enters %s at %s', (written, path, expected) => {
    expect(shown(written, path)).toBe(expected);
  });

  it('keeps the index of elements beside such that are not there', () => {
    const text = `${FIXED}  R:\n    Type: T\n    Properties:\n      P: [!If [IsProd, {a: 1}, !Ref AWS::NoValue], {a: 2}]\n`;
    const resource = buildGraph([readTemplate({ path: 'a.yaml', text })]).ofType('T')[0];
    expect(resource?.list('P')).toHaveLength(2);
    expect(describe(resource?.get('P.1.a') ?? { kind: 'absent' })).toBe('2');
    expect(resource?.keys('P.1')).toEqual(['a']);
    expect(resource?.list('P.1')).toBeUndefined();
    expect(resource?.list('Missing')).toEqual([]);
    expect(resource?.position('P.1.a.b')).toEqual({ line: 28, column: 53 });
  });

  it.each([
    ['digits', `"${'1'.repeat(200_000)}x"`],
    ['colons', `"arn:${':'.repeat(200_000)}"`],
    ['openings', `!Sub "${'${'.repeat(100_000)}"`],
  ])('is quick for a long row of %s', (_, written) => {
    expect(asNumber(valueOf(written))).toBeUndefined();
  });

  it('ends for text and references that were written to exhaust the reader', () => {
    expect(valueOf(`!Sub "${'${'.repeat(20_000)}x${'}'.repeat(20_000)}"`).kind).not.toBe('choice');
    const children = Array.from({ length: 20 }, (_, index) => ({
      path: `c${index}.yaml`,
      text: `Parameters: {P: {Type: String}}\nResources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./c${index + 1}.yaml, Parameters: {P: !Sub "\${P}\${P}"}}\n  R: {Type: T, Properties: {V: !Ref P}}\n`,
    }));
    const graph = buildGraph(children.map(readTemplate));
    expect(graph.ofType('T').map((resource) => resource.get('V').kind)).toContain('external');
  });
});
