import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
  const reports = { sample: join(work, 'sample.html'), hostile: join(work, 'hostile.html') };
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const sample = ['check', '--preset', 'strict', '--format', `html:${reports.sample}`];
    expect(faultline(sample, join(workspace, 'fixtures/faulty')).code).toBe(1);
    writeFiles(join(work, 'project'), hostile);
    expect(faultline(['check', '--format', `html:${reports.hostile}`], join(work, 'project')).code).toBe(1);
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
    await page.goto(url, { waitUntil: 'load' });
    return { page, wrongs };
  }

  it('opens without a request, a message on the console or a dialog', async () => {
    const { page, wrongs } = await open('sample');
    expect(await page.title()).toContain('Faultline');
    for (const id of ['REL04-BP01', 'REL05-BP04', 'REL05-BP07']) {
      expect(await page.getByText(id).count(), id).toBeGreaterThan(0);
    }
    expect(await page.getByText('sqs-queue-dlq').count()).toBeGreaterThan(0);
    expect(wrongs).toEqual([]);
  });

  it('runs nothing that stands in names of the scanned project', async () => {
    const { page, wrongs } = await open('hostile');
    await page.mouse.move(200, 200);
    expect(await page.locator('img[onerror], [onmouseover], a[href^="javascript:"]').count()).toBe(0);
    expect(await page.getByText('onerror=alert(1)').count()).toBeGreaterThan(0);
    expect(wrongs).toEqual([]);
  });

  it('can be read without JavaScript', async () => {
    const { page } = await open('sample', { javaScriptEnabled: false });
    expect(await page.getByText('require-http-timeout').first().isVisible()).toBe(true);
  });

  it.each(['light', 'dark'] as const)('keeps the accessibility guidelines in %s colours', async (colorScheme) => {
    // Axe is put into the page, which the page's own policy forbids.
    const { page } = await open('sample', { colorScheme, bypassCSP: true });
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('fits a narrow screen without scrolling sideways', async () => {
    const { page } = await open('sample', { viewport: { width: 360, height: 740 } });
    const [content, screen] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(content).toBeLessThanOrEqual(screen);
  });
});
