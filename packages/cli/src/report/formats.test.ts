import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from './index.js';
import { hostileResults } from './testing/hostile.js';
import { emptyResults, incompleteResults, manyResults, plain, sampleResults } from './testing/sample-results.js';

describe.each(Object.entries(formats))('%s', (name, format) => {
  it('is in the documentation', () => {
    const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'));
  });

  it('is registered under its own name', () => {
    expect(format.name).toBe(name);
    expect(format.extension).toMatch(/^[a-z]+$/);
  });

  it.each([
    ['nothing', emptyResults],
    ['the sample', sampleResults],
    ['an incomplete scan', incompleteResults],
    ['hostile names', hostileResults],
    ['many findings', () => manyResults(50)],
  ])('ends with a line end and repeats itself on %s', (_, make) => {
    const text = format.render(make(), plain);
    expect(text.endsWith('\n')).toBe(true);
    expect(format.render(make(), plain)).toBe(text);
  });

  it('lets no name act on a terminal', () => {
    const text = format.render(hostileResults(), plain).replace(/\r\n|[\n\t]/g, '');
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  it('does not change what it is given', () => {
    const results = sampleResults();
    const before = JSON.stringify(results);
    format.render(results, plain);
    expect(JSON.stringify(results)).toBe(before);
  });
});
