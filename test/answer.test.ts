import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/project.js';
import { check, faultline } from './support/run.js';
import { callWithTimeout } from './support/samples.js';

const shop = (files: Readonly<Record<string, string>> = {}) =>
  project({ 'package.json': '{ "type": "module" }', 'a.js': callWithTimeout, ...files });

describe('faultline answer', () => {
  it('writes an answer that the next check knows, and lists it no more', () => {
    const folder = shop();
    expect(faultline(['answer', '--list'], folder).stdout).toContain('rel05-bp05-measured\n  REL05-BP05 ');
    const given = [
      'answer',
      'rel05-bp05-measured',
      '--text',
      'From the p99.9.',
      '--owner',
      'Payments',
      '--review-by',
      '2099-01-01',
    ];
    const { code, stderr } = faultline(given, folder, { SOURCE_DATE_EPOCH: '1790000000' });
    expect(code).toBe(0);
    expect(stderr).toContain('Wrote the answer to rel05-bp05-measured into faultline.config.json.');
    const practice = check([], folder).results.bestPractices.find(({ id }) => id === 'REL05-BP05');
    expect(practice?.questions.find(({ id }) => id === 'rel05-bp05-measured')).toMatchObject({
      answer: 'From the p99.9.',
      owner: 'Payments',
      date: '2026-09-21',
      satisfied: true,
    });
    expect(faultline(['answer', '--list'], folder).stdout).not.toContain('rel05-bp05-measured');
  });

  it('says what the last check found', () => {
    const folder = shop();
    faultline(['check', '--format', 'json:.faultline/results.json'], folder);
    expect(faultline(['answer', '--list'], folder).stdout).toMatch(
      /rel05-bp05-measured\n.*\n {2}In the last check \d+ of \d+ places comply/,
    );
  });

  it('tells in one sentence what it cannot do, and changes nothing then', () => {
    const text = "import base from './base.mjs';\nexport default base;\n";
    const folder = shop({ 'faultline.config.mjs': text, 'base.mjs': 'export default {};\n' });
    const answer = ['--text', 'Yes.', '--owner', 'Payments'];
    for (const [args, sentence] of [
      [
        ['rel05-bp05-measurd', ...answer],
        "There is no question 'rel05-bp05-measurd'. Did you mean 'rel05-bp05-measured'?",
      ],
      [['rel05-bp05-measured', '--text', 'Yes.'], 'An answer needs somebody who stands for it; pass --owner.'],
      [
        ['rel05-bp05-measured', ...answer, '--review-by', 'soon'],
        'The answer cannot be written: reviewBy: expected a day',
      ],
      [['rel05-bp05-measured', ...answer], 'faultline.config.mjs has no object to write answers into; add {"answers":'],
      [[], 'there is no terminal to ask on'],
    ] as const) {
      const { code, stderr } = faultline(['answer', ...args], folder);
      expect(stderr).toContain(sentence);
      expect(code).toBe(2);
    }
    expect(readFileSync(join(folder, 'faultline.config.mjs'), 'utf8')).toBe(text);
  });
});
