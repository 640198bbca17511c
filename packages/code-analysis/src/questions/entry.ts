import type { Question } from './question.js';

export type AnyQuestion = Question<never, unknown>;

/** One question with one key, and what is known of it. */
export interface Entry {
  readonly question: AnyQuestion;
  readonly key: unknown;
  value: unknown;
  /** What its last answer asked. */
  asked: ReadonlySet<Entry>;
  /** Revision in which the value was last found to hold, and the one in which it last changed; -1 before the first. */
  holdsIn: number;
  changedIn: number;
  /** The value before it was asked anew, until it is settled whether that is another one. */
  before: { readonly value: unknown } | undefined;
  /** Position among the questions that are being answered; -1 when it is not. */
  depth: number;
  /** It is being looked at whether the value still holds. */
  isBeingChecked: boolean;
  /** It was asked while it was being answered. */
  isHead: boolean;
  /** It has a part in a circle of questions that ask each other. */
  isInCircle: boolean;
  /** Position of the head of an open circle on whose provisional answer the value rests; -1 when it rests on none. */
  restsOn: number;
  /** Position of the circle that is being settled and that it has a part in: whoever asks is told its value as it stands; -1 in none. */
  settlesAt: number;
}

export function newEntry(question: AnyQuestion, key: unknown): Entry {
  return {
    question,
    key,
    value: question.start,
    asked: new Set(),
    holdsIn: -1,
    changedIn: -1,
    before: undefined,
    depth: -1,
    isBeingChecked: false,
    isHead: false,
    isInCircle: false,
    restsOn: -1,
    settlesAt: -1,
  };
}

/** True when something changed on which an answer hangs, over however many questions. */
export function isTouched(entry: Entry, since: number): boolean {
  const seen = new Set<Entry>([entry]);
  for (const one of seen) {
    if (one.holdsIn < 0 || (one.changedIn > since && !one.isInCircle)) return true;
    for (const asked of one.asked) seen.add(asked);
  }
  return false;
}
