import { describe, expect, it } from 'vitest';
import { finishVerdicts, type DraftVerdict } from './verdicts.js';

function draft(changes: Partial<DraftVerdict> = {}): DraftVerdict {
  return {
    check: 'require-http-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    status: 'violation',
    severity: 'error',
    message: 'No timeout.',
    location: { file: 'src/pay.ts', line: 3, column: 5 },
    anchor: 'Payments.pay',
    subject: 'fetch(url)',
    ...changes,
  };
}

const at = (file: string, line: number) => ({ location: { file, line, column: 1 } });
const fingerprints = (...drafts: DraftVerdict[]) => finishVerdicts(drafts).map((verdict) => verdict.fingerprint);

describe('finishVerdicts', () => {
  it('gives a site that moved to another line or file the same identity', () => {
    const [before] = fingerprints(draft(at('src/pay.ts', 3)));
    expect(fingerprints(draft(at('src/billing/pay.ts', 90)))).toEqual([before]);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
  });

  it('keeps the identity when only white space changes', () => {
    expect(fingerprints(draft({ subject: 'fetch( url )' }))).toEqual(
      fingerprints(draft({ subject: ' fetch(\n  url ) ' })),
    );
  });

  it.each([{ check: 'no-disabled-timeout' }, { anchor: 'Payments.refund' }, { subject: 'fetch(other)' }])(
    'tells apart what differs in %o',
    (change) => {
      expect(fingerprints(draft(change))).not.toEqual(fingerprints(draft()));
    },
  );

  it('numbers equal sites in the order of their places, whatever order they come in', () => {
    const first = draft(at('a.ts', 1));
    const second = draft(at('b.ts', 1));
    const [one, two] = fingerprints(second, first);
    expect(one).not.toBe(two);
    expect([one, two]).toEqual(fingerprints(first, second));
  });

  it('drops repetitions', () => {
    expect(finishVerdicts([draft(), draft()])).toHaveLength(1);
  });

  it('sorts by file, line and column', () => {
    const places = finishVerdicts([draft(at('b.ts', 1)), draft(at('a.ts', 10)), draft(at('a.ts', 9))]);
    expect(places.map(({ location }) => `${location?.file}:${location?.line}`)).toEqual([
      'a.ts:9',
      'a.ts:10',
      'b.ts:1',
    ]);
  });

  it('shows neither anchor nor subject', () => {
    expect(finishVerdicts([draft()])[0]).not.toHaveProperty('anchor');
    expect(finishVerdicts([draft()])[0]).not.toHaveProperty('subject');
  });
});
