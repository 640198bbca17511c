import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Verdict } from '@faultline/catalog';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFolders, rollUp } from './packages.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-packages-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function manifests(files: Readonly<Record<string, string>>): void {
  for (const [folder, text] of Object.entries(files)) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'package.json'), text);
  }
}

const verdict = (file: string, more: Partial<Verdict> = {}): Verdict => ({
  check: 'require-http-timeout',
  bestPractice: 'REL05-BP05',
  layer: 'code',
  status: 'violation',
  severity: 'error',
  message: 'It waits for ever. Set a timeout.',
  fingerprint: file,
  location: { file, line: 1, column: 1 },
  ...more,
});

describe('packageFolders', () => {
  it('takes the nearest manifest with a name, within the root', () => {
    manifests({ '.': '{"name": "shop"}', 'apps/pay': '{"name": "@shop/pay"}', 'apps/pay/esm': '{"type": "module"}' });
    manifests({ 'apps/broken': '{', 'apps/odd': '{"name": 7}', 'apps/idle': '{"name": "idle"}' });
    const files = ['apps/pay/src/a.ts', 'apps/pay/esm/b.ts', 'apps/broken/c.ts', 'apps/odd/d.ts', '../e.ts'];
    expect(
      packageFolders(
        files.map((file) => join(root, file)),
        root,
      ),
    ).toEqual([
      { name: 'shop', folder: '.' },
      { name: '@shop/pay', folder: 'apps/pay' },
    ]);
  });

  it('finds none where no manifest has a name', () => {
    manifests({ '.': '{}' });
    expect(packageFolders([join(root, 'a.ts')], root)).toEqual([]);
    expect(packageFolders([join(dirname(root), 'a.ts')], root)).toEqual([]);
  });
});

describe('rollUp', () => {
  const folders = [
    { name: 'shop', folder: '.' },
    { name: 'pay', folder: 'apps/pay' },
    { name: 'idle', folder: 'apps/payment' },
  ];

  it('counts by the innermost package, and resources by their template', () => {
    const resource = { template: 'apps/pay/cdk.out/Pay.template.json', logicalId: 'Q', type: 'AWS::SQS::Queue' };
    const placeless: Verdict & { location?: Verdict['location'] } = verdict('x');
    delete placeless.location;
    const packages = rollUp(folders, [
      verdict('a.ts', { severity: 'note' }),
      verdict('apps/pay/src/b.ts'),
      verdict('apps/pay/src/c.ts', { status: 'compliant' }),
      { ...placeless, resource, severity: 'warning' },
      placeless,
      verdict('../elsewhere.ts'),
    ]);
    expect(
      packages?.map(({ folder, counts, violations }) => [folder, counts.violation, counts.compliant, violations]),
    ).toEqual([
      ['.', 1, 0, { error: 0, warning: 0, note: 1 }],
      ['apps/pay', 2, 1, { error: 1, warning: 1, note: 0 }],
      ['apps/payment', 0, 0, { error: 0, warning: 0, note: 0 }],
    ]);
  });

  it('says nothing of a single package', () => {
    expect(rollUp(folders.slice(0, 1), [verdict('a.ts')])).toBeUndefined();
  });
});
