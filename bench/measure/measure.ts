/**
 * Measures what a published client does when the other side is silent, stalls, cuts the connection or refuses, and writes
 * the record that the tables are checked against.
 *   npm run measure -- NAME@VERSION...             installs each in a folder of its own
 *   npm run measure -- --in FOLDER NAME...         takes what is installed there
 * Programs of databases and brokers need the servers of Debian's packages on this machine (services.ts).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import intersects from 'semver/ranges/intersects.js';
import { clientLibraries, type ClientLibrary } from '../../packages/code-analysis/src/libraries/index.js';
import { isInRange } from '../../packages/code-analysis/src/libraries/versions.js';
import { programs, type Program } from './programs/index.js';
import { boundMs, resultsOf } from './results.js';
import { runsOf } from './runs.js';
import { startService } from './services.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function isOf({ versions }: Program, version: string): boolean {
  return versions === undefined || isInRange(version, versions);
}

function install(folder: string, name: string, asked: string): void {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const isAsked = ({ versions }: Program) =>
    versions === undefined || asked === 'latest' || intersects(versions, asked);
  const beside = programs.find((program) => program.package === name && isAsked(program))?.beside ?? [];
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${asked}`, ...beside],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function versionOf(folder: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

async function measure(folder: string, program: Program, version: string): Promise<void> {
  const library = entryOf(program, version);
  const file = join(folder, `program-${programs.indexOf(program)}.mjs`);
  writeFileSync(file, program.text);
  const runs = runsOf(library, program).filter(({ server }) => !program.inProcess || server === 'silent');
  const service = program.service && (await startService(program.service));
  const results = await resultsOf(file, runs, { service, isAlone: program.alone ?? false }).finally(() =>
    service?.stop(),
  );
  const record = {
    label: library.label,
    package: program.package,
    version,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    boundMs,
    ...(program.inProcess && { inProcess: true }),
    ...(program.service && { service: program.service }),
    runs: results.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other))),
  };
  mkdirSync(here('records'), { recursive: true });
  writeFileSync(here(`records/${fileNameOf(program)}@${version}.json`), textOf(record));
  console.log(`${library.label} ${version}: ${results.length} runs`);
}

const nameOf = (result: unknown) => JSON.stringify(result);

/** The package, and the entry of the tables where it has several. */
function fileNameOf({ package: name, label }: Program): string {
  return [name, label]
    .flatMap((part) => part?.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-') ?? [])
    .join('.')
    .replace(/^-/, '');
}

/** A record as JSON with one run a line. */
function textOf({ runs, ...about }: { readonly runs: readonly unknown[] } & Record<string, unknown>): string {
  const head = JSON.stringify(about, undefined, 2).slice(0, -2);
  return `${head},\n  "runs": [\n${runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n')}\n  ]\n}\n`;
}

function isModuleOf(module: string, name: string): boolean {
  return module.endsWith('*') ? name.startsWith(module.slice(0, -1)) : `${module}/`.startsWith(`${name}/`);
}

function entryOf({ label, package: name }: Program, version: string): ClientLibrary {
  const found = clientLibraries.find(
    (library) =>
      (label === undefined || library.label === label) &&
      library.modules.some((module) => isModuleOf(module, name)) &&
      (library.versions === undefined || isInRange(version, library.versions)),
  );
  if (!found) throw new Error(`The tables have no entry for ${label ?? name} at ${version}.`);
  return found;
}

const { values, positionals } = parseArgs({ options: { in: { type: 'string' } }, allowPositionals: true });
const failures: string[] = [];
for (const wanted of positionals) {
  const [, name = '', asked = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(wanted) ?? [];
  const folder = values.in ?? mkdtempSync(join(tmpdir(), 'faultline-measure-'));
  try {
    if (!values.in) install(folder, name, asked);
    const version = versionOf(folder, name);
    const mine = programs.filter((program) => program.package === name && isOf(program, version));
    if (mine.length === 0) throw new Error('There is no program for it: add one in bench/measure/programs.');
    for (const program of mine) await measure(folder, program, version);
  } catch (error) {
    failures.push(`${wanted}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (!values.in) rmSync(folder, { recursive: true, force: true });
  }
}
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}
