import { isDeepStrictEqual } from 'node:util';
import type { Project } from './project.js';
import type { Question } from './question.js';

type AnyQuestion = Question<never, unknown>;

/** One question with one key, and what is known of it. */
interface Entry {
  readonly question: AnyQuestion;
  readonly key: unknown;
  value: unknown;
  /** What its last answer asked. */
  asked: ReadonlySet<Entry>;
  /** Revision in which the value was last found to hold, and the one in which it last changed; -1 before the first. */
  holdsIn: number;
  changedIn: number;
  /** Position among the questions that are being answered; -1 when it is not. */
  depth: number;
  /** It was asked while it was being answered. */
  isHead: boolean;
  /** It has a part in a circle of questions that ask each other. */
  isInCircle: boolean;
  /** Position of the head of an open circle on whose provisional answer the value rests; -1 when it rests on none. */
  restsOn: number;
  /** The value is what the last round of an open circle gave, and the next round starts from it. */
  isGuess: boolean;
}

/** A question that is being answered. */
interface Frame {
  readonly asked: Set<Entry>;
  /** Position of the outermost question whose provisional answer was used; Infinity when none was. */
  restsOn: number;
  /** Questions inside of the circle, whose answers hold only once that of its head does. */
  readonly inside: Entry[];
  /** A question inside of the circle was told something else than what its answer came to. */
  isUnsettled: boolean;
}

/** Rounds until the answers of a circle must stay the same; more than any real code takes. */
const mostRounds = 16;

/**
 * Asks, remembers and forgets.
 *
 * Answers are remembered with what they asked. After a file has changed, an answer holds on as long as all that it asked
 * holds; what comes to the same answer again ends the chain. A question that asks itself is told its declared start. Of
 * a circle of questions, only the one that was asked first is asked again, until no answer inside changes: then a round
 * takes as many steps as the circle has questions, however they are entangled.
 */
export class Engine {
  readonly #entries = new Map<AnyQuestion, Map<string, Entry>>();
  readonly #frames: Frame[] = [];
  #undo: (() => void)[] = [];
  #revision = 0;
  #answered = 0;

  constructor(readonly project: Project) {}

  /** How many answers were worked out so far, for tests and measurements. */
  get answered(): number {
    return this.#answered;
  }

  /** True while an answer that is being worked out rests on the provisional one of a circle. */
  get isProvisional(): boolean {
    const frame = this.#frames.at(-1);
    return frame !== undefined && frame.restsOn < Infinity;
  }

  ask<Key, Answer>(question: Question<Key, Answer>, key: Key): Answer {
    const entry = this.#entry(question as unknown as AnyQuestion, question.keyOf(key), key);
    this.#frames.at(-1)?.asked.add(entry);
    if (entry.depth >= 0) {
      entry.isHead = true;
      this.#restOn(entry.depth);
    } else {
      if (!this.#holds(entry)) this.#work(entry);
      if (entry.restsOn >= 0) this.#restOn(entry.restsOn);
    }
    return entry.value as Answer;
  }

  /** Tells that the host gives something else for these files: what hung on it is asked again when it is wanted. */
  changed(files: readonly string[]): void {
    this.#revision += 1;
    for (const [question, byKey] of this.#entries) {
      if (!question.isGiven) continue;
      for (const file of files) {
        const entry = byKey.get(file);
        if (entry) entry.holdsIn = -1;
      }
    }
  }

  /** Runs `undo` when what is being worked out turns out to rest on a provisional answer that was not the last. */
  onRetract(undo: () => void): void {
    this.#undo.push(undo);
  }

  #entry(question: AnyQuestion, id: string, key: unknown): Entry {
    let byKey = this.#entries.get(question);
    if (!byKey) this.#entries.set(question, (byKey = new Map<string, Entry>()));
    let entry = byKey.get(id);
    if (!entry) byKey.set(id, (entry = newEntry(question, key)));
    return entry;
  }

  /** Everything above the head of a circle rests on what it is told now. */
  #restOn(depth: number): void {
    for (const frame of this.#frames.slice(depth + 1)) frame.restsOn = Math.min(frame.restsOn, depth);
  }

  /** True when the answer is there and all that it asked holds. */
  #holds(entry: Entry): boolean {
    if (entry.holdsIn === this.#revision) return true;
    const since = entry.holdsIn;
    if (since < 0) return false;
    // What asks itself cannot be looked at piece by piece: it holds when nothing changed far and wide.
    const holds = entry.isInCircle
      ? !isTouched(entry, since)
      : [...entry.asked].every((asked) => {
          if (!this.#holds(asked)) this.#work(asked);
          return asked.changedIn <= since;
        });
    if (holds) entry.holdsIn = this.#revision;
    return holds;
  }

  #work(entry: Entry): void {
    const before = entry.changedIn < 0 || entry.isGuess ? undefined : { value: entry.value };
    const depth = this.#frames.length;
    const guessed = new Set<Entry>();
    if (!entry.isGuess) entry.value = entry.question.start;
    for (let round = 0; ; round += 1) {
      entry.isHead = false;
      const { value, frame } = this.#answer(entry, depth);
      const isSame = isDeepStrictEqual(value, entry.value);
      if (entry.isHead && !isSame) frame.isUnsettled = true;
      if (!isSame) entry.value = value;
      entry.asked = frame.asked;
      const isInside = frame.restsOn < Infinity && depth > 0;
      if (isInside || !frame.isUnsettled || round === mostRounds) {
        for (const inner of guessed) inner.isGuess = false;
        return this.#settle(entry, frame, before);
      }
      for (const inner of frame.inside) guessed.add(inner);
      forget(frame.inside, true);
      for (const undo of this.#undo.splice(0)) undo();
    }
  }

  #settle(entry: Entry, frame: Frame, before: { readonly value: unknown } | undefined): void {
    if (before && isDeepStrictEqual(before.value, entry.value)) entry.value = before.value;
    else entry.changedIn = this.#revision;
    entry.holdsIn = this.#revision;
    entry.isInCircle = entry.isHead || frame.restsOn < Infinity;
    const above = this.#frames.at(-1);
    if (frame.restsOn < Infinity && above) {
      // All of them hold until the head of the circle is told something else.
      above.isUnsettled ||= frame.isUnsettled;
      for (const inner of [entry, ...frame.inside]) {
        inner.restsOn = frame.restsOn;
        above.inside.push(inner);
      }
      return;
    }
    for (const inner of [entry, ...frame.inside]) inner.restsOn = -1;
    entry.isGuess = false;
    if (!above) this.#undo = [];
  }

  #answer(entry: Entry, depth: number): { readonly value: unknown; readonly frame: Frame } {
    const frame: Frame = { asked: new Set(), restsOn: Infinity, inside: [], isUnsettled: false };
    this.#frames.push(frame);
    entry.depth = depth;
    this.#answered += 1;
    try {
      return { value: entry.question.answer(this, entry.key as never), frame };
    } catch (thrown) {
      forget(frame.inside, false);
      throw thrown;
    } finally {
      entry.depth = -1;
      this.#frames.pop();
    }
  }
}

function newEntry(question: AnyQuestion, key: unknown): Entry {
  return {
    question,
    key,
    value: question.start,
    asked: new Set(),
    holdsIn: -1,
    changedIn: -1,
    depth: -1,
    isHead: false,
    isInCircle: false,
    restsOn: -1,
    isGuess: false,
  };
}

/** @param isGuess whether the next answers start from these */
function forget(entries: readonly Entry[], isGuess: boolean): void {
  for (const entry of entries) Object.assign(entry, { holdsIn: -1, restsOn: -1, isGuess });
}

/** True when something changed on which an answer hangs, over however many questions. */
function isTouched(entry: Entry, since: number): boolean {
  const seen = new Set<Entry>([entry]);
  for (const one of seen) {
    if (one.holdsIn < 0 || (one.changedIn > since && !one.isInCircle)) return true;
    for (const asked of one.asked) seen.add(asked);
  }
  return false;
}
