import { bestPractices, personQuestions } from '@faultline/catalog';
import { expect, it } from 'vitest';
import { allChecks } from '../checks.js';
import { customLens } from './lens.js';

const lens = customLens(await allChecks());
const asked = lens.pillars.flatMap(({ questions }) => questions);

it('asks one question for each best practice, in less than 500 KB', () => {
  expect(asked.map(({ id }) => id)).toEqual(bestPractices.map(({ id }) => id.toLowerCase().replace('-', '_')));
  expect(Buffer.byteLength(JSON.stringify(lens))).toBeLessThanOrEqual(500_000);
});

it('keeps the format and the limits of a custom lens', () => {
  expect(lens.schemaVersion).toBe('2021-11-01');
  const choices = asked.flatMap((question) => question.choices);
  const ids = [...asked.map(({ id }) => id), ...choices.map(({ id }) => id)];
  expect(ids.filter((id) => !/^\w{3,64}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const titles = [lens.name, ...asked.map(({ title }) => title), ...choices.map(({ title }) => title)];
  expect(titles.filter((title) => title.length > 128 || title.includes('…'))).toEqual([]);
  const texts = choices.flatMap((choice) => [choice.helpfulResource, choice.improvementPlan]);
  expect(texts.filter(({ displayText, url }) => displayText.length > 2048 || !url.startsWith('https://'))).toEqual([]);
  expect(asked.filter((question) => question.choices.length === 0 || question.choices.length > 15)).toEqual([]);
});

it('rates each question by choices that it has, and ends with the default', () => {
  for (const { choices, riskRules } of asked) {
    const known = choices.map(({ id }) => id);
    expect(riskRules.at(-1)?.condition).toBe('default');
    expect(riskRules.length).toBeLessThanOrEqual(3);
    for (const { condition } of riskRules.slice(0, -1)) {
      expect(condition.split(' && ').filter((id) => !known.includes(id))).toEqual([]);
    }
    expect(riskRules[0]).toEqual({ condition: known.join(' && '), risk: 'NO_RISK' });
  }
});

it('grades by the risk that AWS gives to the best practice', () => {
  const worst = (id: string) => asked.find((question) => question.id === id)?.riskRules.at(-1)?.risk;
  expect(worst('rel05_bp05')).toBe('HIGH_RISK');
  expect(worst('rel04_bp03')).toBe('MEDIUM_RISK');
});

it('has a choice for everything that only people can say', () => {
  const ids = asked.flatMap(({ choices }) => choices.map(({ id }) => id));
  expect(ids).toEqual(expect.arrayContaining(personQuestions.map(({ id }) => id.replaceAll('-', '_'))));
});
