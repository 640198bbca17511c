import { expect, it } from 'vitest';
import { allChecks } from '../checks.js';
import { repairedChecks } from './repaired-checks.js';

it('names checks that are there', async () => {
  const known = new Set((await allChecks()).map(({ name }) => name));
  expect(repairedChecks.filter((name) => !known.has(name))).toEqual([]);
});
