import { memberName, type Node } from '../syntax/tree.js';
import { insertionInto } from './arguments.js';
import { boundsAround } from './around.js';
import { calleePlace, calleeText } from './calls.js';
import type { Clients } from './clients.js';
import { originOf, place, type Call, type FileContext } from './context.js';
import { classifyDuration } from './duration.js';
import { importedFact } from './imported.js';
import type { ExportFact, WrapperOption } from './exports.js';
import { classifySignal } from './signals.js';
import type { Bound, CallFact, LibraryRef, OptionFact } from './types.js';

const clientNames = /^(fetch|axios|got|ky|superagent|nodeFetch|node_fetch|http|https?Client|apiClient)$/;
const verbs = /^(get|post|put|patch|delete|head|request)$/;

/** Calls of functions that other files export and that are known, or named, like clients. */
export function importedCalls({ file }: Clients): readonly CallFact[] {
  return file.calls.flatMap((node) => {
    if (node.type !== 'CallExpression' || file.known(node)) return [];
    const origin = originOf(file.resolver.single(node.callee));
    if (!origin || origin.module === 'global' || file.lookup.librariesOf(origin.module).length > 0) return [];
    const known = importedFact(file, origin.module, origin.path);
    if (known?.fact.kind === 'wrapper' && known.rest.length === 0)
      return wrapperCall(file, node, origin.module, known.fact);
    return !known && isNamedLikeClient(file, node) ? [unknownCall(file, node, origin.module)] : [];
  });
}

/** True when a file uses an import that is named like a client and comes from no known module. */
export function unwatchedNames({ source }: FileContext): boolean {
  return source.ast.body.some(
    (statement) =>
      statement.type === 'ImportDeclaration' && statement.specifiers.some((one) => clientNames.test(one.local.name)),
  );
}

function isNamedLikeClient(file: FileContext, { callee }: Call): boolean {
  if (callee.type === 'Identifier')
    return clientNames.test(callee.name) && !/^(http|https?Client|apiClient)$/.test(callee.name);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  return (
    clientNames.test(callee.object.name) &&
    verbs.test(memberName(callee) ?? '') &&
    file.resolver.scopes.variableOf(callee.object) !== undefined
  );
}

function base(file: FileContext, node: Call, library: LibraryRef, bound: Bound): CallFact {
  const name = calleeText(node.callee, file.source.text);
  return {
    at: place(node),
    callee: calleePlace(node, file.source.text),
    name,
    library,
    judgedAt: 'call',
    bound,
    wrapper: name,
  };
}

function unknownCall(file: FileContext, node: Call, module: string): CallFact {
  const name = calleeText(node.callee, file.source.text);
  const library = reference(name, module);
  const around = boundsAround(file, node);
  const bounded = around.some((option) => option.state === 'set');
  const missing = `\`${name}\` is defined in ${JSON.stringify(module)}`;
  return base(file, node, library, {
    status: bounded ? 'bounded' : 'undetermined',
    phases: bounded ? ['total'] : [],
    options: around,
    ignored: [],
    byDefault: false,
    ...(!bounded && { missing }),
  });
}

function wrapperCall(
  file: FileContext,
  node: Call,
  module: string,
  fact: Extract<ExportFact, { kind: 'wrapper' }>,
): CallFact[] {
  // Without an option to pass, the wrapper itself is where the fault stands.
  if (fact.options.length === 0 && fact.status !== 'bounded') return [];
  const options = [...boundsAround(file, node), ...fact.options.flatMap((option) => given(file, node, option))];
  const set = fact.status === 'bounded' || options.some((option) => option.state === 'set');
  const open =
    options.some((option) => option.state !== 'off') || (fact.status === 'undetermined' && fact.options.length === 0);
  const name = calleeText(node.callee, file.source.text);
  const bound: Bound = {
    status: set ? 'bounded' : open ? 'undetermined' : 'unbounded',
    phases: set ? ['total'] : [],
    options,
    ignored: [],
    byDefault: set && !options.some((option) => option.state === 'set'),
    ...(!set &&
      open && {
        missing: options.find((option) => option.why !== undefined)?.why ?? 'the options come from elsewhere',
      }),
  };
  const library = { ...reference(name, module), repair: repairOf(fact.options) };
  const index = fact.options[0]?.parameter;
  const insertion = index !== undefined && fact.options[0]?.path !== '' ? insertionInto(file, node, index) : undefined;
  return [{ ...base(file, node, library, bound), ...(insertion && { insertion }) }];
}

function repairOf(options: readonly WrapperOption[]): string {
  const timeout = options.find((option) => /time/i.test(option.path));
  return timeout ? `${timeout.path}: 5_000` : 'signal: AbortSignal.timeout(5_000)';
}

function reference(name: string, module: string): LibraryRef {
  return {
    label: name,
    module,
    family: 'http',
    without: 'has no bound that is known',
    repair: 'signal: AbortSignal.timeout(5_000)',
  };
}

/** What an argument does as an option of a wrapper. */
function given(file: FileContext, node: Call, { parameter, path }: WrapperOption): OptionFact[] {
  if (node.arguments.some((argument, i) => i <= parameter && argument.type === 'SpreadElement')) {
    return [{ path, state: 'opaque', level: 'call', covers: [], why: 'the arguments are spread from a list' }];
  }
  const argument: Node | undefined = node.arguments[parameter];
  if (!argument) return [];
  const takesSignal = /signal$/i.test(path);
  const terminals = file.resolver.resolve(argument, path === '' ? [] : path.split('.'));
  const readings = terminals.map((terminal) =>
    takesSignal
      ? classifySignal(file, terminal)
      : classifyDuration(file, terminal, {
          path,
          takes: 'duration',
          unit: 'ms',
          covers: ['total'],
          off: ['zero', 'null'],
        }),
  );
  const reading = readings.find((one) => one.state === 'set') ?? readings.find((one) => one.state === 'opaque');
  if (!reading) return [];
  const state = reading.state === 'set' && readings.some((one) => one.state === 'absent') ? 'sometimes' : reading.state;
  if (state === 'absent') return [];
  return [
    {
      path,
      state,
      level: 'call',
      covers: ['total'],
      ...(reading.ms !== undefined && { ms: reading.ms }),
      ...(reading.why !== undefined && { why: reading.why }),
    },
  ];
}
