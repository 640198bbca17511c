import { posix } from 'node:path';
import type { Engine } from '../../questions/engine.js';

/** A model of a schema of Prisma. */
export interface PrismaModel {
  readonly name: string;
  /** Sets of columns of which no two records have the same values; an id that is made by default is left out. */
  readonly unique: readonly (readonly string[])[];
  /** The columns behind a relation: `project` stands for `projectId`. */
  readonly columnsOf: ReadonlyMap<string, readonly string[]>;
  /** Columns that have a value of their own when none is written. */
  readonly generated: ReadonlySet<string>;
}

type Models = ReadonlyMap<string, PrismaModel>;

const schemas = new WeakMap<Engine, Map<string, Models | undefined>>();
/** Where Prisma 6.19 looks by itself, from the folder of the package that has the client. */
const places = ['prisma/schema.prisma', 'schema.prisma', 'src/prisma/schema.prisma'];
const levels = 12;

/**
 * The model of a client's member such as `orderItem`, by the schema that lies nearest above a file. Schemas of several files
 * are not read. Undefined where no schema is found, or where it has no such model.
 */
export function prismaModel(engine: Engine, file: string, member: string): PrismaModel | undefined {
  return schemaAbove(engine, file)?.get(member);
}

function schemaAbove(engine: Engine, file: string): Models | undefined {
  let known = schemas.get(engine);
  if (!known) schemas.set(engine, (known = new Map<string, Models | undefined>()));
  let folder = posix.dirname(file.replaceAll('\\', '/'));
  for (let level = 0; level < levels; level += 1) {
    if (!known.has(folder)) known.set(folder, schemaIn(engine, folder));
    const found = known.get(folder);
    const above = posix.dirname(folder);
    if (found || above === folder) return found;
    folder = above;
  }
  return undefined;
}

function schemaIn(engine: Engine, folder: string): Models | undefined {
  for (const place of places) {
    const text = engine.project.text(posix.join(folder, place));
    if (text !== undefined) return readPrismaSchema(text);
  }
  return undefined;
}

/** Reads the models of a schema, by the names that members of the client have. */
export function readPrismaSchema(text: string): Models {
  const models = new Map<string, PrismaModel>();
  for (const [, name = '', body = ''] of text.matchAll(/^model\s+(\w+)\s*\{$([\s\S]*?)^\}/gm))
    models.set(name.charAt(0).toLowerCase() + name.slice(1), modelOf(name, body));
  return models;
}

function modelOf(name: string, body: string): PrismaModel {
  const unique: string[][] = [];
  const columnsOf = new Map<string, readonly string[]>();
  const generated = new Set<string>();
  for (const line of body.split('\n').map((one) => one.replace(/\/\/.*$/, '').trim())) {
    const [, field] = /^(\w+)\s+\w/.exec(line) ?? [];
    const [, block] = /^@@(?:unique|id)\s*\((?:fields:\s*)?\[([^\]]*)\]/.exec(line) ?? [];
    if (block !== undefined) unique.push(namesIn(block));
    if (field === undefined) continue;
    if (/@default\(|@updatedAt/.test(line)) generated.add(field);
    if (/@unique\b/.test(line) || (/@id\b/.test(line) && !generated.has(field))) unique.push([field]);
    const [, fields] = /@relation\([^)]*?fields:\s*\[([^\]]*)\]/.exec(line) ?? [];
    if (fields !== undefined) columnsOf.set(field, namesIn(fields));
  }
  return { name, unique, columnsOf, generated };
}

/** `projectId, email(sort: Desc)` */
const namesIn = (list: string): string[] => [...list.replace(/\([^)]*\)/g, '').matchAll(/\w+/g)].map(([name]) => name);
