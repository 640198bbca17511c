import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { largeFile, readBytes } from '@faultline/catalog/files';
import type { ESLint, Linter } from 'eslint';
import { ruleName, type InfrastructureFindingsOptions } from './infrastructure-findings.js';
import { findResults } from './last-results.js';

/** Where the results are. */
export interface InfrastructureConfigOptions {
  /** Path of the results, relative to `from`; the nearest `.faultline/results.json` at `from` or above when absent. */
  readonly results?: string;
  /** Folder to start at; that of the process when absent. */
  readonly from?: string;
}

/**
 * A configuration that shows infrastructure findings. ESLint's cache knows files and configuration only: the digest of
 * the results is a part of the configuration, so that new results are not missed and gone ones do not stay.
 */
export function infrastructureConfig(plugin: ESLint.Plugin, options: InfrastructureConfigOptions = {}): Linter.Config {
  const from = resolve(options.from ?? '.');
  const path = options.results === undefined ? findResults(from) : resolve(from, options.results);
  const ruleOptions: InfrastructureFindingsOptions = {
    ...(path !== undefined && { results: path }),
    digest: digestOf(path),
  };
  return {
    name: `faultline/${ruleName}`,
    plugins: { faultline: plugin },
    rules: { [`faultline/${ruleName}`]: ['warn', ruleOptions] },
  };
}

function digestOf(path: string | undefined): string {
  if (path === undefined) return 'none';
  try {
    return createHash('sha256')
      .update(readBytes(path, { maxBytes: largeFile }))
      .digest('hex')
      .slice(0, 16);
  } catch {
    return 'none';
  }
}
