import { readFileSync } from 'node:fs';
import { maturityCriteria, personQuestions } from '@faultline/catalog';
import { expect, it } from 'vitest';
import { configSchema } from '../config/schema.js';
import { unknownQuestions } from './answers.js';

const page = readFileSync(new URL('../../docs/attestation.md', import.meta.url), 'utf8');

it('the sample is a configuration that answers questions', () => {
  const samples = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, text = '']) =>
    configSchema.parse(JSON.parse(text)),
  );
  expect(samples.map(({ answers = {} }) => Object.keys(answers))).toEqual([
    ['rel05-bp05-measured', 'rel05-bp07-drill'],
  ]);
  expect(samples.flatMap(({ answers = {} }) => unknownQuestions(answers))).toEqual([]);
});

it('the page lists every question as it is asked', () => {
  const rows = page.split('\n').map((line) => line.replace(/\s+/g, ' '));
  const asked = [...personQuestions, ...maturityCriteria.filter(({ text }) => text !== undefined)];
  const missing = asked.filter(({ id, text }) => !rows.some((row) => row.includes(`| \`${id}\` | ${text} |`)));
  expect(missing.map(({ id }) => id)).toEqual([]);
});
