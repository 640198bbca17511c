import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOwners } from './code-owners.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-owners-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function owners(text: string): (path: string) => string {
  mkdirSync(join(root, '.github'), { recursive: true });
  writeFileSync(join(root, '.github/CODEOWNERS'), text);
  const of = codeOwners(root);
  return (path) => of(path).join(' ');
}

describe('codeOwners', () => {
  it.each([
    ['*', 'src/a.ts', true],
    ['*.ts', 'src/deep/a.ts', true],
    ['*.ts', 'src/a.js', false],
    ['/build/logs/', 'build/logs/a/b.log', true],
    ['/build/logs/', 'app/build/logs/b.log', false],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/deep/a.md', false],
    ['apps/', 'x/apps/a.ts', true],
    ['/apps/pay', 'apps/pay/src/a.ts', true],
    ['/apps/pay', 'apps/payment/a.ts', false],
    ['**/logs', 'deep/logs/a.log', true],
    ['/apps/*/src', 'apps/pay/src/a.ts', true],
    ['.github/', '.github/workflows/a.yml', true],
    ['my\\ docs/', 'my docs/a.md', true],
  ])('%s and %s: %s', (pattern, path, matches) => {
    expect(owners(`${pattern} @team # why\n`)(path)).toBe(matches ? '@team' : '');
  });

  it('takes the last line that matches, also where it names nobody', () => {
    const of = owners('# all\n* @all\n/pay/ @pay ada@example.com\n/pay/generated/\n');
    expect([of('a.ts'), of('pay/a.ts'), of('pay/generated/a.ts')]).toEqual(['@all', '@pay ada@example.com', '']);
  });

  it('reads sections, whose owners stand for lines without any', () => {
    const of = owners('* @all\n[Payments][2] @pay\n/pay/\n/pay/docs/ @docs\n^[Optional]\n/old/\n');
    expect([of('pay/a.ts'), of('pay/docs/a.md'), of('old/a.ts')]).toEqual(['@pay', '@docs', '']);
  });

  it('knows nobody without a file, and takes no pattern that would take for ever', () => {
    expect(codeOwners(root)('a.ts')).toEqual([]);
    expect(owners(`${'*a'.repeat(40)}*b @team\n`)('a'.repeat(200))).toBe('');
  });
});
