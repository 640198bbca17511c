import { maturityCriteria, personQuestions } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { answersSchema } from '../config/answers-schema.js';
import { unknownQuestions, withAnswer } from './answers.js';

const given = { answer: 'Yes.', owner: 'Payments', date: '2026-10-01', reviewBy: '2027-04-01' };

describe('unknownQuestions', () => {
  it('names the nearest question', () => {
    expect(unknownQuestions({ 'rel05-bp05-mesured': given }).map(({ message }) => message)).toEqual([
      "The configuration answers a question 'rel05-bp05-mesured', which there is not. Did you mean 'rel05-bp05-measured'? Use the id that the report shows beside the question.",
    ]);
  });

  it('knows every question that a run or a level of maturity can ask', () => {
    const ids = [
      ...personQuestions.map(({ id }) => id),
      ...maturityCriteria.filter(({ text }) => text).map(({ id }) => id),
      'rel04-bp01-not-checked',
      'rel05-bp07-undetermined',
    ];
    expect(unknownQuestions(Object.fromEntries(ids.map((id) => [id, given])))).toEqual([]);
  });

  it('knows no question that only the evidence answers', () => {
    expect(unknownQuestions({ 'rel04-maturity-throughout': given })).toHaveLength(1);
  });
});

it('takes no answer from the prototype of an object', () => {
  expect(withAnswer({ id: 'constructor', text: '?' }, {}, '2026-11-20').answer).toBeNull();
});

describe('answersSchema', () => {
  const wrong = (answer: object) => {
    const parsed = answersSchema.safeParse({ 'rel05-bp05-measured': answer });
    return parsed.error?.issues.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`);
  };

  it.each([
    ['no owner', { ...given, owner: ' ' }, ['owner too_small']],
    ['no last day', { ...given, reviewBy: undefined }, ['reviewBy invalid_type']],
    ['a day that is in no calendar', { ...given, date: '2026-02-30' }, ['date invalid_format']],
    ['a last day before the first', { ...given, reviewBy: '2026-09-30' }, ['reviewBy custom']],
    ['an unknown key', { ...given, ownr: 'x' }, [' unrecognized_keys']],
  ])('refuses %s', (_, answer, expected) => {
    expect(wrong(answer)).toEqual(expected);
  });

  it('takes a whole answer, and one that admits a fault', () => {
    expect(wrong(given)).toBeUndefined();
    expect(wrong({ ...given, satisfied: false })).toBeUndefined();
  });
});
