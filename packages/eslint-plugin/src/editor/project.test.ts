import { defaultSettings, Engine, noProject } from '@faultline/code-analysis';
import { expect, it, vi } from 'vitest';
import { projectEngine } from './project.js';

const engine = new Engine(noProject);
const installed = vi.hoisted(() => ({ openProject: undefined as unknown }));

vi.mock('node:module', async (original) => ({
  ...(await original<object>()),
  createRequire: () =>
    Object.assign(() => installed, {
      resolve: (name: string) => {
        if (!installed.openProject) throw new Error(`Cannot find module '${name}'`);
        return name;
      },
    }),
}));

const at = { folder: '/shop', file: '/shop/a.ts', text: 'a();' };

it('knows no project where none is asked for', () => {
  expect(projectEngine(defaultSettings, at)).toBeUndefined();
  expect(projectEngine({ ...defaultSettings, project: false }, at)).toBeUndefined();
});

it('says what is missing where the package is not installed', () => {
  expect(() => projectEngine({ ...defaultSettings, project: true }, at)).toThrow(
    'settings.faultline.project needs the package "faultline" beside the plugin; install it, or remove the setting.',
  );
});

it('opens a project once for the same folder and settings', () => {
  const open = vi.fn(() => () => engine);
  installed.openProject = open;
  const settings = { ...defaultSettings, project: true };
  expect(projectEngine(settings, at)).toBe(engine);
  projectEngine({ ...settings }, { ...at, file: '/shop/b.ts' });
  expect(open).toHaveBeenCalledTimes(1);
  projectEngine({ ...settings, tests: true }, at);
  projectEngine(settings, { ...at, folder: '/other' });
  expect(open).toHaveBeenCalledTimes(3);
});

it('takes the engine of a program', () => {
  expect(projectEngine({ ...defaultSettings, project: () => engine }, at)).toBe(engine);
});
