import { basename } from 'node:path';
import { nearestFile, readProjectFile } from './files.js';

/** How a project installs its packages and runs their programs. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Installs what the lock file says. */
  readonly install: string;
  /** Goes before the name of an installed program. */
  readonly run: string;
  /** Adds packages for development. */
  readonly add: string;
}

const lockFiles = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
} as const;

/**
 * Tells it by the nearest lock file, then by the key `packageManager` of the manifest.
 * @param limit folder above which no lock file is looked for
 */
export function readPackageManager(
  folder: string,
  limit: string,
  manifest: Readonly<Record<string, unknown>>,
): PackageManager {
  const lock = nearestFile(Object.keys(lockFiles), folder, limit);
  if (lock !== undefined) return managerOf(lockFiles[basename(lock) as keyof typeof lockFiles], lock);
  const [named] = /^(?:npm|pnpm|yarn|bun)(?=@|$)/.exec(String(manifest['packageManager'])) ?? [];
  return managerOf((named ?? 'npm') as PackageManager['name'], undefined);
}

function managerOf(name: PackageManager['name'], lock: string | undefined): PackageManager {
  switch (name) {
    case 'pnpm':
      return { name, install: 'pnpm install --frozen-lockfile', run: 'pnpm exec', add: 'pnpm add --save-dev' };
    case 'yarn': {
      const isFirst = lock !== undefined && readProjectFile(lock).includes('# yarn lockfile v1');
      const install = `yarn install ${isFirst ? '--frozen-lockfile' : '--immutable'}`;
      return { name, install, run: 'yarn', add: 'yarn add --dev' };
    }
    case 'bun':
      return { name, install: 'bun install --frozen-lockfile', run: 'bunx', add: 'bun add --dev' };
    case 'npm':
      return {
        name,
        install: lock === undefined ? 'npm install' : 'npm ci',
        run: 'npx',
        add: 'npm install --save-dev',
      };
  }
}
