import { expect, it } from 'vitest';
import { Engine } from '../../questions/engine.js';
import { projectOf } from '../../testing/project.js';
import { workOfExport } from './callees/work.js';
import { exportOf, offersCalls } from './exports.js';

/** An engine that notes which files are parsed. */
function watched(files: Readonly<Record<string, string>>) {
  const parsed: string[] = [];
  const project = projectOf(files);
  const source = (file: string) => {
    parsed.push(file);
    return project.source(file);
  };
  return { engine: new Engine({ ...project, source }), parsed };
}

/** Modules of which each exports all of the next one, and the last all of the first. */
function ring(count: number): Record<string, string> {
  const next = (at: number) => `export * from './m${(at + 1) % count}';`;
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `/m${at}.ts`,
      `${next(at)}\nexport const load${at} = (url, signal) => fetch(url, { signal });`,
    ]),
  );
}

it.each([20, 60])('finds an export in a ring of %i modules in steps that grow with the ring only', (count) => {
  const { engine, parsed } = watched(ring(count));
  const name = `load${count - 1}`;
  expect(engine.ask(exportOf, { file: '/m0.ts', name })).toMatchObject({ kind: 'wrapper', at: { line: 2 } });
  expect(engine.ask(workOfExport, { file: '/m0.ts', name })).toMatchObject({ work: 'remote' });
  expect(engine.ask(exportOf, { file: '/m0.ts', name: 'nobody' })).toBeUndefined();
  expect(parsed.length).toBeLessThanOrEqual(2 * count);
  expect(engine.answered).toBeLessThanOrEqual(12 * count);
});

it('parses only those files of a barrel that say the name', () => {
  const { engine, parsed } = watched({
    '/index.ts': `export * from './a';\nexport * from './b';\nexport * from './c';`,
    '/a.ts': `export const one = (url) => fetch(url);`,
    '/b.ts': `export * from './d';`,
    '/c.ts': `export const three = 3;`,
    '/d.ts': `export const two = (url, signal) => fetch(url, { signal });`,
  });
  expect(engine.ask(exportOf, { file: '/index.ts', name: 'two' })).toMatchObject({ kind: 'wrapper' });
  expect(parsed.toSorted()).toEqual(['/b.ts', '/d.ts', '/index.ts']);
});

it('does not parse files that neither name nor import anything by which calls are made', () => {
  const { engine, parsed } = watched({
    '/a.ts': `import { b } from './b';\nexport const a = () => b();`,
    '/b.ts': `export const b = () => 1;`,
  });
  expect(engine.ask(offersCalls, '/a.ts')).toBe(false);
  expect(parsed).toEqual([]);
});
