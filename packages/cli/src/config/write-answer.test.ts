import { describe, expect, it } from 'vitest';
import { withAnswerWritten } from './write-answer.js';

const answer = { answer: 'It\'s "known".', owner: 'Payments', date: '2026-10-01', reviewBy: '2027-04-01' };
const id = 'rel05-bp05-measured';

describe('writing an answer', () => {
  it('adds to a JSON configuration and replaces what was answered before', () => {
    const text = '{\n  "preset": "strict"\n}\n';
    const once = withAnswerWritten('faultline.config.json', text, id, answer) ?? '';
    expect(once).toMatch(/^\{\n {2}"preset": "strict",\n {2}"answers": \{\n/);
    expect(JSON.parse(once)).toEqual({ preset: 'strict', answers: { [id]: answer } });
    const twice = withAnswerWritten('faultline.config.json', once, id, { ...answer, owner: 'Orders' }) ?? '';
    expect(JSON.parse(twice)).toEqual({ preset: 'strict', answers: { [id]: { ...answer, owner: 'Orders' } } });
  });

  it('adds to a configuration that is a program, with its comments', () => {
    const text =
      "import { defineConfig } from 'faultline';\n\nexport default defineConfig({\n  // All of it.\n  preset: 'strict',\n});\n";
    const written = withAnswerWritten('faultline.config.ts', text, id, answer) ?? '';
    expect(written).toContain('  // All of it.\n');
    expect(written).toContain(`'${id}': {`);
    expect(written).toContain(`answer: 'It\\'s "known".'`);
    const again = withAnswerWritten('faultline.config.ts', written, id, { ...answer, owner: 'Orders' }) ?? '';
    expect(again.match(/owner: /g)).toHaveLength(1);
    expect(again).toContain("owner: 'Orders'");
  });

  it('writes an object that is exported as it is, and answers under a quoted key', () => {
    const written = withAnswerWritten('c.mjs', "export default { 'answers': {} };\n", id, answer) ?? '';
    expect(written.match(/answers/g)).toHaveLength(1);
    expect(written).toContain(id);
  });

  it('leaves alone what it cannot write into', () => {
    expect(
      withAnswerWritten('c.ts', "import config from './base';\nexport default config;\n", id, answer),
    ).toBeUndefined();
    expect(withAnswerWritten('c.ts', 'export default { answers };\n', id, answer)).toBeUndefined();
    expect(withAnswerWritten('c.json', '[]', id, answer)).toBeUndefined();
    expect(withAnswerWritten('c.json', '{', id, answer)).toBeUndefined();
  });
});
