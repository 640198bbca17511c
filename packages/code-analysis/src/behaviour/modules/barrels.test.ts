import { expect, it } from 'vitest';
import { Engine } from '../../questions/engine.js';
import { projectOf } from '../../testing/project.js';
import { handlersReaching } from '../handlers/reach.js';
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

/** Modules whose exports hold each other, so that names and objects would go on for ever. */
const holding = {
  'namespaces of each other': {
    '/a.ts': `import * as b from './b';\nexport { b };\nexport const load = (url) => fetch(url);`,
    '/b.ts': `import * as a from './a';\nexport { a };\nexport * as x from './b';`,
  },
  'two namespaces of itself': {
    '/a.ts': `import * as a from './a';\nexport { a, a as b };\nexport const load = (url) => a.b.a.load(url);`,
  },
  'members of each other': {
    '/a.ts': `import * as b from './b';\nexport const x = b.y.z;\nexport const load = (url) => b.y.z(url);`,
    '/b.ts': `import * as a from './a';\nexport const y = a.x.q;`,
  },
  'classes of each other': {
    '/a.ts': `import * as b from './b';\nexport class A extends b.B.C {}\nexport const load = (url) => new A().load(url);`,
    '/b.ts': `import * as a from './a';\nexport const B = a.A.D;\nexport class C extends a.A {}`,
  },
};

it.each(Object.entries(holding))('comes to an end in modules that are %s', (_, files) => {
  const { engine } = watched(files);
  for (const file of Object.keys(files))
    for (const name of ['load', 'x', 'y', 'a', 'a.b', 'b.a.load', 'A.load', 'B.load']) {
      engine.ask(exportOf, { file, name });
      engine.ask(workOfExport, { file, name });
      engine.ask(handlersReaching, { file, name });
    }
  expect(engine.answered).toBeLessThan(400);
});

it('names the file of a namespace, and holds none of its members', () => {
  const { engine } = watched(holding['namespaces of each other']);
  expect(engine.ask(exportOf, { file: '/b.ts', name: 'a' })).toEqual({ kind: 'namespace', file: '/a.ts' });
  expect(engine.ask(exportOf, { file: '/a.ts', name: 'b' })).toEqual({ kind: 'namespace', file: '/b.ts' });
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
