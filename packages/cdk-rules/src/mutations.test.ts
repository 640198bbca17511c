import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, type Judgements } from './judge.js';
import { infrastructureRules } from './rules/index.js';
import { buildGraph } from './graph/build-graph.js';
import { TemplateError, type TemplateDocument } from './template/document.js';
import { readTemplate } from './template/read-template.js';
import { sampleWorkloads } from './testing/sample-workloads.js';
import { excerpt, mutated, mutations } from './testing/template-mutations.js';

const samples = new Map(
  Object.entries(sampleWorkloads).map(([name, text]) => [name, readTemplate({ path: `${name}.yaml`, text })]),
);
const seed = 20_260_419;

/** Some resources of a template, changed at random, as text. */
const changedTemplates = fc
  .tuple(fc.constantFrom(...samples.keys()), fc.nat(), mutations)
  .map(([name, start, changes]) => mutated(excerpt(samples.get(name)?.body ?? {}, start), changes));

/** The template, when it can be read; a text that is no template any more is refused by the one error there is for that. */
function read(path: string, text: string): TemplateDocument | undefined {
  try {
    return readTemplate({ path, text });
  } catch (error) {
    if (error instanceof TemplateError && error.message !== '') return undefined;
    throw error;
  }
}

function judged(path: string, text: string): Judgements {
  const document = read(path, text);
  return document ? judge(buildGraph([document])) : { findings: [], failures: [] };
}

/** The rules that broke off, and where. */
function brokenOff({ failures }: Judgements): string[] {
  return failures.map(
    ({ rule, error }) => `${rule.meta.name} broke off: ${error instanceof Error ? error.stack : String(error)}`,
  );
}

describe('sample workloads', () => {
  it('have a resource of every type that a rule judges', () => {
    const graph = buildGraph([...samples.values()]);
    const types = infrastructureRules.flatMap((rule) => rule.types);
    expect(types.filter((type) => graph.ofType(type).length === 0)).toEqual([]);
  });
});

describe('templates that were changed at random', { timeout: 60_000 }, () => {
  it('are judged without a rule that breaks off, and every finding says what it is', () => {
    fc.assert(
      fc.property(changedTemplates, (text) => {
        const judgements = judged('changed.json', text);
        expect(brokenOff(judgements)).toEqual([]);
        const odd = judgements.findings.filter(
          ({ status, message }) =>
            !['violation', 'compliant', 'undetermined'].includes(status) || !/^\S.*\.$/s.test(message),
        );
        expect(odd.map(({ rule, status, message }) => `${rule.meta.name} ${status}: ${message}`)).toEqual([]);
      }),
      { seed, numRuns: 3_000 },
    );
  });

  it('are judged the same each time', () => {
    const verdicts = (text: string) =>
      judged('changed.json', text).findings.map(({ rule, resource, suppressions, related, ...finding }) => [
        rule.meta.name,
        resource.key,
        finding,
        suppressions,
        related?.map((other) => [other.resource.key, other.message]),
      ]);
    fc.assert(
      fc.property(changedTemplates, (text) => {
        expect(verdicts(text)).toEqual(verdicts(text));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('are judged, or refused in words, when a part of their text is gone', () => {
    const cuts = fc
      .tuple(fc.constantFrom(...Object.values(sampleWorkloads)), fc.nat(), fc.nat(300))
      .map(([text, at, length]) => text.slice(0, at % text.length) + text.slice((at % text.length) + length));
    fc.assert(
      fc.property(cuts, (text) => {
        expect(brokenOff(judged('cut.yaml', text))).toEqual([]);
      }),
      { seed, numRuns: 60 },
    );
  });
});
