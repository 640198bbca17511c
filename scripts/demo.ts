/**
 * Audits the bundled sample workload, code and CDK app, and writes the report.
 *
 *   npm run demo
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const report = join(workspace, 'faultline-report.html');

const { status, error } = spawnSync(
  process.execPath,
  [
    join(workspace, 'packages/cli/bin/faultline.js'),
    'check',
    '--preset',
    'strict',
    '--format',
    `pretty,html:${report}`,
    // The sample is full of faults, and the demonstration has succeeded when they are found.
    '--fail-on',
    'never',
  ],
  { cwd: join(workspace, 'fixtures/faulty'), stdio: 'inherit' },
);
if (error) throw error;
if (status === 0) console.log(`\nThe report: ${report}\n${pathToFileURL(report).href}`);
process.exitCode = status ?? 2;
