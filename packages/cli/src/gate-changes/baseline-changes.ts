import type { GateChange } from '@faultline/catalog';
import { parseBaseline } from '../assessment/baseline-file.js';

/** Violations that are named in one sentence. */
const mostNamed = 5;

/**
 * What a branch changes in a baseline.
 * @param was its text in the base; undefined where there was none
 * @param is its text now
 * @param file to show
 */
export function baselineChanges(was: string | undefined, is: string | undefined, file: string): GateChange[] {
  if (was === is) return [];
  const [before, after] = [linesOf(was), linesOf(is)];
  const gains = [...after].filter((line) => !before.has(line));
  const losses = [...before].filter((line) => !after.has(line)).length;
  if (gains.length === 0 && losses === 0) return [];
  const parts = [
    ...(gains.length > 0 ? [`gains ${number(gains.length)}${naming(gains, file)}`] : []),
    ...(losses > 0 ? [`loses ${number(losses)}`] : []),
  ];
  return [{ kind: 'baseline', message: `The baseline ${parts.join(' and ')}.`, file }];
}

function linesOf(text = ''): Set<string> {
  return new Set(text.split('\n').filter((line) => line.trim() !== ''));
}

function number(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

/** The violations that lines stand for; nothing where they are no entries, which reading the baseline tells. */
function naming(lines: readonly string[], file: string): string {
  try {
    const named = parseBaseline(lines.slice(0, mostNamed).join('\n'), file).map(
      (entry) => `\`${entry.check}\` in \`${entry.file}\``,
    );
    const more = lines.length - named.length;
    return ` (${named.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
  } catch {
    return '';
  }
}
