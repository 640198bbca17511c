import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engine, EngineFor, OpenProject, Settings } from '@faultline/code-analysis';

/** Projects by their folder and the settings that they are judged under. */
const opened = new Map<string, EngineFor>();

/** A file as a host of single files has it. */
export interface FileAt {
  /** Working folder of the host, which is taken for that of the project. Absolute. */
  readonly folder: string;
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/**
 * What knows the project around a file; undefined where the settings ask for none.
 * @throws {TypeError} where they do and the package that reads projects is not installed
 */
export function projectEngine(settings: Settings, { folder, file, text }: FileAt): Engine | undefined {
  const { project, ...own } = settings;
  if (typeof project === 'function') return project();
  if (project !== true) return undefined;
  const key = `${folder}\0${JSON.stringify(own)}`;
  let engineFor = opened.get(key);
  if (!engineFor) opened.set(key, (engineFor = openProject(folder)(folder, own)));
  return engineFor(file, text);
}

function openProject(folder: string): OpenProject {
  // Beside the plugin, as a peer is; or where only the project itself has it.
  for (const place of [import.meta.url, join(folder, 'package.json')]) {
    const require = createRequire(place);
    let path: string;
    try {
      path = require.resolve('faultline/project');
    } catch {
      continue;
    }
    return (require(path) as { readonly openProject: OpenProject }).openProject;
  }
  throw new TypeError(
    'settings.faultline.project needs the package "faultline" beside the plugin; install it, or remove the setting.',
  );
}
