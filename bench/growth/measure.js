/**
 * Prints what it costs to judge the templates of a folder, in this process: CPU milliseconds of the judgement (the tool is loaded, and
 * warm from the other folder), the largest memory of the process in MB, and how many findings came of it. Places are looked up, as
 * reports do.
 *   node measure.js FOLDER WARM-UP
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, warmUp] = /** @type {[string, string]} */ (/** @type {unknown} */ (process.argv.slice(2)));
/** @type {typeof import('@faultline/cdk-rules/analysis')} */
const { describe, judgeTemplates } = createRequire(import.meta.url)('@faultline/cdk-rules/analysis');

/** @param {string} from */
const read = (from) => readdirSync(from).map((path) => ({ path, text: readFileSync(join(from, path), 'utf8') }));

/** @param {ReturnType<typeof read>} templates */
function judge(templates) {
  const { findings, unreadable, failures } = judgeTemplates(templates);
  const [failure] = failures;
  if (failure) throw new Error(`${failure.rule.meta.name} broke off.`, { cause: failure.error });
  let shown = 0;
  for (const { resource, property, message } of findings) {
    resource.position(property);
    shown += message.length + (property === undefined ? 0 : describe(resource.get(property)).length);
  }
  return { findings: findings.length, unreadable: unreadable.length, shown };
}

judge(read(warmUp));
const templates = read(folder);
const before = process.cpuUsage();
const result = judge(templates);
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1e3, megabytes, ...result }));
