import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeSource } from './testing/judge-file.js';
import { mutated, randomFrom } from './testing/mutations.js';
import { parse, parserNames, withoutTypes, type ParserName } from './testing/parsers.js';

const fixtures = new URL('../../../fixtures/', import.meta.url);
const sources = ['faulty', 'sound'].flatMap((workload) => {
  const folder = new URL(`${workload}/src/`, fixtures);
  return readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
});

/** The same without types, for parsers that know none. */
const scripts = sources.map((text) => withoutTypes(text));

/** Judges a text; undefined where it does not parse. */
function judged(text: string, parser: ParserName) {
  let source;
  try {
    source = parse(parser, text, 'src/file.ts');
  } catch {
    return undefined;
  }
  return judgeSource(source, 'src/file.ts');
}

describe.each(parserNames)('sources that are changed at random, under %s', (parser) => {
  it('are judged without a fault', () => {
    const random = randomFrom(20_261_130);
    const texts = parser === 'typescript' ? sources : scripts;
    const pick = () => texts[Math.floor(random() * texts.length)] ?? '';
    let parsed = 0;
    for (let turn = 0; turn < 150; turn += 1) {
      const text = mutated(pick(), pick(), random);
      const judgement = judged(text, parser);
      if (!judgement) continue;
      parsed += 1;
      expect(judgement.faults, text).toEqual([]);
    }
    expect(parsed).toBeGreaterThan(15);
  });
});
