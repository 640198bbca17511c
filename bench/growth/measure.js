/**
 * Prints what it costs to judge one family of templates at one size, in this process: CPU milliseconds of the judgement (the tool is
 * loaded and warm), the largest memory of the process in MB, and how many findings came of it. Places are looked up, as reports do.
 *   node measure.js FAMILY N
 */
import { createRequire } from 'node:module';
import { families } from './families.js';

const [name, n] = /** @type {[string, string]} */ (/** @type {unknown} */ (process.argv.slice(2)));
/** @type {typeof import('@faultline/cdk-rules/analysis')} */
const { describe, judgeTemplates } = createRequire(import.meta.url)('@faultline/cdk-rules/analysis');
const family = families[name];
if (!family) throw new Error(`There is no family '${name}'.`);

/** @param {Readonly<Record<string, string>>} files */
function judge(files) {
  const { findings, unreadable, failures } = judgeTemplates(Object.entries(files).map(([path, text]) => ({ path, text })));
  for (const { rule, error } of failures) console.error(`${rule.meta.name} broke off: ${error instanceof Error ? error.stack : String(error)}`);
  if (failures.length > 0) process.exitCode = 1;
  let shown = 0;
  for (const { resource, property, message } of findings) {
    resource.position(property);
    shown += message.length + (property === undefined ? 0 : describe(resource.get(property)).length);
  }
  return { findings: findings.length, unreadable: unreadable.length, shown };
}

for (const small of [2, 3]) judge(family.make(small));
const files = family.make(Number(n));
const before = process.cpuUsage();
const result = judge(files);
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1e3, megabytes, ...result }));
