import { place, type FileContext } from '../context.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import { isScript } from '../retries/purpose.js';
import { cacheOf } from './caches.js';
import { eventEngineFacts } from './event-engines.js';
import { holdersOf, type Holder } from './holders.js';
import { keptFailures } from './kept-failures.js';
import { roleOf } from './roles.js';
import type { StateFact } from './types.js';
import { usesOf, type Use } from './uses.js';

/** What a file holds longer than one request, and what for. */
export function stateFacts(file: FileContext): readonly StateFact[] {
  if (runsForOnePerson(file)) return [];
  const held = holdersOf(file).flatMap((holder): readonly StateFact[] => {
    const uses = usesOf(file.source.text, holder);
    const atWork = uses.filter(({ fn }) => fn !== undefined);
    if (!atWork.some(isWrite)) return [];
    const fact = holderFact(file, holder, uses, atWork);
    // Whoever makes it may do so for each request.
    const isOpen = holder.scope === 'closure' && fact.reach === 'callers' && !fact.evident;
    return isOpen ? [] : [...failureFacts(file, holder), fact];
  });
  return [...held, ...eventEngineFacts(file)];
}

/** Browsers and tools of the command line serve nobody else, unless a handler says otherwise. */
export function runsForOnePerson(file: FileContext): boolean {
  if (handlersOf(file).all.length > 0) return false;
  if (/\.[jt]sx$/.test(file.filename) || isScript(file)) return true;
  const { text } = file.source;
  if (/^#!|^\s*['"]use client['"]/.test(text)) return true;
  const isTool = /\bprocess\.argv\b/.test(text);
  return (
    isTool ||
    file.source.ast.body.some(
      (statement) => statement.type === 'ImportDeclaration' && elsewhere.test(statement.source.value),
    ) ||
    file.resolver.scopes.globals.some(({ identifier }) =>
      /^(window|document|localStorage)$/.test(String(identifier.name)),
    )
  );
}

const elsewhere =
  /^(react|react-dom|@stripe\/(react-)?stripe-js|react-native|vue|svelte|preact|solid-js|vscode|electron|commander|yargs|@angular\/.*|@oclif\/.*|@storybook\/.*|vitest|@jest\/.*)$/;

const writes = new Set<Use['kind']>(['up', 'down', 'assign', 'fill', 'store', 'change', 'push']);

function isWrite({ kind }: Use): boolean {
  return writes.has(kind);
}

function failureFacts(file: FileContext, holder: Holder): readonly StateFact[] {
  return keptFailures(file, holder).map(({ role, node }) => {
    const around = handlersOf(file).behind(node);
    return {
      at: place(node),
      name: holder.name,
      role,
      reach: around.length > 0 ? 'handlers' : 'callers',
      evident: true,
      handlers: namesOf(around),
    };
  });
}

function holderFact(file: FileContext, holder: Holder, all: readonly Use[], atWork: readonly Use[]): StateFact {
  const handlers = handlersOf(file);
  const own = atWork.filter(({ node }) => handlers.around(node).length > 0);
  // Other files are asked only where this one leaves it open and something hangs on it.
  const isDecided = own.some(isWrite) || roleOf(file, holder, atWork) === 'other';
  const inHandlers = isDecided ? own : atWork.filter(({ node }) => handlers.behind(node).length > 0);
  const isReached = inHandlers.some(isWrite);
  const uses = isReached ? inHandlers : atWork;
  const found = roleOf(file, holder, uses);
  // Runs of a timer that must not overlap in their own process.
  const isOfTimer =
    found === 'lock' &&
    isReached &&
    inHandlers.every(({ node }) => handlers.behind(node).every(({ source }) => source === 'cron'));
  const role = isOfTimer ? 'other' : found;
  const written = uses.find(isWrite)?.node;
  const cache = role === 'cache' ? cacheOf(file, holder, all) : undefined;
  return {
    at: place(holder.declared),
    name: holder.name,
    role,
    reach: isReached ? 'handlers' : 'callers',
    evident: role === 'rate-limit' && isForManyCallers(file, holder, atWork),
    handlers: namesOf(inHandlers.filter(isWrite).flatMap(({ node }) => handlers.behind(node))),
    ...(written && { written: place(written) }),
    ...(cache && { cache }),
  };
}

function namesOf(handlers: readonly Handler[]): readonly string[] {
  return [...new Set(handlers.map(({ name }) => name).filter((name) => name !== ''))];
}

/** A limit for each user or address is one of a service, whoever calls it. */
function isForManyCallers(file: FileContext, { name }: Holder, uses: readonly Use[]): boolean {
  if (!/rate.?limit|throttl|attempts/i.test(`${name} ${file.filename.replace(/^.*[\\/]/, '')}`)) return false;
  return uses.some(
    ({ kind, key }) =>
      kind === 'store' &&
      key !== undefined &&
      /user|ip|mail|token|client|account|tenant|identifier|key/i.test(file.source.text.slice(...key.range)),
  );
}
