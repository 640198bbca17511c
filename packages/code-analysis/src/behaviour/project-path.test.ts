import path from 'node:path';
import { expect, it } from 'vitest';
import { projectPath } from './project-path.js';

it('names files by what is below the working folder', () => {
  expect(projectPath(path.resolve('src/pay.ts'))).toBe('src/pay.ts');
  expect(projectPath('src/pay.ts')).toBe('src/pay.ts');
  expect(projectPath('<input>')).toBe('<input>');
});

it('leaves out the folders far above files elsewhere', () => {
  expect(projectPath('/srv/tests/of/many/a/b/c/d/pay.ts')).toBe('many/a/b/c/d/pay.ts');
});
