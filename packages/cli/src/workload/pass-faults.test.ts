import { describe, expect, it } from 'vitest';
import { PassFaults, withoutRepeats } from './pass-faults.js';

describe('a pass over the project', () => {
  it('goes on where something throws, and names the file once', () => {
    const faults = new PassFaults('/shop');
    const deep = (): number => deep() + 1;
    expect(faults.guard('/shop/src/a.ts', deep)).toBeUndefined();
    expect(faults.guard('/shop/src/a.ts', deep)).toBeUndefined();
    expect(faults.guard('/shop/src/b.ts', () => 1)).toBe(1);
    expect(withoutRepeats(faults.errors)).toEqual([
      {
        kind: 'internal',
        path: 'src/a.ts',
        message:
          'What src/a.ts means for other files could not be found because of a fault in Faultline (Maximum call stack size exceeded); please report it.',
      },
    ]);
  });
});
