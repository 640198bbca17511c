/**
 * Tells what CloudFormation got since somebody last looked, over the services that REL04 and REL05 touch.
 *   npm run drift:cloudformation                      prints new types and properties of the newest release, with their texts
 *   npm run drift:cloudformation -- --all             prints also the properties that do not sound of reliability
 *   npm run drift:cloudformation -- --version 2.300.0 of another release
 *   npm run drift:cloudformation -- --accept          notes that all of it was looked at, once cloudformation/decisions says what came of it
 * Ends with 1 when there is something new.
 */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, type NewThing } from './cloudformation/comparison.js';
import { fetchLibrary } from './cloudformation/newest-library.js';
import { readResourceTypes } from './cloudformation/resource-types.js';
import { readSeen, writeSeen } from './cloudformation/seen.js';
import { services } from './cloudformation/services.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { all: { type: 'boolean' }, accept: { type: 'boolean' }, version: { type: 'string' } },
});

const library = fetchLibrary(root, values.version);
const current = readResourceTypes(library.folder, services);
if (!library.folder.startsWith(root)) rmSync(dirname(library.folder), { recursive: true });
const drift = compare(readSeen(), current);
const bearing = drift.properties.filter(({ bears }) => bears);
const others = drift.properties.filter(({ bears }) => !bears);

console.log(`aws-cdk-lib ${library.version}: ${current.length} types of ${services.length} services.`);
print('New types', drift.types);
print('New properties that sound of reliability', bearing);
if (values.all) print('Other new properties', others);
else if (others.length > 0) console.log(`\nOther new properties: ${others.length} (--all prints them)`);
if (drift.gone.length > 0) console.log(`\nGone: ${drift.gone.join(', ')}`);

if (values.accept) writeSeen(current);
else if (drift.types.length + drift.properties.length + drift.gone.length > 0) {
  console.log('\nDecide in scripts/cloudformation/decisions what becomes of each, then run this with --accept.');
  process.exitCode = 1;
} else console.log('Nothing is new.');

function print(title: string, things: readonly NewThing[]): void {
  if (things.length === 0) return;
  console.log(`\n${title}: ${things.length}`);
  for (const { type, property, text } of things) {
    console.log(`- ${[type, property].filter(Boolean).join(' ')}`);
    if (text !== '') console.log(text.replace(/^/gm, '    '));
  }
}
