import { describe, expect, it } from 'vitest';
import { setInTemplate, type Path, type Plain } from './template-edit.js';

const set = (text: string, path: Path, value: Plain) => setInTemplate(text, path, value);
const at = (...path: Path) => ['Resources', 'Job', 'Properties', ...path];

const yaml = `# Jobs of the night
Resources:
  Job:
    Type: AWS::Batch::JobDefinition
    Properties:
      Type: container   # as ever
      RetryStrategy:
        Attempts: 3
      Tags: { team: 'night' }
      Image: !Sub '\${Repository}:latest'
  # the next
  Other:
    Type: AWS::SQS::Queue
`;

describe('setting a property in YAML', () => {
  it('adds members behind the last one and keeps comments, quotes and order', () => {
    expect(set(yaml, at('Timeout', 'AttemptDurationSeconds'), 600)).toBe(
      yaml.replace(":latest'\n", ":latest'\n      Timeout:\n        AttemptDurationSeconds: 600\n"),
    );
  });

  it('replaces a value and nothing beside it', () => {
    expect(set(yaml, at('RetryStrategy', 'Attempts'), 5)).toBe(yaml.replace('Attempts: 3', 'Attempts: 5'));
  });

  it('adds to a map in braces', () => {
    expect(set(yaml, at('Tags', 'owner'), 'ops')).toBe(
      yaml.replace("{ team: 'night' }", "{ owner: ops, team: 'night' }"),
    );
  });

  it('makes the properties of a resource that has none, at the end of the file as well', () => {
    expect(set(yaml, ['Resources', 'Other', 'Properties', 'VisibilityTimeout'], 60)).toBe(
      `${yaml}    Properties:\n      VisibilityTimeout: 60\n`,
    );
    expect(set(yaml.trimEnd(), ['Resources', 'Other', 'Properties', 'VisibilityTimeout'], 60)).toBe(
      `${yaml.trimEnd()}\n    Properties:\n      VisibilityTimeout: 60\n`,
    );
  });

  it('writes lists and maps', () => {
    expect(set(yaml, ['Resources', 'Other', 'Metadata'], { a: [{ b: 1 }] })).toContain(
      '    Metadata:\n      a:\n        - b: 1\n',
    );
  });

  it('follows indexes, and leaves alone what an intrinsic function or a tag makes', () => {
    const rule = 'Targets:\n  - Id: a\n    Arn: !GetAtt A.Arn\nPick:\n  Fn::If: [a, b, c]\n';
    expect(set(rule, ['Targets', 0, 'RetryPolicy'], { MaximumRetryAttempts: 3 })).toBe(
      rule.replace('A.Arn\n', 'A.Arn\n    RetryPolicy:\n      MaximumRetryAttempts: 3\n'),
    );
    expect(set(rule, ['Targets', 1, 'RetryPolicy'], 1)).toBeUndefined();
    expect(set(rule, ['Pick', 'x'], 1)).toBeUndefined();
    expect(set('A: !Transform\n  Name: AWS::Include\n', ['A', 'x'], 1)).toBeUndefined();
  });

  it('keeps the line ends of the file, and refuses text that is no YAML', () => {
    expect(set('A:\r\n  b: 1\r\n', ['A', 'c'], 2)).toBe('A:\r\n  b: 1\r\n  c: 2\r\n');
    expect(set('A: [', ['A'], 1)).toBeUndefined();
  });

  it('adds behind a block of text', () => {
    expect(set('A:\n  b: |\n    one\n    two\nC: 1\n', ['A', 'c'], 2)).toBe(
      'A:\n  b: |\n    one\n    two\n  c: 2\nC: 1\n',
    );
  });
});

describe('setting a property in JSON', () => {
  const json =
    '{\n    "Resources": {\n        "Job": { "Type": "T", "Properties": { "A": { "Ref": "X" } } }\n    }\n}\n';

  it('adds and replaces, with the indents of the file', () => {
    const changed = set(json, at('Timeout', 'AttemptDurationSeconds'), 600);
    expect(JSON.parse(changed ?? '')).toHaveProperty(at('Timeout', 'AttemptDurationSeconds'), 600);
    expect(changed).toContain('\n    "Resources"');
    expect(set('{"A": 1,\n "B": 2}', ['A'], 3)).toBe('{"A": 3,\n "B": 2}');
  });

  it('leaves alone what an intrinsic function makes, and text that is no JSON', () => {
    expect(set(json, at('A', 'b'), 1)).toBeUndefined();
    expect(set('{"A": ', ['A'], 1)).toBeUndefined();
  });
});
