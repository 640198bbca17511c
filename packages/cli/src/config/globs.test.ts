import { describe, expect, it } from 'vitest';
import { configSchema } from './schema.js';
import { isBoundedGlob } from './globs.js';

describe('globs', () => {
  it.each([
    ...['src/**', '**/*.test.ts', 'packages/*/src/**/*.{ts,tsx}', 'a/**/b/**/c', 'Orders-*-Queue*', '!dist/**'],
    ...['app/[id]/page.tsx', 'app/(shop)/**', 'lib/{api,web}/*.ts', 'Stack/Queue/Resource'],
  ])('%s is taken', (glob) => {
    expect(isBoundedGlob(glob)).toBe(true);
  });

  it.each([
    ...['*a*a*a*a*b', '(a+)+b', '@(a+|a)+b', '{a,aa}+b', '+(a|aa)b', '*(*(a|b)c)d', 'x/[a-z]*[a-z]*'],
    ...['**/a/**/a/**/a/**/a/**/b', `${'a'.repeat(1_001)}`],
  ])('%s is refused, since it may take for ever', (glob) => {
    expect(isBoundedGlob(glob)).toBe(false);
  });

  it('are held to it wherever a configuration has one', () => {
    const glob = '*a*a*a*a*b';
    for (const config of [
      { include: [glob] },
      { exclude: [glob] },
      { suppress: [{ check: 'x', file: glob }] },
      { suppress: [{ check: 'x', path: glob }] },
    ])
      expect(JSON.stringify(configSchema.safeParse(config).error?.issues)).toContain("at most 3 '*'");
  });
});
