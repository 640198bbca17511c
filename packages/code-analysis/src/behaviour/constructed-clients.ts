import { isExportOf, type ClientLibrary } from '../libraries/index.js';
import { originOf, type Construction, type FileContext, type KnownExport } from './context.js';

/**
 * The client that a class makes which no package exports: one that is generated from the description of a service, told by
 * what it is constructed with, such as the credentials of gRPC.
 */
export function constructedClient(file: FileContext, node: Construction): KnownExport | undefined {
  if (node.type !== 'NewExpression') return undefined;
  for (const [module, library] of file.once(constructedClient, () => librariesWithMark(file))) {
    const { constructedWith: by, clients } = library;
    const argument = by && node.arguments[by.argument];
    const [shape] = clients;
    if (!by || !shape || !argument || argument.type === 'SpreadElement') continue;
    const isMarked = file.resolver.resolve(argument).some((terminal) => {
      if (terminal.kind !== 'expression' || terminal.node.type !== 'CallExpression') return false;
      const origin = originOf(file.resolver.single(terminal.node.callee));
      return origin !== undefined && isExportOf(by, origin.module, origin.path.join('.'));
    });
    if (isMarked) return { library, role: 'client', shape, module, name: shape.export };
  }
  return undefined;
}

/** Libraries of what a file imports whose clients are told by an argument. */
function librariesWithMark(file: FileContext): readonly (readonly [string, ClientLibrary])[] {
  return file.specifiers.flatMap((module) =>
    file.lookup
      .librariesOf(module, file.version(module))
      .flatMap((library) => (library.constructedWith ? [[module, library] as const] : [])),
  );
}
