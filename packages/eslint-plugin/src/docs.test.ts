import { existsSync, readdirSync, readFileSync } from 'node:fs';
import typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { decodeVerdict } from './audit.js';
import faultline from './index.js';
import { codeChecks } from '@faultline/code-analysis';
import { docSamples, type DocSample } from './testing/doc-samples.js';

const folder = new URL('../docs/rules/', import.meta.url);
const linter = new Linter();

/** The verdicts of all rules on a sample, in audit mode. */
function verdicts(sample: DocSample): { rule: string; status: string; message: string }[] {
  const messages = linter.verify(
    sample.code,
    [
      {
        ...faultline.configs.strict,
        files: ['**/*.ts', '**/*.js'],
        settings: { faultline: { audit: true } },
        languageOptions: { parser: typescript },
      },
    ],
    { filename: `sample.${sample.language}` },
  );
  return messages.map(({ ruleId, message }) => {
    const verdict = decodeVerdict(message);
    if (!verdict) throw new Error(`line ${sample.line}: ${message}`);
    return { rule: ruleId?.replace('faultline/', '') ?? '', status: verdict.status, message: verdict.message };
  });
}

const hints = new Set(codeChecks.filter(({ meta }) => meta.severity === 'note').map(({ meta }) => meta.name));

/** Violations in a sample of a page; hints of other checks say nothing of the sample. */
const violations = (sample: DocSample, page: string) =>
  verdicts(sample).filter(({ rule, status }) => status === 'violation' && (rule === page || !hints.has(rule)));

it('has a page for each rule, and a rule for each page', () => {
  expect(readdirSync(folder).sort()).toEqual(codeChecks.map((rule) => `${rule.meta.name}.md`));
});

describe.each(codeChecks.map((rule) => rule.meta.name))('page of %s', (name) => {
  const file = new URL(`${name}.md`, folder);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { fails, passes } = docSamples(page);

  it('says what a reader looks for', () => {
    const headings = page.match(/^## .*$/gm);
    expect(headings).toEqual(['## Fails', '## Passes', '## Options', '## Known limitations', '## When not to use it']);
    expect(page).toContain('<!-- begin generated -->');
    expect(fails.length, 'samples that fail').toBeGreaterThan(0);
    expect(passes.length, 'samples that pass').toBeGreaterThan(0);
  });

  it.each(fails.map((sample) => [sample.line, sample] as const))('fails at line %i', (_, sample) => {
    const found = violations(sample, name);
    expect(found.map((violation) => violation.rule)).toEqual([name]);
  });

  it.each(passes.map((sample) => [sample.line, sample] as const))('passes at line %i', (_, sample) => {
    expect(violations(sample, name)).toEqual([]);
    const undecided = verdicts(sample).filter(({ rule, status }) => rule === name && status === 'undetermined');
    expect(undecided).toEqual([]);
  });
});
