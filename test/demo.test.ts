import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspace } from './support/paths.js';
import { type Run, run } from './support/run.js';

describe('npm run demo', () => {
  let demo: Run;
  beforeAll(() => {
    demo = run(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], workspace);
  });

  it('succeeds although the sample has faults, and says where the report is', () => {
    const path = /^The report: (?<path>.+)$/m.exec(demo.stdout)?.groups?.['path'] ?? '';
    expect(readFileSync(path, 'utf8')).toContain('sqs-queue-dlq');
    expect(demo.code).toBe(0);
  });

  it('prints what the README shows', () => {
    const readme = readFileSync(join(workspace, 'README.md'), 'utf8');
    const picture = /```console\n(?<text>.*?)\n```/s.exec(readme)?.groups?.['text'] ?? '';
    const shown = picture.split('\n').filter((line) => line.trim() !== '' && !/^(?:\$|…$|The report:)/.test(line));
    const printed = new Set(demo.stdout.split('\n'));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((line) => !printed.has(line))).toEqual([]);
  });
});
