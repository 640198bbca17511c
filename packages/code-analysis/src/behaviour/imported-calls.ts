import { boundsAround } from './around.js';
import { calleePlace, calleeText } from './callee.js';
import type { Clients } from './clients.js';
import { originOf, place, type Call, type FileContext } from './context.js';
import { importedMaker } from './modules/imported-values.js';
import { clientNames, isNamedLikeClient } from './client-names.js';
import type { Bound, CallFact, LibraryRef } from './types.js';

/** Calls of functions that other files export, of which nothing is known, and that are named like clients. */
export function importedCalls({ file }: Clients): readonly CallFact[] {
  return file.calls.flatMap((node) => {
    if (node.type !== 'CallExpression' || file.known(node) || !isNamedLikeClient(file, node)) return [];
    const origin = originOf(file.resolver.single(node.callee));
    if (!origin || origin.module === 'global' || file.lookup.librariesOf(origin.module).length > 0) return [];
    const known = importedMaker(file, origin.module, origin.path);
    // A client, or a wrapper to which nothing can be passed, is judged where it is made.
    const isJudgedThere = known?.fact.kind === 'client' || (known?.fact.kind === 'wrapper' && known.rest.length === 0);
    return isJudgedThere ? [] : [unknownCall(file, node, origin)];
  });
}

/** True when a file uses an import that is named like a client and comes from no known module. */
export function unwatchedNames({ source }: FileContext): boolean {
  return source.ast.body.some(
    (statement) =>
      statement.type === 'ImportDeclaration' && statement.specifiers.some((one) => clientNames.test(one.local.name)),
  );
}

function unknownCall(file: FileContext, node: Call, { module }: { readonly module: string }): CallFact {
  const name = calleeText(node.callee, file.source.text);
  const around = boundsAround(file, node);
  const bounded = around.some((option) => option.state === 'set');
  const bound: Bound = {
    status: bounded ? 'bounded' : 'undetermined',
    phases: bounded ? ['total'] : [],
    options: around,
    ignored: [],
    byDefault: false,
    ...(!bounded && { missing: `\`${name}\` is defined in ${JSON.stringify(module)}` }),
  };
  return {
    at: place(node),
    callee: calleePlace(node, file.source.text),
    name,
    library: reference(name, module),
    judgedAt: 'call',
    bound,
    wrapper: name,
  };
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
