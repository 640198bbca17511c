import { list, map, template, queue, att, everywhere, once, nested, anchored, type Family } from './pieces.js';

/** Values that intrinsic functions make, and texts that are read for what is in them. */
export const textFamilies: Readonly<Record<string, Family>> = {
  // Texts
  'Sub that doubles, nested': {
    size: 24,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Sub': ['${A}${A}', { A: value }] })))),
  },
  'Sub whose variables double, through a Join': {
    size: 24,
    make: (n) =>
      template(
        everywhere(nested(n, 'x', (value) => ({ 'Fn::Sub': ['${A}${A}', { A: { 'Fn::Join': ['', [value]] } }] }))),
      ),
  },
  'Sub of many variables': {
    size: 20_000,
    make: (n) => template(everywhere({ 'Fn::Sub': '${AWS::Region}-'.repeat(n) })),
  },
  'Sub of many variables of its own map': {
    size: 20_000,
    make: (n) =>
      template(
        everywhere({
          'Fn::Sub': [
            list(n, (index) => `\${V${index}}`).join('-'),
            map(n, (index) => [`V${index}`, { Ref: 'AWS::Region' }]),
          ],
        }),
      ),
  },
  'Join of texts': { size: 50_000, make: (n) => template(once({ 'Fn::Join': ['-', list(n, () => 'x')] })) },
  'Join of parameters': {
    size: 50_000,
    make: (n) =>
      template(once({ 'Fn::Join': ['-', list(n, () => ({ Ref: 'P' }))] }), {
        Parameters: { P: { Type: 'String', Default: 'p' } },
      }),
  },
  'Join of references': {
    size: 50_000,
    make: (n) => template(once({ 'Fn::Join': ['-', list(n, () => att('Queue'))] })),
  },
  'Join of conditions': {
    size: 50_000,
    make: (n) => template(once({ 'Fn::Join': ['-', list(n, (index) => ({ 'Fn::If': [`C${index}`, 'a', 'b'] }))] })),
  },
  'Join that doubles, nested': {
    size: 24,
    make: (n) =>
      anchored(n, (before) => `{'Fn::Join': ['', [${before}, ${before}]]}`, '  Other: {Type: AWS::SQS::Queue}'),
  },
  'Join in Join': {
    size: 100,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Join': ['', [value, 'y']] })))),
  },
  'If in If': {
    size: 100,
    make: (n) => {
      let level = 0;
      return template(everywhere(nested(n, 'x', (value) => ({ 'Fn::If': [`C${level++}`, 'a', value] }))));
    },
  },
  'If that doubles': {
    size: 24,
    make: (n) => anchored(n, (before) => `{'Fn::If': [C${before.slice(2)}, ${before}, ${before}]}`, ''),
  },
  'If that doubles, with other ends': {
    size: 24,
    make: (n) => {
      const level = (at: number) => ({ 'Fn::If': [`C${at}`, { Ref: `P${at + 1}` }, { 'Fn::Sub': `a\${P${at + 1}}` }] });
      return template(everywhere({ Ref: 'P0' }), {
        Parameters: map(n + 1, (index) => [`P${index}`, { Type: 'String', Default: index === n ? 'x' : level(index) }]),
      });
    },
  },
  'Select of a long Split, many times': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `Q${index}`,
          queue({ QueueName: { 'Fn::Select': [index, { 'Fn::Split': [',', { Ref: 'Long' }] }] } }),
        ]),
        { Parameters: { Long: { Type: 'String', Default: list(n, (index) => `n${index}`).join(',') } } },
      ),
  },
  'Select of a long list parameter, many times': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue({ QueueName: { 'Fn::Select': [index, { Ref: 'Long' }] } })]),
        {
          Parameters: { Long: { Type: 'CommaDelimitedList', Default: list(n, (index) => `n${index}`).join(',') } },
        },
      ),
  },
  'Select in Select': {
    size: 100,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::Select': [0, [value, 'y']] })))),
  },
  'Join of a Split of a Join that doubles': {
    size: 24,
    make: (n) =>
      template(everywhere({ Ref: 'P0' }), {
        Parameters: map(n + 1, (index) => {
          const next = { Ref: `P${index + 1}` };
          return [
            `P${index}`,
            {
              Type: 'String',
              Default:
                index === n
                  ? 'a,b'
                  : { 'Fn::Join': [',', { 'Fn::Split': [',', { 'Fn::Join': [',', [next, next]] }] }] },
            },
          ];
        }),
      }),
  },
  'FindInMap of an unknown key in a large mapping, many times': {
    size: 2_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `Q${index}`,
          queue({ VisibilityTimeout: { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'v'] } }),
        ]),
        {
          Mappings: { M: map(n, (index) => [`r${index}`, { v: index }]) },
        },
      ),
  },
  'FindInMap in FindInMap': {
    size: 100,
    make: (n) =>
      template(everywhere(nested(n, 'a', (value) => ({ 'Fn::FindInMap': ['M', value, 'a'] }))), {
        Mappings: { M: { a: { a: 'a' } } },
      }),
  },
  'FindInMap that doubles': {
    size: 24,
    make: (n) =>
      template(everywhere({ 'Fn::FindInMap': ['M', 'r0', 'v'] }), {
        Mappings: {
          M: map(n + 1, (index) => [
            `r${index}`,
            {
              v:
                index === n
                  ? 'x'
                  : { 'Fn::Join': ['', list(2, () => ({ 'Fn::FindInMap': ['M', `r${index + 1}`, 'v'] }))] },
            },
          ]),
        },
      }),
  },
  'ToJsonString in ToJsonString': {
    size: 48,
    make: (n) => template(everywhere(nested(n, 'x', (value) => ({ 'Fn::ToJsonString': { a: value, b: 1 } })))),
  },
  'ToJsonString that doubles': {
    size: 24,
    make: (n) => anchored(n, (before) => `{'Fn::ToJsonString': {a: ${before}, b: ${before}}}`, ''),
  },
  'Text with many openings': { size: 400_000, make: (n) => template(everywhere('${'.repeat(n))) },
  'Text that is nearly JSON': { size: 200_000, make: (n) => template(everywhere('{"a":['.repeat(n))) },
  'Text with many marks of secrets': { size: 100_000, make: (n) => template(everywhere('{{resolve:'.repeat(n))) },
  'Text of blanks': { size: 800_000, make: (n) => template(everywhere(' '.repeat(n) + 'x')) },
  'Text of digits': { size: 800_000, make: (n) => template(everywhere('1'.repeat(n))) },
  'Text of colons': {
    size: 400_000,
    make: (n) => template(everywhere('arn:aws:lambda:' + ':'.repeat(n) + 'function')),
  },
  'Text of slashes': { size: 400_000, make: (n) => template(everywhere('https://sqs.a.b' + '/'.repeat(n))) },
};
