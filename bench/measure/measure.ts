/**
 * Measures what a published client does when the other side is silent, stalls, cuts the connection or refuses, and writes
 * the record that the tables are checked against.
 *   npm run measure -- NAME@VERSION...             installs each in a folder of its own
 *   npm run measure -- --in FOLDER NAME...         takes what is installed there
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { clientLibraries, type ClientLibrary } from '../../packages/code-analysis/src/libraries/index.js';
import { isInRange } from '../../packages/code-analysis/src/libraries/versions.js';
import { programs, type Program } from './programs/index.js';
import { runsOf, type Run } from './runs.js';
import { startServer } from './servers.js';

/** Milliseconds that a call may take before it counts as one that waits. */
const bound = 8_000;
const atOnce = 4;

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function isOf({ versions }: Program, version: string): boolean {
  return versions === undefined || isInRange(version, versions);
}

function install(folder: string, name: string, asked: string): void {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const beside = programs.find((program) => program.package === name)?.beside ?? [];
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
  const runs = runsOf(library, program.single ?? {}).filter(({ server }) => !program.inProcess || server === 'silent');
  const results: unknown[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let run = runs.shift(); run; run = runs.shift()) results.push(await resultOf(folder, file, run));
    }),
  );
  const record = {
    label: library.label,
    package: program.package,
    version,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    boundMs: bound,
    ...(program.inProcess && { inProcess: true }),
    runs: results.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other))),
  };
  mkdirSync(here('records'), { recursive: true });
  const name = `${library.label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}@${version}.json`;
  writeFileSync(here(`records/${name}`), `${JSON.stringify(record, undefined, 2)}\n`);
  console.log(`${library.label} ${version}: ${results.length} runs`);
}

const nameOf = (result: unknown) => JSON.stringify(result);

function entryOf({ label, package: name }: Program, version: string): ClientLibrary {
  const found = clientLibraries.find(
    (library) =>
      (label === undefined || library.label === label) &&
      library.modules.some((module) => module === name || module.startsWith(`${name}/`)) &&
      (library.versions === undefined || isInRange(version, library.versions)),
  );
  if (!found) throw new Error(`The tables have no entry for ${label ?? name} at ${version}.`);
  return found;
}

/** Runs the program in a process of its own against a server of its own. */
async function resultOf(folder: string, file: string, { client, call, ...run }: Run): Promise<unknown> {
  const server = await startServer(run.server);
  const child = spawn(process.execPath, ['--import', pathToFileURL(here('reroute.js')).href, here('run-program.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PROGRAM: file,
      PORT: String(server.port),
      BOUND: String(bound),
      CLIENT: JSON.stringify(client),
      CALL: JSON.stringify(call),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const requests = server.requests();
  server.close();
  const last = printed.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`The program did not run to its end: ${told.slice(-800)}`);
  return { ...run, ...(JSON.parse(last) as object), requests: requests.length, requestsAt: requests };
}

const { values, positionals } = parseArgs({ options: { in: { type: 'string' } }, allowPositionals: true });
for (const wanted of positionals) {
  const [, name = '', asked = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(wanted) ?? [];
  const folder = values.in ?? mkdtempSync(join(tmpdir(), 'faultline-measure-'));
  try {
    if (!values.in) install(folder, name, asked);
    const version = versionOf(folder, name);
    const mine = programs.filter((program) => program.package === name && isOf(program, version));
    if (mine.length === 0)
      throw new Error(`There is no program for ${name}@${version}: add one in bench/measure/programs.`);
    for (const program of mine) await measure(folder, program, version);
  } finally {
    if (!values.in) rmSync(folder, { recursive: true, force: true });
  }
}
