/**
 * Writes everything that is made from metadata and types: schema, registries, page headers, tables.
 *   tsx scripts/update.ts --registries  writes only what the packages need to be built
 *   tsx scripts/update.ts               writes all, from the built packages
 *   tsx scripts/update.ts --check       fails when a file on disk differs, and names it
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { ruleRegistries } from './lib/registry.js';
import { seenTypesModule } from './lib/seen-types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

// Everything but the modules that the packages themselves need is made from the built packages, so it is loaded only when it is wanted.
const files = process.argv.includes('--registries')
  ? [...ruleRegistries(root), seenTypesModule()]
  : await (await import('./lib/generated-files.js')).generatedFiles(root);

for (const { path, content } of files) {
  const file = `${root}${path}`;
  const wanted = await format(content, { ...(await resolveConfig(file)), filepath: file });
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(file, wanted);
}

if (!checkOnly) console.log(stale.length ? `Updated ${stale.join(', ')}.` : 'Everything is up to date.');
else if (stale.length) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run update" and commit the result.`);
  process.exitCode = 1;
}
