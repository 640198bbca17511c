import { posix } from 'node:path';
import { Engine } from '../questions/engine.js';
import type { Project } from '../questions/project.js';
import { defaultSettings, type Settings } from '../settings.js';
import { parse } from './parsers.js';

const endings = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.js'];

/** A project in memory: texts by path. Relative specifiers are followed, all others are packages. */
export function projectOf(files: Readonly<Record<string, string>>, settings: Settings = defaultSettings): Project {
  const read = (file: string) => (Object.hasOwn(files, file) ? files[file] : undefined);
  return {
    files: Object.keys(files),
    settings,
    text: read,
    source: (file) => parse('typescript', read(file) ?? '', file),
    resolve(specifier, importer) {
      if (!specifier.startsWith('.')) return undefined;
      const path = posix.join(posix.dirname(importer), specifier);
      const found = [...endings.map((ending) => path + ending), path.replace(/\.js$/, '.ts')];
      return found.find((one) => Object.hasOwn(files, one));
    },
    display: (file) => file,
    onFault(_, thrown) {
      throw thrown;
    },
    onLeftOpen(why, all) {
      throw new Error(`What ${all.join(', ')} mean was left open: ${why}.`);
    },
  };
}

/** An engine that knows a project in memory. */
export function engineOf(files: Readonly<Record<string, string>>, settings?: Settings): Engine {
  return new Engine(projectOf(files, settings));
}
