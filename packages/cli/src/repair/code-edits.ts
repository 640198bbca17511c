import { collide, type TextEdit } from './edits.js';
import { ValueMissing } from './repair-site.js';
import type { FixValues } from './values.js';

/** A repair that a check proposes for a site in code. */
export interface ProposedRepair {
  /** What it does, as an order: ``Add `timeout: 5_000` ``. */
  readonly what: string;
  readonly edits: readonly TextEdit[];
}

/**
 * A limit in what checks propose: a number with an underscore is one of milliseconds, and the few options in seconds say
 * so in their names or take such small numbers that they can mean nothing else.
 */
const limit = /\b(?<ms>\d{1,3}(?:_\d{3})+)\b|\b(?<option>\w*(?:Seconds|timeout)): (?<s>\d{1,3}(?:\.\d)?)(?![\d_.])/g;

/**
 * A proposed repair with the limit that people chose in the place of the proposed one.
 * @throws {ValueMissing} where it writes a limit and nobody has chosen one
 */
export function withChosenLimits(proposed: ProposedRepair, { timeoutMs }: FixValues): ProposedRepair {
  const choose = (text: string): string => {
    if (text.search(limit) === -1) return text;
    if (timeoutMs === undefined) throw new ValueMissing('timeoutMs');
    return text.replace(limit, (_, ms: string | undefined, option: string) =>
      ms === undefined ? `${option}: ${timeoutMs / 1_000}` : grouped(timeoutMs),
    );
  };
  return {
    what: choose(proposed.what),
    edits: proposed.edits.map((edit) => ({ ...edit, text: choose(edit.text) })),
  };
}

/** `5000` as `5_000`, the way in which code writes it. */
const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, '_');

/** Says that none of the edits of one repair stands in the way of those of others. */
export function fitsBeside(repair: ProposedRepair, others: readonly ProposedRepair[]): boolean {
  return others.every((other) => repair.edits.every((edit) => other.edits.every((made) => !collide(edit, made))));
}
