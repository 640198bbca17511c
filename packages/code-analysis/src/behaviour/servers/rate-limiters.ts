import { isLimiterModule, limiterLibraries, limiterModules, type LimiterLibrary } from '../../libraries/rate-limits.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Terminal } from '../../syntax/terminal.js';
import { isFunction, keyName, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { originOf, type Construction, type FileContext } from '../context.js';
import { isDevelopment } from './development.js';
import { importsModule } from '../specifiers.js';
import { servingExport } from './shapes.js';
import type { RateLimiterFact } from './types.js';

type Shape = LimiterLibrary['makes'][number];
type Store = RateLimiterFact['store'];

interface Found {
  readonly node: Construction;
  readonly library: LimiterLibrary;
  readonly store: Store;
  readonly byDefault: boolean;
}

const spare = /insur|fallback|backup/i;

/** The limiters of incoming requests that a file makes. */
export function rateLimiterFacts(file: FileContext): readonly RateLimiterFact[] {
  if (!importsModule(file, limiterModules)) return [];
  const development = isDevelopment(file);
  const found = file.calls.flatMap((node) => limiterOf(file, node) ?? []);
  return found.map(({ node, library, store, byDefault }) => ({
    at: calleePlace(node, file.source.text),
    label: library.label,
    store,
    byDefault,
    role: isInsurance(file, node)
      ? 'insurance'
      : found.some((other) => other.store === 'shared' && isOfSamePackage(library, other.library)) ||
          (library.provided !== undefined && providesOwnLimiter(file))
        ? 'beside'
        : 'main',
    repair: library.repair,
    development,
  }));
}

function limiterOf(file: FileContext, node: Construction): Found | undefined {
  const made = servingExport(file, node, isLimiterModule);
  if (!made) return undefined;
  for (const library of limiterLibraries) {
    const shape = library.modules.includes(made.module) ? library.makes.find(made.accepts) : undefined;
    if (shape) return { node, library, ...storeOf(file, node, library, shape) };
  }
  return undefined;
}

function storeOf(
  file: FileContext,
  node: Construction,
  library: LimiterLibrary,
  shape: Shape,
): { readonly store: Store; readonly byDefault: boolean } {
  const { byDefault, memory, stores = [] } = library;
  if (isProvided(file, library)) return { store: 'shared', byDefault: false };
  const asked = memory ? [memory.path] : stores;
  if (asked.length === 0) return { store: byDefault, byDefault: true };
  const before = node.arguments.slice(0, shape.options + 1);
  if (before.some((argument) => argument.type === 'SpreadElement')) return { store: 'unknown', byDefault: false };
  const options = node.arguments[shape.options];
  if (!options) return { store: byDefault, byDefault: true };
  const kinds = new Set<Store | 'none'>();
  for (const path of asked) {
    const values = optionValues(file, options, path, shape);
    const found = new Set(values.map((value) => (memory ? byMemory(file, value, memory.value) : kindOf(value))));
    // One option with a store is enough, whatever the others are.
    if (found.size === 1 && found.has('shared') && !memory) return { store: 'shared', byDefault: false };
    for (const kind of found) kinds.add(kind);
  }
  if (kinds.has('unknown')) return { store: 'unknown', byDefault: false };
  if (kinds.size === 1 && kinds.has('none')) return { store: byDefault, byDefault: true };
  const plain = new Set([...kinds].map((kind) => (kind === 'none' ? byDefault : kind)));
  const [only] = plain;
  return { store: plain.size === 1 && only ? only : 'varies', byDefault: false };
}

function optionValues(file: FileContext, options: Node, path: string, { factory }: Shape): readonly Terminal[] {
  if (factory === undefined) {
    const whole = file.resolver.single(options);
    // `forRoot([{ ttl, limit }])` has no place for a store.
    if (whole?.kind === 'expression' && whole.path.length === 0 && whole.node.type === 'ArrayExpression')
      return [{ kind: 'absent', node: undefined }];
    return file.resolver.resolve(options, path.split('.'));
  }
  const made = file.resolver.single(options, [factory]);
  if (made?.kind !== 'expression' || made.path.length > 0 || !isFunction(made.node)) return [opaque(options)];
  const returned = file.resolver.returned(made.node, [], [], undefined) ?? [opaque(options)];
  return returned.flatMap((value): readonly Terminal[] => {
    if (value.kind !== 'expression') return [value];
    if (value.node.type === 'ArrayExpression') return [{ kind: 'absent', node: undefined }];
    return file.resolver.resolve(value.node, path.split('.'), value.frame);
  });
}

function opaque(node: Node): Terminal {
  return { kind: 'unknown', reason: 'the options come from elsewhere', node };
}

/** What the value of an option for a store says; a store that is made elsewhere is taken for one outside. */
function kindOf(value: Terminal): Store | 'none' {
  if (value.kind === 'absent') return 'none';
  if (value.kind === 'unknown' || (value.kind === 'parameter' && value.written === undefined)) return 'unknown';
  if (value.kind !== 'expression') return /memory/i.test(pathOf(value).at(-1) ?? '') ? 'memory' : 'shared';
  const { node } = value;
  if (node.type === 'Literal' && (node.value === null || node.value === false)) return 'none';
  if (node.type === 'NewExpression' || node.type === 'CallExpression')
    return /memory|local/i.test(lastName(node.callee)) ? 'memory' : 'shared';
  return value.written === undefined ? 'unknown' : 'shared';
}

function pathOf(value: Terminal): readonly string[] {
  return originOf(value)?.path ?? [];
}

function lastName(callee: Node): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  return callee.type === 'Identifier' ? callee.name : '';
}

function byMemory(file: FileContext, terminal: Terminal, wanted: string): Store | 'none' {
  if (terminal.kind === 'absent') return 'none';
  const value = valueOf(file.resolver, terminal);
  if (value.kind !== 'known') return 'unknown';
  return value.value === wanted ? 'memory' : 'shared';
}

/** `{ provide: ThrottlerStorage, useClass: RedisStorage }`. */
function isProvided(file: FileContext, { provided, modules }: LimiterLibrary): boolean {
  if (provided === undefined) return false;
  return file.nodes('Property').some((property) => {
    const origin = keyName(property) === 'provide' ? file.origin(property.value) : undefined;
    return origin !== undefined && modules.includes(origin.module) && origin.path.at(-1) === provided;
  });
}

/** `{ provide: APP_INTERCEPTOR, useClass: OwnRateLimit }`: a class of the project decides, and may count elsewhere. */
function providesOwnLimiter(file: FileContext): boolean {
  return file.nodes('Property').some((property) => {
    if (!/^use(Class|Existing)$/.test(keyName(property) ?? '')) return false;
    const origin = file.origin(property.value);
    return /^[.~@]\/|^src\//.test(origin?.module ?? '') && /rate_?limit|throttl/i.test(origin?.path.at(-1) ?? '');
  });
}

/** `insuranceLimiter: memoryLimiter`: it counts only while the shared store cannot be reached. */
function isInsurance(file: FileContext, node: Construction): boolean {
  const holder = node.parent;
  const name =
    holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier'
      ? holder.id.name
      : holder?.type === 'Property' || holder?.type === 'PropertyDefinition'
        ? keyName(holder)
        : undefined;
  if (name !== undefined && spare.test(name)) return true;
  return file
    .nodes('Property')
    .some(
      (property) =>
        keyName(property) === 'insuranceLimiter' &&
        file.resolver.resolve(property.value).some((value) => value.kind === 'expression' && value.node === node),
    );
}

function isOfSamePackage(one: LimiterLibrary, other: LimiterLibrary): boolean {
  return one.modules.some((module) => other.modules.includes(module));
}
