import { describe, expect, it } from 'vitest';
import { parseBaseline, renderBaseline } from './baseline-file.js';

const entry = (fingerprint: string, file = 'a.ts') => ({
  fingerprint,
  check: 'require-http-timeout',
  file,
  symbol: 's',
});

describe('renderBaseline', () => {
  it('writes one sorted entry a line, and none twice', () => {
    expect(renderBaseline([entry('b'), entry('a', 'z.ts'), entry('a'), entry('b')])).toBe(
      [
        '{"fingerprint":"a","check":"require-http-timeout","file":"a.ts","symbol":"s"}\n',
        '{"fingerprint":"a","check":"require-http-timeout","file":"z.ts","symbol":"s"}\n',
        '{"fingerprint":"b","check":"require-http-timeout","file":"a.ts","symbol":"s"}\n',
      ].join(''),
    );
  });

  it('writes nothing for nothing', () => expect(renderBaseline([])).toBe(''));

  it('keeps line ends in names out of the lines', () => {
    expect(renderBaseline([entry('a', 'a\nb.ts')]).split('\n')).toHaveLength(2);
  });
});

describe('parseBaseline', () => {
  it('reads what was written, in any order and with empty lines', () => {
    const entries = [{ ...entry('b'), content: 'c' }, entry('a')];
    const lines = renderBaseline(entries).trim().split('\n').reverse();
    expect(parseBaseline(`\n${lines.join('\r\n')}\n\n`, 'b.jsonl')).toEqual(entries);
  });

  it.each([
    ['<<<<<<< HEAD', 'b.jsonl:1 is the mark of a merge conflict; keep the lines of both sides and remove the marks.'],
    ['{"fingerprint":1}', 'b.jsonl:1 is no entry of a baseline'],
    ['null', 'b.jsonl:1 is no entry of a baseline'],
    ['{"fingerprint":', 'b.jsonl:1 is no entry of a baseline'],
  ])('says what is wrong with %s', (line, message) => {
    expect(() => parseBaseline(line, 'b.jsonl')).toThrow(message);
  });
});
