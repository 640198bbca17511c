import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { largeFile, readText } from '@faultline/catalog/files';
import { isInside } from '../paths.js';

/** True for the folder of a cloud assembly. */
export function isAssembly(folder: string): boolean {
  try {
    const manifest = JSON.parse(readText(join(folder, 'manifest.json'), { maxBytes: largeFile })) as Record<
      string,
      unknown
    >;
    return typeof manifest['version'] === 'string' && ('artifacts' in manifest || existsSync(join(folder, 'cdk.out')));
  } catch {
    return false;
  }
}

/** The folders of cloud assemblies around and beside some files, the outermost ones. */
export function assembliesAmong(files: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of files) {
    if (basename(path) === 'manifest.json' && isAssembly(dirname(path))) found.add(dirname(path));
  }
  // Git ignores `cdk.out` as a rule, so that a listing does not show it.
  for (const folder of new Set(files.map((path) => dirname(path)))) {
    const output = join(folder, 'cdk.out');
    if (isAssembly(output)) found.add(output);
  }
  return [...found].filter((one) => ![...found].some((two) => one !== two && isInside(two, one)));
}
