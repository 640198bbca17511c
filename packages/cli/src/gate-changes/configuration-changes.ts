import type { GateChange } from '@faultline/catalog';
import { effectiveValues } from '../config/effective.js';
import type { Config } from '../config/schema.js';
import { shorten } from '../report/source-line.js';

/** Characters of one value in a sentence. */
const longestValue = 120;
/** Items of a list that are named. */
const mostItems = 5;

/** What a branch changes in the configuration, one change a value. @param file of the configuration, to show */
export function configurationChanges(base: Config, branch: Config, file: string | undefined): GateChange[] {
  const [before, after] = [base, branch].map(valuesOf) as [Map<string, unknown>, Map<string, unknown>];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return { kind: 'configuration', message: sentence(key, was, is), ...(file !== undefined && { file }) };
  });
}

function valuesOf(config: Config): Map<string, unknown> {
  return new Map(effectiveValues({ config, file: '' }, {}, []).map(({ key, value }) => [key, value]));
}

function sentence(key: string, was: unknown, is: unknown): string {
  if (Array.isArray(was ?? []) && Array.isArray(is ?? [])) return listSentence(key, asList(was), asList(is));
  if (was === undefined) return `\`${key}\` is ${shown(is)} and was not set.`;
  if (is === undefined) return `\`${key}\` was ${shown(was)} and is not set any more.`;
  return `\`${key}\` was ${shown(was)} and is ${shown(is)}.`;
}

function listSentence(key: string, was: readonly string[], is: readonly string[]): string {
  const gains = is.filter((item) => !was.includes(item));
  const losses = was.filter((item) => !is.includes(item));
  const parts = [
    ...(gains.length > 0 ? [`gains ${enumerate(gains)}`] : []),
    ...(losses.length > 0 ? [`loses ${enumerate(losses)}`] : []),
  ];
  return `\`${key}\` ${parts.join(' and ') || 'has another order'}.`;
}

function asList(value: unknown): string[] {
  return ((value as readonly unknown[] | undefined) ?? []).map(shown);
}

function enumerate(items: readonly string[]): string {
  const more = items.length - mostItems;
  return `${items.slice(0, mostItems).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shown(value: unknown): string {
  return shorten(JSON.stringify(value), longestValue);
}
