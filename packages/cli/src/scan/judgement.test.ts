import { readTemplate } from '@faultline/cdk-rules/analysis';
import { expect, it } from 'vitest';
import { judgeDocuments } from './judgement.js';
import { emptyOutcome } from './outcome.js';

it('says once of a type that nobody looked at, in all templates, that it was not', () => {
  const text = `Resources:
  First: { Type: AWS::SQS::Tomorrow }
  Second: { Type: AWS::SQS::Tomorrow }`;
  const documents = ['a.yaml', 'b.yaml'].map((path) => readTemplate({ path, text }));
  const outcome = emptyOutcome();
  judgeDocuments(documents, { checks: new Set(), today: '2026-01-01' }, outcome);
  expect(outcome.skipped).toEqual([
    {
      path: 'a.yaml',
      reason:
        'not looked at: AWS::SQS::Tomorrow, a type that came after these checks; update Faultline (Resources.First)',
    },
  ]);
});
