/**
 * Lays out a new check: rule with metadata, test, and page. The registry and the tables follow with `npm run update`.
 *   npm run new-check -- NAME --best-practice REL05-BP03 [--severity warning] [--preset strict]             a check in code
 *   npm run new-check -- NAME --best-practice REL05-BP03 --service sqs --type AWS::SQS::Queue               a check of infrastructure
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newCheckFiles, type NewCheck } from './lib/new-check-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function readArguments(): NewCheck {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'best-practice': { type: 'string' },
      severity: { type: 'string', default: 'warning' },
      preset: { type: 'string', default: 'strict' },
      service: { type: 'string' },
      type: { type: 'string' },
    },
  });
  const [name] = positionals;
  if (!name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    fail('Give the check a name in kebab-case, such as sqs-queue-dlq.');
  const bestPractice = values['best-practice'];
  if (!bestPractice || !/^REL0(4-BP0[1-4]|5-BP0[1-7])$/.test(bestPractice)) {
    fail('Say which best practice it belongs to: --best-practice REL05-BP03.');
  }
  if (!['error', 'warning', 'note'].includes(values.severity)) fail('--severity is error, warning or note.');
  if (!['recommended', 'strict'].includes(values.preset)) fail('--preset is recommended or strict.');
  if (!values.service !== !values.type)
    fail('A check of infrastructure needs both --service sqs and --type AWS::SQS::Queue.');
  const { severity, preset, service, type } = values;
  return { name, bestPractice, severity, preset, ...(service && type && { infrastructure: { service, type } }) };
}

const files = newCheckFiles(readArguments());
for (const { path } of files) if (existsSync(`${root}${path}`)) fail(`${path} is there already; choose another name.`);
for (const { path, content } of files) {
  mkdirSync(dirname(`${root}${path}`), { recursive: true });
  writeFileSync(`${root}${path}`, content);
  console.log(`wrote ${path}`);
}
console.log(
  'Fill them in, then run "npm run update" and "npm test": the tests fail until the check does what its page says.',
);
