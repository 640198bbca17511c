import { isParserModule, parserLibraries, parserModules, type BodyLimitOption } from '../../libraries/body-parsers.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Terminal } from '../../syntax/terminal.js';
import { keyName, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { place, type Construction, type FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { isDevelopment } from './development.js';
import { importsModule } from '../specifiers.js';
import { servingExport } from './shapes.js';
import type { BodyLimitFact } from './types.js';

type Limit = Pick<BodyLimitFact, 'option' | 'of' | 'written' | 'bytes' | 'at'>;

const nestBody: BodyLimitOption = { path: 'limit', of: 'body', defaultBytes: 100 * 1024 };
const nextBody: BodyLimitOption = { path: 'api.bodyParser.sizeLimit', of: 'body', defaultBytes: 1024 * 1024 };

const bodyModules = [...parserModules, '@nestjs/'];

/** The readers of bodies, messages and uploads in a file, and how much they read. */
export function bodyLimitFacts(file: FileContext): readonly BodyLimitFact[] {
  if (!importsModule(file, bodyModules) && !isPagesRoute(file)) return [];
  const development = isDevelopment(file);
  const found = [
    ...file.calls.flatMap((node) => [...parser(file, node), ...nestParser(file, node)]),
    ...nextRoute(file),
  ];
  return found.map((one) => ({ ...one, development }));
}

type Found = Omit<BodyLimitFact, 'development'>;

function parser(file: FileContext, node: Construction): readonly Found[] {
  const made = servingExport(file, node, isParserModule);
  if (!made) return [];
  for (const { label, modules, makes, limits } of parserLibraries) {
    const shapes = modules.includes(made.module) ? makes.filter(made.accepts) : [];
    // Of several places for the options the first that is filled counts.
    const shape = shapes.find(({ options }) => node.arguments[options] !== undefined) ?? shapes[0];
    if (!shape) continue;
    const options = node.arguments.slice(0, shape.options + 1);
    if (options.some((one) => one.type === 'SpreadElement')) return [];
    const read = limits.map((limit) => limitOf(file, node, node.arguments[shape.options], limit));
    const written = read.filter((one) => one.written);
    const kept = written.length > 0 ? written : read.slice(0, 1);
    const ofRoutes = isOfRoutes(file, node);
    return kept.map((limit) => ({ label, name: nameOf(file, node, label), ofRoutes, ...limit }));
  }
  return [];
}

function nameOf(file: FileContext, node: Construction, label: string): string {
  return methodOf(node) === 'register' ? label : calleeText(node.callee, file.source.text);
}

/** `app.use('/import', json({ limit: '20mb' }))`, `router.post('/import', json(...), handler)`. */
function isOfRoutes(file: FileContext, node: Construction): boolean {
  const { parent } = node;
  if (parent.type !== 'CallExpression' || !/^(use|all|get|post|put|patch)$/.test(methodOf(parent) ?? '')) return false;
  const [first] = parent.arguments;
  if (!first || first === node) return false;
  const paths = file.resolver.single(first);
  return paths?.kind === 'expression' && paths.path.length === 0 && isPath(paths.node);
}

function isPath(node: Node): boolean {
  if (node.type === 'ArrayExpression') return node.elements.every((one) => one !== null && isPath(one));
  if (node.type === 'TemplateLiteral') return true;
  return node.type === 'Literal' && (typeof node.value === 'string' ? node.value !== '/' : 'regex' in node);
}

function methodOf({ callee }: Construction): string | undefined {
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}

/** `app.useBodyParser('json', { limit: '50mb' })` of Nest. */
function nestParser(file: FileContext, node: Construction): readonly Found[] {
  if (methodOf(node) !== 'useBodyParser' || node.callee.type !== 'MemberExpression') return [];
  if (!moduleBehind(file, node.callee.object)?.startsWith('@nestjs/')) return [];
  const options = node.arguments[1];
  return [{ label: 'Nest', name: 'useBodyParser', ofRoutes: false, ...limitOf(file, node, options, nestBody) }];
}

function isPagesRoute({ filename }: FileContext): boolean {
  return /\/pages\/api\//.test(filename.replaceAll('\\', '/'));
}

/** `export const config = { api: { bodyParser: { sizeLimit: '50mb' } } }` of a Next.js route. */
function nextRoute(file: FileContext): readonly Found[] {
  if (!isPagesRoute(file)) return [];
  return file.source.ast.body.flatMap((statement): readonly Found[] => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') return [];
    return statement.declaration.declarations.flatMap(({ id, init }): readonly Found[] => {
      if (id.type !== 'Identifier' || id.name !== 'config' || !init) return [];
      const limit = readLimit(file, init, nextBody);
      return limit ? [{ label: 'Next.js', name: 'config', ofRoutes: true, ...limit }] : [];
    });
  });
}

function limitOf(file: FileContext, node: Construction, options: Node | undefined, limit: BodyLimitOption): Limit {
  const written = options && readLimit(file, options, limit);
  if (written) return written;
  const { path, of, defaultBytes } = limit;
  const isSure = !options || file.resolver.resolve(options, path.split('.')).every(({ kind }) => kind === 'absent');
  const bytes = defaultBytes === 'none' ? Infinity : defaultBytes;
  return {
    at: calleePlace(node, file.source.text),
    option: path,
    of,
    written: false,
    ...(isSure && bytes !== undefined && { bytes }),
  };
}

/** The option where it is written; of several values the smallest, since one may be for a special case. */
function readLimit(file: FileContext, options: Node, { path, of, zeroIsOff }: BodyLimitOption): Limit | undefined {
  const values = file.resolver.resolve(options, path.split('.'));
  const written = values.find((value) => value.written)?.written;
  if (!written || values.some(({ kind }) => kind === 'absent')) return undefined;
  const sizes = values.map((value) => bytesOf(file, value, zeroIsOff));
  const known = sizes.every((size) => size !== undefined) ? Math.min(...sizes) : undefined;
  const at = place(written.type === 'Property' && keyName(written) !== undefined ? written.value : written);
  return { at, option: path, of, written: true, ...(known !== undefined && { bytes: known }) };
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
};

/** Reads sizes as the package `bytes` does. */
function bytesOf(file: FileContext, terminal: Terminal, zeroIsOff: true | undefined): number | undefined {
  const value = valueOf(file.resolver, terminal);
  if (value.kind !== 'known') return undefined;
  if (typeof value.value === 'number') return zeroIsOff && value.value === 0 ? Infinity : value.value;
  if (typeof value.value !== 'string') return undefined;
  const [, size, unit = 'b'] = /^(\d+(?:\.\d+)?) *([kmgtp]?b)?$/i.exec(value.value.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  return size === undefined || factor === undefined ? undefined : Number(size) * factor;
}
