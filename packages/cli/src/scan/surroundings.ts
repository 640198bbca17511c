import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from '../paths.js';

/** Files beside code on which verdicts hang: what is installed, where imports lead, which code runs in a browser. */
const settings =
  /^(?:package|package-lock|[jt]sconfig.*|eslint-suppressions)\.json$|^index\.html$|\.module\.[cm]?[jt]s$/;
/** Such files in folders that nobody lists. */
const inFolders = [
  'public/index.html',
  'prisma/schema.prisma',
  'src/prisma/schema.prisma',
  'schema.prisma',
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
];

/**
 * What stands around source files, from their folders up to the repository. Absolute paths; some need not be there.
 * @param files absolute paths
 */
export function surroundingFiles(files: readonly string[], repository: string): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); isInside(repository, folder) && !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  return [...folders].flatMap((folder) =>
    [...namesIn(folder).filter((name) => settings.test(name)), ...inFolders].map((name) => join(folder, name)),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
