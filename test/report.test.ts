import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fullResults, fullResultsWith } from '../packages/cli/src/report/testing/full-results.js';
import { findChromium, launch } from './support/chromium.js';
import { workspace } from './support/paths.js';
import { temporaryFolder, writeFiles } from './support/project.js';
import { faultline } from './support/run.js';
import { callWithoutTimeout, queueTemplate } from './support/samples.js';

const chromium = findChromium();
if (chromium === undefined) {
  process.stderr.write('No Chromium was found in PATH, so the report is not opened in a browser: install chromium.\n');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hostile = {
  '<img src=x onerror=alert(1)>.js': callWithoutTimeout,
  'javascript:alert(1).js': callWithoutTimeout,
  'orders.json': queueTemplate({ queue: '</script><script>alert(1)</script>"onmouseover="alert(1)' }),
};

describe.skipIf(chromium === undefined)('the report in Chromium (skipped where none is installed)', () => {
  const work = temporaryFolder();
  const reports = {
    sample: join(work, 'sample.html'),
    hostile: join(work, 'hostile.html'),
    full: join(work, 'full.html'),
    many: join(work, 'many.html'),
  };
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const sample = ['check', '--preset', 'strict', '--format', `html:${reports.sample}`];
    expect(faultline(sample, join(workspace, 'fixtures/faulty')).code).toBe(1);
    writeFiles(join(work, 'project'), hostile);
    expect(faultline(['check', '--format', `html:${reports.hostile}`], join(work, 'project')).code).toBe(1);
    for (const [name, results] of [
      ['full', fullResults()],
      ['many', fullResultsWith(500)],
    ] as const) {
      writeFiles(work, { [`${name}.json`]: JSON.stringify(results) });
      expect(faultline(['report', `${name}.json`, '--format', `html:${reports[name]}`], work).code).toBe(0);
    }
    browser = await launch(chromium ?? '');
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  });

  /** Opens a report and writes down everything that it should not do. */
  async function open(
    report: keyof typeof reports,
    options: Parameters<Browser['newContext']>[0] = {},
    hash = '',
  ): Promise<{ page: Page; wrongs: string[] }> {
    context = await browser.newContext(options);
    const page = await context.newPage();
    const url = pathToFileURL(reports[report]).href;
    const wrongs: string[] = [];
    page.on('console', (message) => wrongs.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) wrongs.push(`request: ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      wrongs.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(`${url}${hash}`, { waitUntil: 'load' });
    return { page, wrongs };
  }

  const entries = (page: Page) => page.locator('[data-status] > li:visible');
  const unfold = (page: Page) =>
    page.evaluate("for (const fold of document.querySelectorAll('details.check')) fold.open = true;");

  it.each(['sample', 'full', 'many'] as const)(
    'opens without a request, a message on the console or a dialog: %s',
    async (report) => {
      const { page, wrongs } = await open(report);
      expect(await page.title()).toContain('Faultline');
      for (const id of ['REL04-BP01', 'REL05-BP04', 'REL05-BP07']) {
        expect(await page.locator('.matrix').getByText(id).count(), id).toBe(1);
      }
      expect(await page.locator('[data-check="sqs-queue-dlq"] h3').count()).toBeGreaterThan(0);
      expect(wrongs).toEqual([]);
    },
  );

  it('runs nothing that stands in names of the scanned project', async () => {
    const { page, wrongs } = await open('hostile');
    await page.mouse.move(200, 200);
    expect(await page.locator('img[onerror], [onmouseover], a[href^="javascript:"]').count()).toBe(0);
    expect(await page.getByText('onerror=alert(1)').count()).toBeGreaterThan(0);
    expect(wrongs).toEqual([]);
  });

  it('can be read without JavaScript, and shows no control that needs it', async () => {
    const { page } = await open('sample', { javaScriptEnabled: false });
    await page.locator('details.check > summary').last().click();
    expect(await page.locator('[data-check="require-http-timeout"] h3').first().isVisible()).toBe(true);
    expect(await page.locator('.findings > li').last().isVisible()).toBe(true);
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it.each([
    ['full', 'light'],
    ['full', 'dark'],
    ['sample', 'light'],
  ] as const)('keeps the accessibility guidelines, unfolded: %s in %s colours', async (report, colorScheme) => {
    // Axe is put into the page, which the page's own policy forbids.
    const { page } = await open(report, { colorScheme, bypassCSP: true });
    await page.getByRole('button', { name: 'Unfold everything' }).click();
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  describe('the filters', () => {
    it('work with the keyboard alone, and stay in the address', async () => {
      const { page, wrongs } = await open('full');
      await unfold(page);
      const all = await entries(page).count();
      await page.getByLabel('Text').focus();
      await page.keyboard.type('payments/charge');
      expect(await entries(page).allTextContents()).toEqual([expect.stringContaining('src/payments/charge.ts:41:26')]);
      expect(await page.getByRole('status').textContent()).toMatch(/^1 of \d+ entries shown$/);
      expect(new URL(page.url()).hash).toBe('#text=payments%2Fcharge');

      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Tab');
      await page.keyboard.type('REL05-BP05');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Compliant');
      expect(new URL(page.url()).hash).toBe('#bp=REL05-BP05&status=compliant');
      expect(await entries(page).count()).toBe(6);

      await page.reload();
      expect(await entries(page).count()).toBe(6);
      await unfold(page);
      await page.getByRole('button', { name: 'Clear' }).focus();
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('');
      expect(await page.getByRole('status').textContent()).toBe('');
      // What the filter had to unfold stays open.
      expect(await entries(page).count()).toBe(all + 6);
      expect(wrongs).toEqual([]);
    });

    it.each([
      ['#new=1', 167],
      ['#status=violation&check=sqs-queue-dlq', 83],
      ['#severity=warning&status=violation&layer=infrastructure', 83],
      ['#status=question', 3],
      ['#status=suppressed', 86],
      ['#text=no+such+words', 0],
      ['#status=nothing&bp=%3Cb%3E', 503],
    ])('show what the address asks for: %s', async (hash, number) => {
      const { page, wrongs } = await open('many', {}, hash);
      const counted = page.locator(
        hash.includes('nothing')
          ? '.findings > li:not([hidden]), .questions > li:not([hidden])'
          : '[data-status] > li:visible',
      );
      expect(await counted.count()).toBe(number);
      expect(await page.getByRole('status').textContent()).toContain(number === 0 ? 'Nothing matches' : '');
      expect(wrongs).toEqual([]);
    });

    it('give way to a link to an entry that they hide, and open its fold', async () => {
      const { page } = await open('full', {}, '#status=question');
      const compliant = page.locator('[data-status="compliant"] > li').first();
      expect(await compliant.isVisible()).toBe(false);
      await page.goto(`${page.url().split('#')[0]}#${await compliant.getAttribute('id')}`);
      await expect.poll(() => compliant.isVisible()).toBe(true);
      expect(await page.getByLabel('Status').inputValue()).toBe('');
    });
  });

  it('prints everything, without controls', async () => {
    const { page } = await open('full');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('[data-status="compliant"] > li').first().isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });

  it.each(['sample', 'full', 'hostile'] as const)(
    'fits a narrow screen without scrolling sideways: %s',
    async (report) => {
      const { page } = await open(report, { viewport: { width: 360, height: 740 } });
      const [content, screen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(content).toBeLessThanOrEqual(screen);
    },
  );
});
