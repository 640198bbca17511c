import { describe, expect, it } from 'vitest';
import { sampleResults } from '../report/testing/sample-results.js';
import { explainFinding, isFinding } from './explain-finding.js';
import { explainStanding } from './explain-standing.js';

const text = (name: string) => explainFinding(name, sampleResults(), 'results.json');

describe('isFinding', () => {
  it.each(['eabcbbf7f9cd9601', 'eabcbb', 'src/pay.ts:12', 'src/pay.ts:12:3'])('takes %s', (name) => {
    expect(isFinding(name)).toBe(true);
  });
  it.each(['eabcb', 'sqs-queue-dlq', 'REL05-BP05', 'src/pay.ts'])('does not take %s', (name) => {
    expect(isFinding(name)).toBe(false);
  });
});

describe('explainFinding', () => {
  it('tells what, where, why, how to fix it and how to accept it', () => {
    const told = text('3f9a1c0b');
    expect(told).toContain('require-http-timeout at src/payments/charge.ts:41:26');
    expect(told).toContain('fingerprint 3f9a1c0b7d2e4856');
    for (const part of ['What', 'Why', 'How to fix it\n  Pass `signal', 'How to accept it', 'Sources']) {
      expect(told).toContain(`\n\n${part}`);
    }
  });

  it('takes the place of a finding', () => {
    expect(text('src/payments/charge.ts:41')).toBe(text('3f9a1c0b7d2e4856'));
    expect(() => text('src/payments/charge.ts:4')).toThrow("There is no finding 'src/payments/charge.ts:4'");
  });

  it('shows evidence, and asks nobody to repair what complies', () => {
    const results = sampleResults();
    const compliant = results.verdicts.find(({ status, evidence }) => status === 'compliant' && evidence);
    const told = text(compliant?.fingerprint ?? '');
    expect(told).toContain('Evidence\n  ');
    expect(told).not.toContain('How to fix it');
  });

  it('finds copies of a construct by the fingerprint of each, and names the others', () => {
    const results = sampleResults();
    const copies = ['Beta', 'Prod'].map((stage) => ({
      resource: {
        template: `${stage}.template.json`,
        logicalId: 'Q',
        type: 'AWS::SQS::Queue',
        constructPath: `${stage}/Q`,
      },
      fingerprint: `c0ffee${stage === 'Beta' ? '01' : '02'}`,
    }));
    const verdicts = results.verdicts.map((one, at) => (at === 0 ? { ...one, copies } : one));
    const told = explainFinding('c0ffee02', { ...results, verdicts }, 'r.json');
    expect(told).toContain('The same construct in Prod.template.json: Prod/Q');
  });

  it('says who accepted what was accepted', () => {
    const accepted = sampleResults().verdicts.find(({ status }) => status === 'suppressed');
    expect(text(accepted?.fingerprint ?? '')).toContain(`Accepted\n  reason: ${accepted?.suppression?.reason}`);
  });

  it('asks for more of a fingerprint that several begin with', () => {
    const results = sampleResults();
    const twice = { ...results, verdicts: results.verdicts.map((one, at) => ({ ...one, fingerprint: `abcdef${at}` })) };
    expect(() => explainFinding('abcdef', twice, 'r.json')).toThrow(/findings in r\.json begin with abcdef/);
  });

  it('lets nothing of the project act on the terminal', () => {
    const results = sampleResults();
    const verdicts = results.verdicts.map((one) => ({ ...one, symbol: 'a\u001b[31m', snippet: '\u202eb' }));
    const told = explainFinding('3f9a1c0b', { ...results, verdicts }, 'r.json');
    expect(told).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });
});

describe('explainStanding', () => {
  it.each(['require-http-timeout', 'REL05-BP05'])('counts, and lists the violations of %s', (name) => {
    const told = explainStanding(name, sampleResults(), 'results.json');
    expect(told).toMatch(/^In results\.json\n {2}\d+ violation, \d+ compliant/);
    expect(told).toContain('3f9a1c0b  src/payments/charge.ts:41:26  This `fetch` call has no timeout');
  });

  it('says that there was nothing', () => {
    expect(explainStanding('REL04-BP01', sampleResults(), 'r.json')).toBe('In r.json\n  Nothing was found to judge.');
  });
});
