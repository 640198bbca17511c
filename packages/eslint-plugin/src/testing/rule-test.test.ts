import { describe, expect, it } from 'vitest';
import { noDisabledTimeout } from '../rules/no-disabled-timeout.js';
import { docSamples } from './doc-samples.js';
import { testRule } from './rule-test.js';

describe('testRule', () => {
  it('refuses lists that prove nothing', () => {
    expect(() => testRule(noDisabledTimeout, { violations: [], sound: ['a()'] })).toThrow('need code that violates it');
    expect(() => testRule(noDisabledTimeout, { violations: ['a()'], sound: [] })).toThrow('need code that violates it');
  });

  it('refuses a case that is there twice, in whatever list', () => {
    expect(() => testRule(noDisabledTimeout, { violations: ['a()'], sound: [{ code: 'a()' }] })).toThrow(
      'a case twice',
    );
  });
});

describe('docSamples', () => {
  it('reads fenced code by heading, with the line where it starts', () => {
    const page =
      '# x\n\n```ts\nintro()\n```\n\n## Fails\n\n```ts\na()\nb()\n```\n\n## Passes\n\n```js\nc()\n```\n\n## Options\n';
    expect(docSamples(page)).toEqual({
      fails: [{ line: 10, language: 'ts', code: 'a()\nb()' }],
      passes: [{ line: 17, language: 'js', code: 'c()' }],
    });
  });
});
