import type { GateChange } from '@faultline/catalog';
import { countsIn } from '../scan/bulk-suppressions.js';

/** Entries that are named in one sentence. */
const mostNamed = 5;

/**
 * What a branch adds to ESLint's file of suppressions, of rules by the name of our plugin.
 * @param was its text in the base; undefined where there was none
 * @param is its text now
 * @param file to show
 */
export function bulkSuppressionChanges(was: string | undefined, is: string | undefined, file: string): GateChange[] {
  if (is === undefined || was === is) return [];
  const before = readable(was) ?? new Map();
  const after = readable(is);
  const change = (message: string): GateChange => ({ kind: 'baseline', message, file });
  if (!after) return [change('Cannot be read any more.')];
  const more = [...after].flatMap(([path, counts]) =>
    Object.entries(counts)
      .filter(([rule, count]) => rule.startsWith('faultline/') && count > (before.get(path)?.[rule] ?? 0))
      .map(([rule, count]) => `\`${rule}\` in \`${path}\` (${before.get(path)?.[rule] ?? 0} before, ${count} now)`),
  );
  if (more.length === 0) return [];
  const left = more.length - mostNamed;
  return [change(`Suppresses more of ${more.slice(0, mostNamed).join(', ')}${left > 0 ? ` and ${left} more` : ''}.`)];
}

function readable(text: string | undefined): ReturnType<typeof countsIn> | undefined {
  try {
    return text === undefined ? undefined : countsIn(text);
  } catch {
    return undefined;
  }
}
