import type { Results, RunRecord } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import type { RenderOptions } from './format.js';
import { html as format } from './html.js';
import { hostileNames } from './testing/hostile.js';
import { plain, sampleResults } from './testing/sample-results.js';

const run: RunRecord = {
  project: '@acme/shop',
  folder: 'services/orders',
  repository: 'https://github.com/acme/shop',
  commit: '5f0c1e2d3b4a59687766554433221100ffeeddcc',
  branch: 'main',
  changed: true,
  command: 'faultline check --format html',
  requestedBy: 'Ada',
  preset: 'recommended',
  configuration: 'faultline.config.json',
  node: '24.1.0',
  failOn: 'error',
  date: '2026-11-20T09:30:12.000Z',
  seconds: 12.3,
};
const page = (more: Partial<Results> = {}, options: Partial<RenderOptions> = {}) =>
  format.render({ ...sampleResults(), run, ...more }, { ...plain, ...options });
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the head', () => {
  it('says what the report is of, and how it came about', () => {
    const text = textOf(page());
    for (const words of [
      '@acme/shop, in services/orders',
      '5f0c1e2d3b4a of github.com/acme/shop , with changes that are not committed',
      'Branch main',
      '2026-11-20 09:30 UTC',
      'Asked for by Ada',
      'faultline check --format html',
      'Configuration faultline.config.json',
      'Preset recommended',
      'Node.js 24.1.0',
      'Took 12.3 seconds',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('says that stored results have no date, and shows none that is not known', () => {
    const { project, folder, command, preset, node } = run;
    const stored = { project, folder, command, preset, node };
    const undated: Results & { date?: string } = sampleResults();
    delete undated.date;
    const text = textOf(format.render({ ...undated, run: stored }, plain));
    expect(text).toContain('Date not recorded in these results');
    for (const words of ['Took', 'Asked for by', 'Commit']) expect(text).not.toContain(words);
  });

  it('says from when on the gate was asked to fail, and that a gate that nothing can fail means nothing', () => {
    const gate = { status: 'passed', failures: [] } as const;
    expect(textOf(page({ gate }))).toContain('Asked to fail on violations of severity error,');
    expect(textOf(page({ gate, run: { ...run, failOn: 'never' } }))).toContain('Nothing was asked to fail');
  });

  it('runs along printed pages with their numbers, whatever the project is called', () => {
    expect(page()).toContain(
      '@top-left { content: "Faultline reliability report  ·  @acme/shop  ·  5f0c1e2d3b4a  ·  2026-11-20"',
    );
    expect(page()).toContain('counter(page) " of " counter(pages)');
    for (const name of Object.values(hostileNames)) {
      const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page({ run: { ...run, project: name } })) ?? [];
      expect(/@top-left \{ content: "([^"]*)"/.exec(style)?.[1]).toMatch(
        /^Faultline reliability report {2}· {2}[^"\\<>\n]*$/,
      );
    }
  });
});

describe('findings', () => {
  const source = ['import x;', '', '\tasync function charge() {', '\t  await fetch(url);', '\t}', '', 'end'];
  const file = 'src/payments/charge.ts';
  const readSource = (name: string) => (name === file ? Array(40).fill('').concat(source).join('\n') : undefined);

  it('stand in the lines around them, with those of the place marked', () => {
    const at = sampleResults().verdicts.find(({ location }) => location?.file === file)?.location;
    expect(at?.line).toBe(41);
    const excerpt = /<pre class="excerpt">([\s\S]*?)<\/pre>/.exec(page({}, { readSource }))?.[1] ?? '';
    expect(excerpt.split('\n').slice(1, -1)).toEqual([
      '40  ',
      '<mark>41  import x;</mark>',
      '<mark>42  </mark>',
      '<mark>43    async function charge() {</mark>',
      '44      await fetch(url);',
    ]);
  });

  it('link to the source as the commit has it, and name the owners of the file', () => {
    const html = page(
      {},
      {
        linkTo: (name, line) => `https://github.com/acme/shop/blob/5f0c/${name}#L${line}`,
        ownersOf: () => ['@acme/pay', '<b>'],
      },
    );
    expect(html).toContain(`href="https://github.com/acme/shop/blob/5f0c/${file}#L41"`);
    expect(html).toContain('<span class="owner">@acme/pay, &lt;b&gt;</span>');
    expect(page({}, { linkTo: () => 'javascript:alert(1)' })).not.toContain('javascript:');
  });

  it('come first by what is to be repaired first, with a way to the rest', () => {
    const html = page();
    const first = html.slice(html.indexOf('id="first"'), html.indexOf('class="matrix"'));
    expect(first).toContain('class="error"');
    for (const [, target] of first.matchAll(/href="#([^"]*)"/g)) expect(html).toContain(`id="${target}"`);
  });
});

describe('packages', () => {
  it('are listed, the worst first', () => {
    const of = (name: string, error: number) => ({
      ...{ name, folder: `apps/${name}`, counts: { violation: error, compliant: 1, undetermined: 0, suppressed: 0 } },
      violations: { error, warning: 0, note: 0 },
    });
    const text = textOf(page({ packages: [of('cart', 0), of('<pay>', 2)] }));
    expect(text).toMatch(/Packages .*&lt;pay&gt; apps\/&lt;pay&gt; 2 .*cart apps\/cart/);
    expect(page()).not.toContain('id="packages"');
  });
});
