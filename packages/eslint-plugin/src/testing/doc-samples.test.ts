import { describe, expect, it } from 'vitest';
import { docSamples } from './doc-samples.js';

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
