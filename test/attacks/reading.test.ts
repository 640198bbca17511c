import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { project } from '../support/project.js';
import { check, run } from '../support/run.js';

let folder: string;
beforeEach(() => {
  folder = project({ 'a.ts': "export const a = () => fetch('https://example.com');\n" });
});

it('a source file or a template that is a device or lies outside is named and not read', () => {
  const secret = join(
    project({ 'secret.ts': "export const secret = () => fetch('https://example.com');\n" }),
    'secret.ts',
  );
  for (const name of ['zero.ts', 'zero.yaml', 'zero.json']) symlinkSync('/dev/zero', join(folder, name));
  symlinkSync(secret, join(folder, 'secret.ts'));
  const { results } = check([], folder);
  expect(results.verdicts.every(({ location }) => location?.file === 'a.ts')).toBe(true);
  const skipped = results.scope.skipped.map(({ path }) => path);
  expect(skipped).toEqual(expect.arrayContaining(['secret.ts', 'zero.ts']));
});

it.each(['b.ts', 'cdk.json', 'package.json', 'tsconfig.json', 'manifest.json', 'template.yaml'])(
  'a pipe in place of %s does not stop the scan',
  (name) => {
    run('mkfifo', [name], folder);
    const { results } = check(['--untrusted'], folder);
    expect(results.scope.codeFiles).toBe(1);
  },
);
