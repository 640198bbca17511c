/**
 * Prints the CPU milliseconds of a synthesis with a pack plugged in, or with none, in this process and with all loading.
 *   node measure-synth.js None|Faultline|AwsSolutions TEMPLATE
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const load = createRequire(import.meta.url);
const [tool, file] = /** @type {[string, string]} */ (/** @type {unknown} */ (process.argv.slice(2)));
const outdir = mkdtempSync(join(tmpdir(), 'faultline-synth-'));
try {
  const before = process.cpuUsage();
  /** @type {typeof import('aws-cdk-lib')} */
  const { App, Stack, Validations, cloudformation_include: include } = load('aws-cdk-lib');
  const app = new App({ outdir, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  new include.CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file });
  const plugin = pluginFor(app);
  if (plugin) Validations.of(app).addPlugins(plugin);
  try {
    app.synth();
  } catch (error) {
    // Packs end the synthesis where they find errors, after all of it is done.
    if (!plugin) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  process.exitCode = 0;
  console.log(JSON.stringify({ all: (user + system) / 1e3 }));
} finally {
  rmSync(outdir, { recursive: true });
}

/** @param {import('aws-cdk-lib').App} app */
function pluginFor(app) {
  if (tool === 'Faultline') {
    /** @type {typeof import('@faultline/cdk-rules')} */
    const { FaultlineChecks } = load('@faultline/cdk-rules');
    return new FaultlineChecks(app, { preset: 'strict' });
  }
  if (tool === 'AwsSolutions') {
    /** @type {typeof import('cdk-nag')} */
    const { AwsSolutionsChecks } = load('cdk-nag');
    return new AwsSolutionsChecks(app);
  }
  return undefined;
}
