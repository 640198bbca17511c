import type { TimeoutOption } from '../knowledge/index.js';
import type { Terminal } from '../syntax/terminal.js';
import { originOf, type FileContext } from './context.js';
import type { Reading } from './duration.js';
import type { ExportedValue, ExportFact } from './exports.js';

/** What is known of an import of this file; `from` facts are followed by whoever fills the settings. */
export function importedFact(
  file: FileContext,
  module: string,
  path: readonly string[],
): { fact: ExportFact; rest: readonly string[] } | undefined {
  const facts = file.imports[module];
  const [name, ...rest] = path;
  if (!facts || name === undefined || !Object.hasOwn(facts, name)) return undefined;
  const fact = facts[name];
  return fact && { fact, rest };
}

/** What an imported value does as an option; undefined when nothing is known of it. */
export function importedReading(file: FileContext, terminal: Terminal, option: TimeoutOption): Reading | undefined {
  if (terminal.kind === 'module') {
    const known = importedFact(file, terminal.module, terminal.path);
    return known?.fact.kind === 'value' ? readingOf(known.fact.value, known.rest, option) : undefined;
  }
  if (terminal.kind !== 'expression' || terminal.node.type !== 'CallExpression') return undefined;
  const callee = originOf(file.resolver.single(terminal.node.callee, [], terminal.frame));
  const known = callee && importedFact(file, callee.module, callee.path);
  if (known?.fact.kind === 'returns' && known.fact.given === 'nothing' && terminal.node.arguments.length > 0)
    return undefined;
  return known?.fact.kind === 'returns' ? readingOf(known.fact.value, terminal.path, option) : undefined;
}

function readingOf(value: ExportedValue, path: readonly string[], option: TimeoutOption): Reading | undefined {
  const [name, ...rest] = path;
  if (name !== undefined) {
    if (value.kind === 'known') return { state: 'absent' };
    if (value.kind === 'unknown') return undefined;
    const member = Object.hasOwn(value.members, name) ? value.members[name] : undefined;
    if (member) return readingOf(member, rest, option);
    return value.open ? undefined : { state: 'absent' };
  }
  if (value.kind !== 'known')
    return option.takes === 'signal' && value.kind === 'object' ? undefined : { state: 'set' };
  if (typeof value.value !== 'number') return { state: value.value === null ? 'absent' : 'set' };
  if (value.value === 0 && option.off?.includes('zero')) return { state: 'off', odd: '0' };
  return { state: 'set', ms: value.value * (option.unit === 's' ? 1_000 : option.unit === 'min' ? 60_000 : 1) };
}
