/**
 * Prints the CPU milliseconds of one tool over one template, in this process: of its rules with their loading, and in all.
 *   node measure-infrastructure.js Faultline|AwsSolutions|Serverless TEMPLATE
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Loaded as applications do, at the time that is measured.
const load = createRequire(import.meta.url);
const [tool, file] = /** @type {[string, string]} */ (/** @type {unknown} */ (process.argv.slice(2)));
console.log(JSON.stringify(tool === 'Faultline' ? faultline() : nag()));

function faultline() {
  const all = cpuOf(() => {
    /** @type {typeof import('@faultline/cdk-rules/analysis')} */
    const { buildGraph, judge, readTemplate } = load('@faultline/cdk-rules/analysis');
    const text = readFileSync(file, 'utf8');
    const { failures } = judge(buildGraph([readTemplate({ path: 'template.json', text })]));
    if (failures.length > 0) throw new Error('A rule broke off.');
  });
  return { rules: all, all };
}

function nag() {
  /** @type {import('aws-cdk-lib').App | undefined} */
  let app;
  const constructs = cpuOf(() => {
    /** @type {typeof import('aws-cdk-lib')} */
    const { App, Stack, cloudformation_include: include } = load('aws-cdk-lib');
    app = new App();
    new include.CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file });
  });
  const rules = cpuOf(() => {
    /** @type {typeof import('cdk-nag')} */
    const { AwsSolutionsChecks, ServerlessChecks } = load('cdk-nag');
    const pack = tool === 'AwsSolutions' ? new AwsSolutionsChecks() : new ServerlessChecks();
    if (!app || pack.validateScope(app).violations.length === 0) throw new Error('The pack found nothing.');
  });
  return { rules, all: constructs + rules };
}

/** @param {() => void} work */
function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}
