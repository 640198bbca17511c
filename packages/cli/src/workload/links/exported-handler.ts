import type { CodeFiles } from '../code-files.js';
import { lineAt } from '../text-offsets.js';

/** An exported function, at the file that makes it. */
export interface ExportedHandler {
  /** Absolute path of the file with the function. */
  readonly file: string;
  /** Name of the export there. */
  readonly export: string;
  readonly line: number;
  /** Whether the function itself is in view, and not only the value of a builder of another package. */
  readonly isSeen: boolean;
}

/** Files that one name may be passed through; real code takes two. */
const mostHops = 6;

/** The function that a file exports under a name, followed through the files that pass it on. */
export function exportedHandler(
  code: CodeFiles,
  file: string,
  name: string,
  hops = mostHops,
): ExportedHandler | undefined {
  const facts = hops > 0 ? code.factsOf(file)?.entryPoints : undefined;
  if (!facts) return undefined;
  const own = facts.own.find((one) => one.name === name) ?? facts.own.find((one) => one.name === `default.${name}`);
  const opaque = own ? undefined : facts.opaque.find((one) => one.name === name);
  const found = own ?? opaque;
  if (found) {
    const line = lineAt(code.textOf(file) ?? '', found.at.range[0]);
    return { file, export: found.name, line, isSeen: own !== undefined };
  }
  const alias = Object.hasOwn(facts.aliases, name) ? facts.aliases[name] : undefined;
  const passedOn = [
    ...(alias ? [{ module: alias.module, path: alias.path.join('.') }] : []),
    ...facts.stars.map((module) => ({ module, path: name })),
  ];
  for (const { module, path } of passedOn) {
    const target = code.resolve(module, file);
    const handler = target === undefined ? undefined : exportedHandler(code, target, path, hops - 1);
    if (handler) return handler;
  }
  return undefined;
}
