import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html as format } from './html.js';
import { html, link, raw } from './html/template.js';
import { hostileResults } from './testing/hostile.js';
import { emptyResults, incompleteResults, manyResults, plain, sampleResults } from './testing/sample-results.js';
import { elementsOf } from './testing/well-formed.js';

const page = (make: () => ReturnType<typeof sampleResults>) => format.render(make(), plain);

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
  ['hostile names', hostileResults],
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
    expect(body).not.toMatch(/<[^>]*\s(?:src|style|on\w+)=/i);
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

it('stays below 400 KB with 500 findings', () => {
  expect(Buffer.byteLength(page(() => manyResults(500)))).toBeLessThan(400_000);
});

it('says how many findings it left out', () => {
  const text = page(() => manyResults(6 * 1100));
  expect(text).toContain('more violations; the JSON results list them all.');
});
