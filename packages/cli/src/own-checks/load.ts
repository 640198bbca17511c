import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScanError } from '@faultline/catalog';
import { createJiti } from 'jiti';
import { firstLine } from '../errors.js';
import { display, isInside, realPath } from '../paths.js';
import { isTest } from '../scan/file-kinds.js';
import { expandGlob } from '../scan/listing.js';
import { packageFolder } from '../version.js';
import type { OwnCheckDefinition } from './definition.js';
import { faultOfDefinition } from './validate.js';

/** Checks of one's own, the files that they are from, and what kept some of them from being loaded. */
export interface OwnChecks {
  readonly checks: readonly OwnCheckDefinition[];
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly errors: readonly ScanError[];
}

/**
 * Runs the files that a configuration names, and takes the checks that they export.
 * @param globs relative to the folder; tests that they match are left out
 * @param within folder that no file may lie outside of
 */
export async function loadOwnChecks(globs: readonly string[], folder: string, within: string): Promise<OwnChecks> {
  const files = new Set<string>();
  const errors: ScanError[] = [];
  for (const glob of globs) {
    const found = (await expandGlob(glob, folder)).filter((file) => !isTest(display(folder, file)));
    const inside = found.filter((file) => isInside(realPath(within) ?? within, realPath(file) ?? file));
    for (const file of inside) files.add(file);
    if (inside.length === 0)
      errors.push(problem(`No own check is at '${glob}'. Correct the path in the configuration.`));
  }
  const loaded = await importChecks([...files].sort(), folder);
  return { ...loaded, errors: [...errors, ...loaded.errors] };
}

/** As `loadOwnChecks`, from files that are known. */
export async function importChecks(files: readonly string[], folder: string): Promise<OwnChecks> {
  const own = fileURLToPath(packageFolder);
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    // Also where this package is not installed beside the project.
    alias: { 'faultline/checks': join(own, 'dist/checks.js') },
  });
  const checks = new Map<string, OwnCheckDefinition>();
  const errors: ScanError[] = [];
  for (const file of files) {
    const path = display(folder, file);
    try {
      const exported: unknown = await jiti.import(file, { default: true });
      for (const one of Array.isArray(exported) ? (exported as unknown[]) : [exported]) {
        const fault = faultOfDefinition(one);
        const check = one as OwnCheckDefinition;
        if (fault !== undefined) errors.push(problem(`The own check in ${path} was not run, since ${fault}.`, path));
        else if (checks.has(check.name))
          errors.push(problem(`${path} has an own check '${check.name}', and so has another file. Rename one.`, path));
        else checks.set(check.name, check);
      }
    } catch (error) {
      const what = firstLine(error).replace(/\.$/, '');
      errors.push(problem(`The own check ${path} cannot be loaded (${what}), so it was not run. Repair it.`, path));
    }
  }
  return { checks: [...checks.values()], files, errors };
}

function problem(message: string, path?: string): ScanError {
  return { kind: 'configuration', message, ...(path !== undefined && { path }) };
}
