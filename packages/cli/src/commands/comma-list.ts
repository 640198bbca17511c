import { InvalidArgumentError } from 'commander';

/** Reads the value of an option as `a,b`, and joins repetitions of the option. */
export function commaList(value: string, before: string[] = []): string[] {
  const parts = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new InvalidArgumentError('It needs at least one value.');
  return [...before, ...parts];
}
