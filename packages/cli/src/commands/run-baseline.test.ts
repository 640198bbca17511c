import type { BaselineEntry, Verdict } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { openEntries } from '../assessment/match.js';
import { bringUpToDate } from './run-baseline.js';

function verdicts(...places: readonly string[]): Verdict[] {
  return places.map((place) => {
    const [file = '', fingerprint = ''] = place.split(' ');
    const verdict = { check: 'require-http-timeout', status: 'violation', fingerprint, symbol: 's' };
    return { ...verdict, location: { file, line: 1, column: 1 } } as Verdict;
  });
}

const known = openEntries(verdicts('a.ts 1', 'b.ts 2', 'c.ts 3'));
const now = { verdicts: verdicts('a.ts 1', 'x.ts 2', 'd.ts 4') };
const places = (entries: readonly BaselineEntry[]) =>
  entries.map(({ file, fingerprint }) => `${file} ${fingerprint}`).sort();

describe('bringUpToDate', () => {
  it.each([
    ['create', ['a.ts 1', 'd.ts 4', 'x.ts 2'], { added: 3, moved: 0, dropped: 0 }],
    ['update', ['a.ts 1', 'd.ts 4', 'x.ts 2'], { added: 1, moved: 1, dropped: 1 }],
    ['prune', ['a.ts 1', 'x.ts 2'], { added: 0, moved: 1, dropped: 1 }],
  ] as const)('to %s', (action, entries, counts) => {
    const change = bringUpToDate(action, known, now, { isSeen: () => true });
    expect(places(change.entries)).toEqual(entries);
    expect(change).toMatchObject(counts);
  });

  it('keeps what the scan did not look at', () => {
    const change = bringUpToDate('prune', known, { verdicts: [] }, { isSeen: ({ file }) => file === 'c.ts' });
    expect(places(change.entries)).toEqual(['a.ts 1', 'b.ts 2']);
    expect(change.dropped).toBe(1);
  });
});
