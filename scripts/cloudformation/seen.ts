import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { ResourceType } from './resource-types.js';

/** What was there when somebody last looked: by type, the names of its properties. */
export type SeenTypes = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * One file a service, written by the tool alone. A line names the properties of one structure:
 * `{ "AWS::Lambda::Function": { "": "Architectures Code …", "DurableConfig": "ExecutionTimeout …" } }`.
 */
type SeenFile = Record<string, Record<string, string>>;

const folder = fileURLToPath(new URL('seen', import.meta.url));

export function readSeen(): SeenTypes {
  const seen = new Map<string, Set<string>>();
  for (const file of readdirSync(folder)) {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as SeenFile;
    for (const [type, structures] of Object.entries(content))
      seen.set(
        type,
        new Set(
          Object.entries(structures).flatMap(([structure, names]) =>
            names.split(' ').map((name) => (structure === '' ? name : `${structure}.${name}`)),
          ),
        ),
      );
  }
  return seen;
}

export function writeSeen(types: readonly ResourceType[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, SeenFile>();
  for (const { name, properties } of types.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const service = (name.split('::')[1] ?? name).toLowerCase();
    const file = files.get(service) ?? {};
    file[name] = byStructure([...properties.keys()].sort());
    files.set(service, file);
  }
  for (const [service, file] of files)
    writeFileSync(join(folder, `${service}.json`), `${JSON.stringify(file, null, 2)}\n`);
}

function byStructure(paths: readonly string[]): Record<string, string> {
  const structures: Record<string, string> = {};
  for (const path of paths) {
    const dot = path.indexOf('.');
    const structure = path.slice(0, Math.max(0, dot));
    const name = path.slice(dot + 1);
    structures[structure] = structures[structure] === undefined ? name : `${structures[structure]} ${name}`;
  }
  return structures;
}
