import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A release of the CDK, unpacked. */
export interface Library {
  readonly version: string;
  readonly folder: string;
}

/**
 * The newest `aws-cdk-lib`, or the version that is asked for: the installed one where it is the same, else fetched through npm.
 * @throws {Error} when npm cannot reach its registry or knows no such version
 */
export function fetchLibrary(root: string, version?: string): Library {
  const wanted = version ?? npm(root, 'view', 'aws-cdk-lib', 'version');
  const installed = join(root, 'node_modules/aws-cdk-lib');
  if (existsSync(installed) && versionOf(installed) === wanted) return { version: wanted, folder: installed };
  const folder = mkdtempSync(join(tmpdir(), 'aws-cdk-lib-'));
  const archive = npm(folder, 'pack', `aws-cdk-lib@${wanted}`, '--silent');
  execFileSync('tar', ['xzf', archive], { cwd: folder });
  return { version: wanted, folder: join(folder, 'package') };
}

const npm = (cwd: string, ...parameters: string[]) =>
  execFileSync('npm', parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

const versionOf = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
