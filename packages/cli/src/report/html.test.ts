import { createHash } from 'node:crypto';
import type { Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { html as format } from './html.js';
import { html, link, raw } from './html/template.js';
import { fullResults, fullResultsWith, sampleHistory } from './testing/full-results.js';
import { hostileNames, hostileResults } from './testing/hostile.js';
import {
  emptyResults,
  incompleteResults,
  manyResults,
  plain,
  resultsOf,
  sampleResults,
} from './testing/sample-results.js';
import { elementsOf } from './testing/well-formed.js';

const page = (make: () => Results) => format.render(make(), plain);

/** Hostile names at the places that only a gated run with a history fills. */
function hostileGate(): Results {
  const names = Object.values(hostileNames);
  const suppression = { kind: 'central', reason: hostileNames.script, owner: hostileNames.attribute } as const;
  const { gate, maturity = [], ...rest } = fullResults();
  return {
    ...rest,
    ...(gate && {
      gate: {
        ...gate,
        failures: names.map((name) => ({ kind: 'new', scope: name, message: name })),
        ...(gate.comparison && { comparison: { ...gate.comparison, name: hostileNames.script } }),
      },
    }),
    maturity: maturity.map((one) => ({
      ...one,
      criteria: one.criteria.map((criterion) => ({
        ...criterion,
        claim: hostileNames.script,
        basis: hostileNames.nul,
      })),
    })),
    history: sampleHistory(3).map((run) => ({ ...run, commit: hostileNames.script, date: hostileNames.attribute })),
    suppressionProblems: names.map((name) => ({
      fault: 'unused',
      severity: 'warning',
      message: name,
      check: name,
      suppression,
      location: { file: name, line: 1, column: 1 },
    })),
  };
}

describe('template', () => {
  it('escapes what it is given, except markup', () => {
    expect(html`<p title="${'"'}">${'<b>'}${raw('<i>')}${[1, html`<u>${'&'}</u>`]}${undefined}${false}</p>`.text).toBe(
      '<p title="&quot;">&lt;b&gt;<i>1<u>&amp;</u></p>',
    );
  });

  it('links to https only', () => {
    expect(link('https://a.example/', 'a').text).toBe('<a href="https://a.example/" rel="noreferrer">a</a>');
    expect(link('javascript:alert(1)', 'a').text).toBe('a');
  });
});

it('says nothing of a list of other places that is empty', () => {
  const results = sampleResults();
  const withEmptyLists = { ...results, verdicts: results.verdicts.map((verdict) => ({ ...verdict, related: [] })) };
  const withoutLists = JSON.parse(
    JSON.stringify(results, (key, value: unknown) => (key === 'related' ? undefined : value)),
  ) as typeof results;
  expect(format.render(withEmptyLists, plain)).toBe(format.render(withoutLists, plain));
});

describe.each([
  ['nothing', emptyResults],
  ['the sample', sampleResults],
  ['an incomplete scan', incompleteResults],
  ['a gated run with a history', fullResults],
  ['hostile names', hostileResults],
  ['hostile names at the gate', hostileGate],
])('a page on %s', (_, make) => {
  const text = page(make);

  it('is well-formed, with one script and one style sheet', () => {
    const names = elementsOf(text);
    expect(names.filter((name) => name === 'script')).toHaveLength(1);
    expect(names.filter((name) => name === 'style')).toHaveLength(1);
    expect(names).not.toContain('img');
  });

  it('has no id twice, and every link inside the page leads somewhere', () => {
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of text.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('loads nothing, and has neither inline styles nor handlers', () => {
    const body = text.slice(text.indexOf('<body>'));
    // What stands in quotes is a value, whatever it looks like.
    expect(body.replace(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]*\s(?:src|style|on\w+)=/i);
    for (const [, url] of text.matchAll(/href="([^"#][^"]*)"/g)) expect(url).toMatch(/^(?:https:\/\/|data:image\/svg)/);
  });
});

it('allows exactly its own script and style sheet', () => {
  const text = page(sampleResults);
  for (const element of ['script', 'style']) {
    const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? '';
    const digest = createHash('sha256').update(content).digest('base64');
    expect(text).toContain(`${element}-src &#39;sha256-${digest}&#39;`);
  }
  expect(text).toContain('default-src &#39;none&#39;');
});

it('shows each finding with place, message, repair and a stable anchor', () => {
  const text = page(sampleResults);
  expect(text).toContain('id="f-3f9a1c0b7d2e4856"');
  expect(text).toContain('src/payments/charge.ts:41:26');
  expect(text).toContain('so the handler waits for ever');
  expect(text).toContain('<code>signal: AbortSignal.timeout(3000)</code>');
  expect(text).toContain('<span class="key">connection timeout</span>');
  expect(text).toContain('Is the behaviour of the service when a call times out tested?');
  expect(text).toContain('The archive streams for hours; a watchdog ends stalled exports');
  expect(text).toContain('src/generated/client.ts');
});

it('marks a suppression as expired by the date of the report', () => {
  expect(page(sampleResults)).not.toContain('class="expired"');
  expect(format.render({ ...sampleResults(), date: '2027-02-01T00:00:00Z' }, plain)).toContain('class="expired"');
});

it('shows nothing empty', () => {
  const text = page(emptyResults);
  expect(text).not.toMatch(/<(?:ul|ol|dl|p|section|details)(?:\s[^>]*)?>\s*<\//);
  expect(text).not.toContain('class="practice"');
  expect(text).not.toContain('id="suppressions"');
  expect(text).not.toContain('id="incomplete"');
  expect(page(incompleteResults)).toContain('id="incomplete"');
});

describe('the size', () => {
  /** A page on 500 violations, of which each third is new. */
  const pageWith = (word: (index: number) => string) => {
    const results = fullResultsWith(500);
    const verdicts = results.verdicts.map((verdict, index) => ({
      ...verdict,
      message: verdict.message.replace(/^\w+/, word(index)),
    }));
    return format.render({ ...results, verdicts }, plain);
  };

  it.each([
    ['all words differ', (index: number) => `Number ${index}`],
    ['words are shared', () => 'This'],
  ])('stays below 400 KB with 500 findings where %s', (_, word) => {
    const text = pageWith(word);
    expect(text.match(/<li class="(?:error|warning) /g)).toHaveLength(500);
    expect(Buffer.byteLength(text)).toBeLessThan(400_000);
  });
});

it('says how many findings it left out', () => {
  const text = page(() => manyResults(6 * 1100));
  expect(text).toContain('more violations; the JSON results list them all.');
});

describe('what was there before', () => {
  it('is marked at each violation, and new ones come first', () => {
    const text = page(fullResults);
    expect(text).toContain('<b>error</b> <i>New</i>');
    expect(text).toContain('<i>Known, moved</i>');
    expect(text.indexOf('charge.ts:41:26')).toBeLessThan(text.indexOf('src/stock/client.ts:9:22'));
    expect(text).toContain('name="new"');
  });

  it('is not spoken of without a comparison', () => {
    const text = page(sampleResults);
    expect(text).not.toContain('<i>');
    expect(text).not.toContain('name="new"');
  });
});

it('says once what is the same at several places', () => {
  const [violation] = sampleResults().verdicts;
  const twins = [1, 2].map((line) => ({
    ...violation,
    fingerprint: `f${line}`,
    location: { file: 'a.ts', line, column: 1 },
  }));
  const text = page(() => resultsOf(twins as Results['verdicts']));
  expect(text.slice(text.indexOf('class="listing"')).match(/waits for ever/g)).toHaveLength(1);
  expect(text).toContain('id="f-f1"');
  expect(text).toContain('id="f-f2"');
});

it('groups what could not be decided by its reason, whatever the names in it', () => {
  const undetermined = sampleResults()
    .verdicts.filter(({ status }) => status === 'undetermined')
    .slice(0, 1);
  const verdicts = ['a', 'b'].flatMap((name) =>
    undetermined.map((verdict) => ({
      ...verdict,
      fingerprint: name,
      message: `The value of \`${name}\` is not known.`,
    })),
  );
  const text = page(() => resultsOf(verdicts));
  expect(text.match(/is not known\./g)).toHaveLength(1);
  expect(text).toContain('<span data-count>2</span> places that could not be decided');
  for (const name of ['a', 'b']) expect(text).toContain(`<code>${name}</code>`);
});

it('lists suppressions that have run out first, then unused ones, then by their last day', () => {
  const text = page(fullResults);
  const register = text.slice(text.indexOf('id="suppressions"'));
  const order = ['Expired 2026-10-31', 'Unused', 'Until 2027-01-31', 'Without an end'];
  expect(order.map((words) => register.indexOf(words))).toEqual(
    order.map((words) => register.indexOf(words)).sort((a, b) => a - b),
  );
  for (const words of order) expect(register).toContain(words);
  expect(register).toContain('href="#f-e02c7b5f9d164a38"');
  expect(register).toContain('ORD-77');
});

it('shows who answered a question, until when, and what is overdue', () => {
  const text = page(fullResults);
  expect(text).toContain('<span class="value">2027-04-05</span>');
  expect(text).toContain('<span class="key">review was due</span> <span class="value">2026-09-02</span>');
  expect(text.indexOf('Answer overdue')).toBeLessThan(text.indexOf('2027-04-05'));
});

it('shows the maturity of a question with what the next level lacks', () => {
  const text = page(fullResults);
  expect(text).toContain('At level 1 of 4, Basic error handling (1 of 3 criteria shown).');
  expect(text).toContain('What level 2, Structured resilience, lacks');
});

describe('the trend', () => {
  const withRuns = (length: number): Results => ({ ...sampleResults(), history: sampleHistory(length) });

  it('is drawn and told in words from two runs on', () => {
    const text = page(() => withRuns(3));
    expect(text).toContain('aria-label="Violations of REL05-BP05, run by run: 6, 5, 4"');
    expect(text).toContain('aria-label="Violations, run by run: 10, 8, 6"');
    expect(text).toContain('−4 since 2026-11-01');
    expect(text).toContain('The 3 runs as a table');
  });

  it('is left out where there is a single run', () => {
    expect(page(() => withRuns(1))).not.toContain('id="trend"');
  });

  it('leaves a gap where a best practice was not looked at', () => {
    const [first, second, third] = sampleHistory(3);
    const history = [first, { ...second, bestPractices: {} }, third] as NonNullable<Results['history']>;
    expect(page(() => ({ ...sampleResults(), history }))).toContain('REL05-BP05, run by run: 6, 4"');
  });
});
