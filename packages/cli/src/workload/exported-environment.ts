import type { CodeFiles } from './code-files.js';

/** An export of another file, as a file names it. */
interface Import {
  readonly module: string;
  readonly path: readonly string[];
}

/** Files that one name may be passed through. */
const mostHops = 6;

/** The variable of the environment that an export is, such as `config.table`, followed through the files that pass it on. */
export function exportedEnvironment(
  code: CodeFiles,
  importer: string,
  { module, path }: Import,
  hops = mostHops,
): string | undefined {
  const file = hops > 0 ? code.resolve(module, importer) : undefined;
  const facts = file === undefined ? undefined : code.factsOf(file)?.entryPoints;
  if (file === undefined || !facts) return undefined;
  const name = path.join('.');
  if (Object.hasOwn(facts.environment, name)) return facts.environment[name];
  const [first = '', ...rest] = path;
  const [only, ...more] = rest;
  // All variables, validated or not, under their own names.
  if (only !== undefined && more.length === 0 && Object.hasOwn(facts.environment, `${first}.*`)) return only;
  // `read(TABLE)`, where the function gives back the variable that it is asked for.
  const [, called = first, given = ''] = /^([^(]+)(\(.*\))$/.exec(first) ?? [];
  if (given !== '' && rest.length === 0 && Object.hasOwn(facts.environment, `${called}(*)`)) return given.slice(1, -1);
  const alias = Object.hasOwn(facts.aliases, called) ? facts.aliases[called] : undefined;
  const passedOn = [
    ...(alias
      ? [{ module: alias.module, path: [...alias.path.slice(0, -1), `${alias.path.at(-1)}${given}`, ...rest] }]
      : []),
    ...facts.stars.map((star) => ({ module: star, path })),
  ];
  for (const next of passedOn) {
    const found = exportedEnvironment(code, file, next, hops - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
