import type { BestPracticeResult } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { arrangePatterns, type SeenPattern } from './patterns.js';

const counts = { violation: 0, compliant: 0, undetermined: 0, suppressed: 0 };
const practice = (id: BestPracticeResult['id']): BestPracticeResult => ({
  id,
  title: '',
  status: 'undetermined',
  counts,
  questions: [],
});
const practices = [practice('REL04-BP02'), practice('REL05-BP01')];
const seen = (file: string, more: Partial<SeenPattern> = {}): SeenPattern => ({
  pattern: 'circuit-breaker',
  bestPractice: 'REL05-BP01',
  layer: 'code',
  by: 'opossum',
  message: 'It makes one.',
  lacks: [],
  places: [{ layer: 'code', message: 'Circuit breaker', location: { file, line: 1, column: 1 } }],
  within: [1, 9],
  ...more,
});
const command = { pattern: 'cqrs', bestPractice: 'REL04-BP02', by: '@nestjs/cqrs', part: 'commands' } as const;

describe('patterns in the results', () => {
  it('say once what holds for several places, in the order of places', () => {
    const [one, ...others] = arrangePatterns([seen('b.ts'), seen('a.ts'), seen('a.ts')], practices);
    expect(others).toEqual([]);
    expect(one?.places.map(({ location }) => location?.file)).toEqual(['a.ts', 'b.ts']);
    expect(one).not.toHaveProperty('within');
  });

  it('come in the order of the best practices, and only of those that were looked at', () => {
    const found = arrangePatterns(
      [
        seen('a.ts'),
        seen('b.ts', { pattern: 'strangler', bestPractice: 'REL04-BP02' }),
        seen('c.ts', { bestPractice: 'REL04-BP01' }),
      ],
      practices,
    );
    expect(found.map(({ pattern }) => pattern)).toEqual(['strangler', 'circuit-breaker']);
  });

  it('leave out parts of which the others are missing', () => {
    expect(arrangePatterns([seen('a.ts', command), seen('b.ts', command)], practices)).toEqual([]);
    const both = [seen('a.ts', command), seen('b.ts', { ...command, part: 'queries' })];
    expect(arrangePatterns(both, practices)).toMatchObject([{ pattern: 'cqrs', places: [{}, {}] }]);
    expect(arrangePatterns(both, practices)[0]).not.toHaveProperty('part');
  });
});
