import {
  appConfigAgent,
  appConfigOperations,
  evaluationOf,
  flagLibraries,
  flagLibraryOf,
  flagModules,
  type FlagLibrary,
} from '../../libraries/flag-clients.js';
import { ancestor, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import type { Found } from '../lazy.js';
import { presence, writtenText } from '../mutations/objects.js';
import { isDevelopment } from '../servers/development.js';
import { importsModule } from '../specifiers.js';
import { failurePath } from './failure-path.js';
import type { FlagFact } from './types.js';

/** What a file must hold to be looked at where it imports no library: the port of the agent, or the client of AppConfig. */
const words = /:2772\/|AppConfig|appconfig/;

type Fallback = FlagFact['fallback'];

/** The feature flags that a file evaluates, and what it gets while the flag service is down. */
export function flagFacts({ file, clients }: Found): readonly FlagFact[] {
  if (!(importsModule(file, flagModules) || words.test(file.source.text)) || isDevelopment(file)) return [];
  const found = file.calls.flatMap((node) => fromLibrary(file, node) ?? fromAgent(file, node) ?? []);
  const operations = awsOperations(file, clients).filter(({ service, name }) =>
    appConfigOperations[service]?.includes(name),
  );
  return [
    ...found,
    ...operations.flatMap(({ node, sends, name }) => {
      const [call = node] = sends;
      const repair = 'try { ... } catch { return defaults; }';
      return factOf(file, call, { label: 'AppConfig', name, fallback: failurePath(file, call), repair });
    }),
  ];
}

function factOf(
  file: FileContext,
  node: Construction,
  about: Pick<FlagFact, 'label' | 'name' | 'fallback' | 'repair'> & { readonly kind?: FlagFact['kind'] },
): FlagFact {
  return {
    at: calleePlace(node, file.source.text),
    kind: 'evaluation',
    when: ancestor(node, isFunction) ? 'call' : 'load',
    kept: isKept(node),
    ...about,
  };
}

/** True for the initial value of a constant of the module. */
function isKept(node: Node): boolean {
  for (let above = node.parent; above; above = above.parent) {
    if (above.type === 'VariableDeclarator') return above.parent.kind === 'const' && !ancestor(above, isFunction);
    if (isFunction(above) || above.type.endsWith('Statement')) return false;
  }
  return false;
}

function fromLibrary(file: FileContext, node: Construction): FlagFact | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const called = calledName(file, node);
  if (called === undefined || !isKnownName(called)) return undefined;
  const receiver = node.callee.type === 'MemberExpression' ? node.callee.object : node.callee;
  const library = flagLibraryOf(moduleBehind(file, receiver));
  if (!library) return undefined;
  const { label, repair } = library;
  if (library.starts?.includes(called))
    return factOf(file, node, { label, name: called, kind: 'start', repair, fallback: failurePath(file, node) });
  const evaluation = evaluationOf(library, called);
  if (!evaluation) return undefined;
  const fallback = fallbackOf(file, node, library, evaluation.fallback);
  return factOf(file, node, { label, name: called, repair, fallback });
}

function calledName(file: FileContext, { callee }: Construction): string | undefined {
  if (callee.type === 'MemberExpression') return memberName(callee);
  return callee.type === 'Identifier' ? file.origin(callee)?.path.at(-1) : undefined;
}

function isKnownName(name: string): boolean {
  return flagLibraries.some((library) => library.starts?.includes(name) || evaluationOf(library, name) !== undefined);
}

function fallbackOf(
  file: FileContext,
  node: Construction,
  library: FlagLibrary,
  argument: number | undefined,
): Fallback {
  if (library.without === 'throws') {
    const path = failurePath(file, node);
    return path === 'caught' ? path : (ofClient(file, node, library) ?? path);
  }
  if (argument === undefined) return 'library';
  if (node.arguments.slice(0, argument + 1).some((one) => one.type === 'SpreadElement')) return 'unknown';
  const given = node.arguments[argument];
  if (given && !file.resolver.resolve(given).every(({ kind }) => kind === 'absent')) return 'given';
  if (library.without === 'library') return 'library';
  return isFilledIn(node) ? 'given' : 'none';
}

/** What the client was made with, for libraries where it knows what to answer. */
function ofClient(file: FileContext, node: Construction, library: FlagLibrary): Fallback | undefined {
  if (!library.clientFallbacks || node.callee.type !== 'MemberExpression') return undefined;
  const made = file.resolver.single(node.callee.object);
  if (made?.kind !== 'expression' || made.node.type !== 'NewExpression') return 'unknown';
  const [options] = made.node.arguments;
  if (!options) return undefined;
  const states = library.clientFallbacks.map((path) => presence(file, options, [path]));
  if (states.includes('present')) return 'given';
  return states.includes('unknown') ? 'unknown' : undefined;
}

/** `(await client.variation(key, context)) ?? false`, `=== true`: what comes for `undefined` is written behind it. */
function isFilledIn(node: Node): boolean {
  let value = node;
  while (
    value.parent?.type === 'AwaitExpression' ||
    value.parent?.type === 'TSAsExpression' ||
    value.parent?.type === 'TSNonNullExpression'
  )
    value = value.parent;
  const { parent } = value;
  if (parent?.type === 'LogicalExpression') return parent.left === value && parent.operator !== '&&';
  return parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator);
}

/** `fetch('http://localhost:2772/applications/...')`. */
function fromAgent(file: FileContext, node: Construction): FlagFact | undefined {
  const [url] = node.arguments;
  if (node.type !== 'CallExpression' || !url || !file.source.text.includes(':2772/')) return undefined;
  if (!appConfigAgent.test(writtenText(file, url) ?? '')) return undefined;
  return factOf(file, node, {
    label: 'AppConfig agent',
    name: calledName(file, node) ?? 'fetch',
    fallback: failurePath(file, node),
    repair: 'try { ... } catch { return defaults; }',
  });
}
