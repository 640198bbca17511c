import { describe, expect, it } from 'vitest';
import { userFrame } from './creation-trace.js';

const found = (...frames: string[]) => {
  const frame = userFrame(frames, '/app');
  return frame && `${frame.file}:${frame.line}:${frame.column}`;
};

describe('userFrame', () => {
  it.each([
    ['new Orders (/app/lib/orders.ts:12:5)', 'lib/orders.ts:12:5'],
    ['/app/bin/app.ts:3:1', 'bin/app.ts:3:1'],
    ['Object.<anonymous> (/app/app.js:8:7)', 'app.js:8:7'],
    ['file:///app/app.mjs:7 (:)', 'app.mjs:7:1'],
    ['async file:///app/app.mjs:9 (:)', 'app.mjs:9:1'],
    ['file:///app/app.mjs:16: (file:///app/app.mjs:16:4)', 'app.mjs:16:1'],
    ['Module.build (file:///app/my%20app.mjs:4:2)', 'my app.mjs:4:2'],
    ['<module> (/app/app.py:10)', 'app.py:10:1'],
  ])('reads %s', (frame, place) => {
    expect(found('...new Queue2 in aws-cdk-lib...', frame, '...node internals...')).toBe(place);
  });

  it('passes over code of others', () => {
    const own = 'new Orders (/app/lib/orders.ts:12:5)';
    for (const other of [
      'new Api (/app/node_modules/@acme/constructs/api.js:3:1)',
      'Object.construct (/opt/faultline/preload/record-function-code.cjs:176:20)',
    ])
      expect(found(other, own)).toBe('lib/orders.ts:12:5');
  });

  it.each([
    '...node internals...',
    'Array.map (:)',
    '(no user code in 10 frames, use --stack-trace-limit to capture more)',
    'helper (/app/node_modules/lib/x.js:1:1)',
    'file:///app/node_modules/lib/x.mjs:7 (:)',
    'app.ts',
  ])('passes over %s', (frame) => {
    expect(found(frame)).toBeUndefined();
    expect(found(frame, '/app/a.ts:2:3')).toBe('a.ts:2:3');
  });
});
