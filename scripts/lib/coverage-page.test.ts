import { expect, it } from 'vitest';
import { coverageTables } from './coverage-page.js';

it('says of each type which checks judge or read it, or why none does', () => {
  const seen = new Map(['A', 'B', 'C', 'D'].map((name) => [`AWS::X::${name}`, new Set(['P', 'Q'])] as const));
  const groups = {
    Things: {
      'AWS::X::B': 'check: reads-b',
      'AWS::X::C': 'no: it only has a name',
      'AWS::X::D': { type: 'no: it is bounded', properties: { P: 'check: judges-a', Q: 'no: always set' } },
    },
  } as const;
  const tables = coverageTables(groups, seen, [{ name: 'judges-a', types: ['AWS::X::A'] }]);
  expect(() => coverageTables(groups, new Map([...seen, ['AWS::Y::A', new Set()]]), [])).toThrow('AWS::Y::A');
  expect(tables.split('\n')[0]).toBe(
    '4 types with 8 properties were looked at. Checks judge or read 2 of the types, and 2 have a reason why nothing is asked of them. ' +
      'Of properties that came late or sound of reliability, 1 are judged on their own and 1 have a reason why not.',
  );
  expect(tables.split('\n').slice(-6)).toEqual([
    '| `AWS::X::A` | [judges-a](rules/judges-a.md) |',
    '| `AWS::X::B` | [reads-b](rules/reads-b.md) |',
    '| `AWS::X::C` | Nothing: it only has a name |',
    '| `AWS::X::D` | Nothing: it is bounded |',
    '| &emsp;`P` | [judges-a](rules/judges-a.md) |',
    '| &emsp;`Q` | Nothing: always set |',
  ]);
});
