import type { ClientLibrary, Shape } from '../libraries/index.js';
import { valueOf } from '../syntax/static-value.js';
import type { Node } from '../syntax/tree.js';
import type { Construction, FileContext } from './context.js';
import type { OptionSource } from './options.js';
import type { OptionFact } from './types.js';

/**
 * Connection strings that are written out, of some the parameters only: in the argument for it, or in options such as
 * `connectionString`.
 */
export function connectionStrings(
  file: FileContext,
  node: Construction,
  library: ClientLibrary,
  { url }: Pick<Shape, 'url'>,
  sources: readonly OptionSource[],
): readonly string[] {
  const argument = url === undefined ? undefined : node.arguments[url];
  const values = [
    ...(argument ? textsOf(file, argument, []) : []),
    ...(library.urlOptions ?? []).flatMap((path) =>
      sources.flatMap((source) => textsOf(file, source.node, path.split('.'))),
    ),
  ];
  return values.filter((text) => isWhole(text) || /[?&][\w.]+=/.test(text));
}

/** Whether a connection string is written out from its scheme on, and not only what is added to one of elsewhere. */
export function isWhole(text: string): boolean {
  return /^[\w+.-]+:/.test(text);
}

/** Texts that a value may be; of a template or a sum at least what is written out. */
function textsOf(file: FileContext, node: Node, path: readonly string[]): readonly string[] {
  return file.resolver.resolve(node, path).flatMap((terminal) => {
    const value = valueOf(file.resolver, terminal);
    if (value.kind === 'known') return typeof value.value === 'string' ? [value.value] : [];
    const isAll = terminal.kind === 'expression' && terminal.path.length === 0;
    return (isAll ? writtenOut(terminal.node) : undefined) ?? [];
  });
}

/** A template or a sum of texts with `x` for what is not written out. */
function writtenOut(node: Node): string | undefined {
  if (node.type === 'TemplateLiteral') return node.quasis.map((quasi) => quasi.value.raw).join('x');
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  return [node.left, node.right].map((side) => writtenOut(side) ?? 'x').join('');
}

const units = { ms: 1, s: 1_000, min: 60_000 } as const;

/** Timeouts among the parameters of connection strings. */
export function connectionOptions(library: ClientLibrary, urls: readonly string[]): readonly OptionFact[] {
  return library.options.flatMap(({ path, urlParameter, covers, unit }) => {
    if (urlParameter === undefined) return [];
    return urls.flatMap((url): OptionFact[] => {
      const value = new RegExp(`[?&]${urlParameter}=([^&#]*)`).exec(url)?.[1];
      if (value === undefined || value === '0') return [];
      const ms = Number(value) * units[unit ?? 'ms'];
      return [
        { path: path || urlParameter, state: 'set', level: 'client', covers, ...(Number.isFinite(ms) && { ms }) },
      ];
    });
  });
}

/** True when the options or the address say that no bound is wanted: a database in the same process, a waiting worker. */
export function isExempt(
  file: FileContext,
  library: ClientLibrary,
  sources: readonly OptionSource[],
  urls: readonly string[],
  called: () => readonly string[],
): boolean {
  if (urls.some((url) => library.exemptSchemes?.some((scheme) => url.startsWith(`${scheme}:`)))) return true;
  const found = (library.exempt ?? []).filter(({ path, values }) =>
    sources.some((source) =>
      file.resolver.resolve(source.node, path.split('.'), source.frame).some((terminal) => {
        if (terminal.kind === 'absent' || terminal.written === undefined) return false;
        if (!values) return true;
        const value = valueOf(file.resolver, terminal);
        return value.kind === 'known' && values.some((one) => one === value.value);
      }),
    ),
  );
  return found.some(({ waiting }) => !waiting || called().every((method) => waiting.includes(method)));
}
