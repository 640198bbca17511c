import { expect, it } from 'vitest';
import { spans, splitMessage } from './message.js';

it.each([
  ['It waits for ever. Set a timeout.', 'It waits for ever.', 'Set a timeout.'],
  ['No timeout, so it hangs. `signal` bounds it.', 'No timeout, so it hangs.', '`signal` bounds it.'],
  ['Reads v3.1 of it, e.g. Got or ky. Pin it. Then test.', 'Reads v3.1 of it, e.g. Got or ky.', 'Pin it. Then test.'],
])('splits %j', (message, fault, repair) => {
  expect(splitMessage(message)).toEqual({ fault, repair });
});

it('leaves a single sentence whole', () => {
  expect(splitMessage('The queue is in another stack.')).toEqual({ fault: 'The queue is in another stack.' });
});

it('finds code between backticks, and none at a lone one', () => {
  expect(spans('Set `a` or `b`')).toEqual([
    { text: 'Set ', code: false },
    { text: 'a', code: true },
    { text: ' or ', code: false },
    { text: 'b', code: true },
  ]);
  expect(spans('a ` b')).toEqual([{ text: 'a ` b', code: false }]);
});
