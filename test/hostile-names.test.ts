import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/project.js';
import { faultline } from './support/run.js';
import { callWithoutTimeout, queueTemplate } from './support/samples.js';

const escape = '\u001b';
const setsTitle = `${escape}]0;owned\u0007`;
const markup = '<img src=x onerror=alert(1)>';
const files = {
  [`${setsTitle}.js`]: callWithoutTimeout,
  [`${markup}.js`]: callWithoutTimeout,
  '::error::x%0A.js': callWithoutTimeout,
  'broken\u202e.ts': `export const ${escape}[2J = ;`,
  'orders.json': queueTemplate({ queue: `Q</script><script>alert(1)</script>${setsTitle}` }),
};

// All control characters but the line feed, and what reverses the direction of text.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('hostile names of files and resources', () => {
  it('reach a terminal only escaped', () => {
    const { code, stdout, stderr } = faultline(['check', '--verbose'], project(files));
    expect(code).toBe(2);
    expect(stdout).toContain('owned');
    expect(stdout).not.toMatch(raw);
    // Progress on stderr goes without colours here as well.
    expect(stderr).not.toMatch(raw);
  });

  it('reach a page only escaped', () => {
    const folder = project(files);
    faultline(['check', '--format', 'html:report.html,markdown:report.md,junit:report.xml'], folder);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('report.html')).toContain('owned');
    for (const name of ['report.html', 'report.md', 'report.xml']) {
      expect(read(name), name).not.toContain(markup);
      expect(read(name), name).not.toContain('<script>alert');
      expect(read(name), name).not.toMatch(raw);
    }
  });
});
