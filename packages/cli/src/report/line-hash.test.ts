import { expect, it } from 'vitest';
import { lineHashes } from './line-hash.js';

// What github/codeql-action asserts of its own implementation, in src/fingerprints.test.ts.
const greetings = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];
const lorem = Array.from({ length: 6 }, (_, index) => `a7f2ff13bc495cf2:${index + 1}`);

it.each([
  ['an empty file', '', ['c129715d7a2bc9a3:1']],
  [
    'blanks',
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  ['line feeds', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', greetings],
  ['carriage returns', ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', greetings],
  ['both', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', greetings],
  ['a mixture', ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', greetings],
  [
    'repeated lines',
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      ...lorem,
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ],
  ],
  [
    'short lines',
    'x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n',
    [
      'e54938cc54b302f1:1',
      'bb609acbe9138d60:1',
      '1131fd5871777f34:1',
      '5c482a0f8b35ea28:1',
      '54517377da7028d2:1',
      '2c644846cb18d53e:1',
      'f1b89f20de0d133:1',
      'c129715d7a2bc9a3:1',
    ],
  ],
])('hashes lines as GitHub does: %s', (_, text, expected) => {
  expect(lineHashes(text)).toEqual(expected);
});

it('gives a line the same hash when lines far above it change', () => {
  const tail = `pay();\n${'x'.repeat(200)}\n`;
  expect(lineHashes(`one\n${tail}`)[1]).toBe(lineHashes(`two\n\n${tail}`)[2]);
  expect(lineHashes('pay();\n')[0]).not.toBe(lineHashes('pax();\n')[0]);
});
