import { basename, dirname, join, relative } from 'node:path';
import type { ConfigurationPlace } from '../options.js';
import { display, isInside } from '../paths.js';
import { findEslintConfig } from './code-linter.js';

/**
 * The ESLint configuration that counts for the files of a folder: the nearest one at it or above it, or at the same place
 * in another work tree.
 * @param limit folder above which none is looked for
 */
export function eslintConfigFor(folder: string, limit: string, place?: ConfigurationPlace): string | undefined {
  return findEslintConfig(placeFor(folder, place), placeFor(limit, place));
}

/** Where a path of the scanned files is, or would be, where the configurations are that count. */
export function placeFor(path: string, place?: ConfigurationPlace): string {
  return place ? moved(path, place.scanned, place.configured) : path;
}

/** The folder of scanned files that the patterns of a configuration are relative to. */
export function homeOfConfig(configFile: string, place?: ConfigurationPlace): string {
  const folder = dirname(configFile);
  return place ? moved(folder, place.configured, place.scanned) : folder;
}

/** Path of a configuration to show: where it is, or would be, beside the scanned files. */
export function shownConfig(configFile: string, root: string, place?: ConfigurationPlace): string {
  return display(root, join(homeOfConfig(configFile, place), basename(configFile)));
}

function moved(path: string, from: string, to: string): string {
  return isInside(from, path) ? join(to, relative(from, path)) : path;
}
