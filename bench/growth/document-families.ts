import {
  list,
  map,
  template,
  resource,
  queue,
  lambda,
  att,
  everywhere,
  nested,
  anchored,
  type Family,
} from './pieces.js';

/** Documents that are large, deep or broken. */
export const documentFamilies: Readonly<Record<string, Family>> = {
  // Form
  Resources: {
    size: 16_000,
    make: (n) => template(map(n, (index) => [`Q${index}`, queue({ VisibilityTimeout: index })])),
  },
  'Lists in lists': { size: 200, make: (n) => template({ ...everywhere(nested(n, 'x', (value) => [value])) }) },
  'Mappings in mappings': {
    size: 200,
    make: (n) => template({ ...everywhere(nested(n, 'x', (value) => ({ a: value }))) }),
  },
  'A wide mapping': { size: 20_000, make: (n) => template(everywhere(map(n, (index) => [`k${index}`, index]))) },
  'A long list': { size: 100_000, make: (n) => template(everywhere(list(n, (index) => index))) },
  'A long list of targets': {
    size: 4_000,
    make: (n) =>
      template({
        Function: lambda(),
        Rule: resource('AWS::Events::Rule', {
          Targets: list(n, (index) => ({ Id: `${index}`, Arn: att('Function') })),
        }),
      }),
  },
  'Aliases that double': { size: 24, make: (n) => anchored(n, (before) => `[${before}, ${before}]`, '') },
  'Aliases that double below the bound, everywhere': {
    size: 16,
    make: (n) =>
      anchored(
        n,
        (before) => `[${before}, ${before}]`,
        list(20, (index) => `  Q${index}: {Type: AWS::SQS::Queue, Properties: {QueueName: *l${n}}}`).join('\n'),
      ),
  },
  'Merge keys that double': {
    size: 4_000,
    make: (n) => ({
      'a.yaml': [
        'Metadata:',
        '  L0: &l0 {k0: 1}',
        ...list(n, (index) => `  L${index + 1}: &l${index + 1} {<<: *l${index}, k${index}: 1}`),
        'Resources:',
        `  Queue: {Type: AWS::SQS::Queue, Properties: *l${n}}`,
      ].join('\n'),
    }),
  },
  'Lists of merge keys': {
    size: 800,
    make: (n) => ({
      'a.yaml': [
        'Metadata:',
        `  L0: &l0 {${list(n, (index) => `k${index}: 1`).join(', ')}}`,
        `  M: {<<: [${list(n, () => '*l0').join(', ')}]}`,
        'Resources:',
        '  Queue: {Type: AWS::SQS::Queue}',
      ].join('\n'),
    }),
  },
  'Resources in YAML': {
    size: 4_000,
    make: (n) => ({
      'a.yaml': `Resources:\n${list(n, (index) => `  Q${index}:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: !Sub "\${AWS::Region}"\n`).join('')}`,
    }),
  },
  'A long line of YAML': {
    size: 100_000,
    make: (n) => ({ 'a.yaml': `Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {Tags: [${'a, '.repeat(n)}]}}\n` }),
  },
  'YAML that opens and never closes': {
    size: 40_000,
    make: (n) => ({ 'a.yaml': `Resources:\n  Q:\n    A: ${'[ '.repeat(100)}\n${"  b: '\n".repeat(n)}` }),
  },
  'Quotes of YAML on lines of their own': {
    size: 20_000,
    make: (n) => ({
      'a.yaml': `Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n${'        - "a\n  b"\n'.repeat(n)}`,
    }),
  },
  'Errors of YAML': { size: 20_000, make: (n) => ({ 'a.yaml': `Resources:\n${'  a: b: c\n'.repeat(n)}` }) },
  'Keys that repeat': {
    size: 8_000,
    make: (n) => ({ 'a.yaml': `Resources:\n${list(n, () => '  Q: {Type: AWS::SQS::Queue}\n').join('')}` }),
  },
  'JSON that breaks at its end': {
    size: 800_000,
    make: (n) => ({ 'a.json': `{"Resources":{"Q":{"Type":"AWS::SQS::Queue","A":[${'1,'.repeat(n)}` }),
  },
  'JSON with a trailing comma': {
    size: 100_000,
    make: (n) => ({
      'a.json': `{"Resources":{"Q":{"Type":"AWS::SQS::Queue","Properties":{"A":[${'1,'.repeat(n)}]}}}}`,
    }),
  },
  'JSON of one unclosed text': {
    size: 800_000,
    make: (n) => ({ 'a.template': `{"Resources":{"Q":"${'\\"'.repeat(n)}` }),
  },
};
