import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { allChecks } from '../../checks.js';
import { scanProject } from '../../scan/code-workers.js';

/**
 * Verdicts of one check on a project of these files, by path and text; `shown` has `file:line status` for each.
 * The project is written into a folder of its own, which is gone afterwards.
 */
export async function judgeProject(check: string, files: Record<string, string>) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-project-')));
  try {
    const paths = Object.entries(files).map(([file, text]) => {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    });
    const all = (await allChecks()).filter((one) => one.name === check);
    const names = new Set(all.map((one) => one.name));
    const outcome = await scanProject(
      {
        root,
        files: paths.map((path) => ({ path, isNamed: false })),
        preset: 'strict',
        presetChecks: names,
        allowedChecks: names,
        metadata: new Map(all.map((one) => [one.name, one])),
        settings: {},
        useProjectConfig: false,
        repository: root,
        today: '2026-11-20',
      },
      1,
    );
    expect(outcome.errors).toEqual([]);
    const shown = outcome.verdicts.map(({ location, status }) => `${location?.file}:${location?.line} ${status}`);
    return { shown, verdicts: outcome.verdicts };
  } finally {
    rmSync(root, { recursive: true });
  }
}
