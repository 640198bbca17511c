import { isDeepStrictEqual } from 'node:util';
import { limits } from '../syntax/limits.js';
import { settleCircle, type Reworked } from './circle.js';
import { isTouched, newEntry, type AnyQuestion, type Entry } from './entry.js';
import type { Project } from './project.js';
import { fileOfKey, type Question } from './question.js';

/** A question that was asked from outside, with its answer. */
export interface Asked {
  readonly question: AnyQuestion;
  readonly key: unknown;
  readonly answer: unknown;
}

/** A question that is being answered. */
interface Frame {
  readonly asked: Set<Entry>;
  /** Position of the outermost question whose provisional answer was used; Infinity when none was. */
  restsOn: number;
  /** A question inside of the circle was told something else than what its answer came to. */
  isUnsettled: boolean;
}

/**
 * Asks, remembers and forgets.
 *
 * Answers are remembered with what they asked. After a file has changed, an answer holds on as long as all that it asked
 * holds; what comes to the same answer again ends the chain. A question that asks itself is told its declared start. The
 * questions of a circle are asked again until no answer of it changes; where they never come to rest, nothing is known.
 */
export class Engine {
  readonly #entries = new Map<AnyQuestion, Map<string, Entry>>();
  readonly #frames: Frame[] = [];
  /** Answered questions that rest on one which is still being answered, in the order of their answers. */
  readonly #open: Entry[] = [];
  #revision = 0;
  #answered = 0;
  /** Answers that may be worked out before something changes again. */
  #budget: number;

  constructor(readonly project: Project) {
    this.#budget = budgetOf(project);
  }

  /** How many answers were worked out so far, for tests and measurements. */
  get answered(): number {
    return this.#answered;
  }

  ask<Key, Answer>(question: Question<Key, Answer>, key: Key): Answer {
    const entry = this.#entry(question as unknown as AnyQuestion, question.keyOf(key), key);
    this.#frames.at(-1)?.asked.add(entry);
    if (entry.depth >= 0) {
      entry.isHead = true;
      this.#restOn(entry.depth);
    } else if (entry.settlesAt >= 0) {
      this.#restOn(entry.settlesAt);
    } else {
      if (!this.#holds(entry)) this.#work(entry);
      if (entry.restsOn >= 0) this.#restOn(entry.restsOn);
    }
    return entry.value as Answer;
  }

  /** True while questions are answered as they were. */
  stillAnswers(asked: readonly Asked[]): boolean {
    return asked.every(({ question, key, answer }) => this.ask(question, key as never) === answer);
  }

  /** The questions behind some others that are of certain kinds, and those that ask nothing; what lies behind them is left out. */
  leavesBehind(
    asked: readonly Asked[],
    isLeaf: (question: AnyQuestion) => boolean,
  ): readonly Pick<Entry, 'question' | 'key'>[] {
    const found: Entry[] = [];
    const seen = new Set(asked.map(({ question, key }) => this.#entry(question, question.keyOf(key as never), key)));
    for (const entry of seen) {
      if (isLeaf(entry.question) || entry.asked.size === 0) found.push(entry);
      else for (const one of entry.asked) seen.add(one);
    }
    return found;
  }

  /** Tells that the host gives something else for these files: what hung on it is asked again when it is wanted. */
  changed(files: readonly string[]): void {
    this.#revision += 1;
    this.#budget = this.#answered + budgetOf(this.project);
    for (const [question, byKey] of this.#entries) {
      if (!question.isGiven) continue;
      for (const file of files) {
        const entry = byKey.get(file);
        if (entry) entry.holdsIn = -1;
      }
    }
  }

  #entry(question: AnyQuestion, id: string, key: unknown): Entry {
    let byKey = this.#entries.get(question);
    if (!byKey) this.#entries.set(question, (byKey = new Map<string, Entry>()));
    let entry = byKey.get(id);
    if (!entry) byKey.set(id, (entry = newEntry(question, key)));
    return entry;
  }

  /** What is being answered rests on the question at a position below it; so do those between them, once they are told. */
  #restOn(depth: number): void {
    const top = this.#frames.at(-1);
    if (top && depth < this.#frames.length - 1) top.restsOn = Math.min(top.restsOn, depth);
  }

  /** True when the answer is there and all that it asked holds. */
  #holds(entry: Entry): boolean {
    if (entry.holdsIn === this.#revision) return true;
    // What is asked by what it asked itself is in a circle that was not there before.
    if (entry.holdsIn < 0 || entry.isBeingChecked) return false;
    entry.isBeingChecked = true;
    try {
      // What asks itself cannot be looked at piece by piece: it holds when nothing changed far and wide.
      const holds = entry.isInCircle ? !isTouched(entry, entry.holdsIn) : this.#allHold(entry, entry.holdsIn);
      if (holds) entry.holdsIn = this.#revision;
      // It may have been answered in between, for what it asked.
      return entry.holdsIn === this.#revision;
    } finally {
      entry.isBeingChecked = false;
    }
  }

  #allHold(entry: Entry, since: number): boolean {
    return [...entry.asked].every((asked) => {
      if (asked.depth >= 0 || asked.settlesAt >= 0) return false;
      if (!this.#holds(asked)) this.#work(asked);
      return asked.changedIn <= since && asked.restsOn < 0;
    });
  }

  #work(entry: Entry): void {
    const depth = this.#frames.length;
    const from = this.#open.length;
    if (entry.changedIn >= 0) entry.before ??= { value: entry.value };
    entry.value = entry.question.start;
    entry.isHead = false;
    const { value, frame } = this.#answer(entry, depth, from);
    if (!isDeepStrictEqual(value, entry.value)) {
      frame.isUnsettled ||= entry.isHead;
      entry.value = value;
    }
    entry.asked = frame.asked;
    this.#open.push(entry);
    if (frame.isUnsettled && frame.restsOn >= depth) this.#settle(from, depth, frame);
    this.#close(entry, from, depth, frame);
  }

  /** Takes what was answered since for settled, or leaves it to the circle further out on which it rests. */
  #close(entry: Entry, from: number, depth: number, { restsOn, isUnsettled }: Frame): void {
    const above = this.#frames.at(-1);
    if (restsOn < depth && above) {
      above.isUnsettled ||= isUnsettled;
      this.#restOn(restsOn);
      for (let at = from; at < this.#open.length; at += 1) {
        const one = this.#open[at] as Entry;
        one.restsOn = restsOn;
        one.holdsIn = this.#revision;
      }
      return;
    }
    const all = this.#open.splice(from);
    for (const one of all) {
      one.isInCircle = all.length > 1 || entry.isHead;
      one.restsOn = -1;
      if (one.before && isDeepStrictEqual(one.before.value, one.value)) one.value = one.before.value;
      else one.changedIn = this.#revision;
      one.holdsIn = this.#revision;
      one.before = undefined;
    }
  }

  /** Asks all questions of a circle again, each by what the others have come to. */
  #settle(from: number, depth: number, frame: Frame): void {
    const members = this.#open.splice(from);
    const join = (entries: readonly Entry[]): void => {
      for (const one of entries) one.settlesAt = depth;
    };
    join(members);
    const work = (entry: Entry): Reworked => {
      const { value, frame: own } = this.#answer(entry, depth, from);
      const joined = this.#open.splice(from);
      join(joined);
      frame.restsOn = Math.min(frame.restsOn, own.restsOn);
      return { value, asked: own.asked, joined, isPartOfLarger: own.restsOn < depth };
    };
    try {
      const end = settleCircle(members, work);
      frame.isUnsettled = end === 'larger';
      if (end === 'restless') this.#giveUp(members);
    } catch (thrown) {
      forget(members);
      throw thrown;
    } finally {
      for (const one of members) one.settlesAt = -1;
    }
    this.#open.push(...members);
  }

  #giveUp(members: readonly Entry[]): void {
    for (const one of members) one.value = one.question.start;
    const files = new Set(members.flatMap(({ key }) => fileOfKey(key) ?? []));
    this.project.onLeftOpen('circle', [...files].sort());
  }

  #leftOpen({ question, key }: Entry): unknown {
    const file = fileOfKey(key);
    this.project.onLeftOpen('steps', file === undefined ? [] : [file]);
    return question.start;
  }

  /** @param from where those among the open questions begin that are forgotten when it throws */
  #answer(entry: Entry, depth: number, from: number): { readonly value: unknown; readonly frame: Frame } {
    const frame: Frame = { asked: new Set(), restsOn: Infinity, isUnsettled: false };
    this.#frames.push(frame);
    entry.depth = depth;
    this.#answered += 1;
    try {
      if (this.#answered > this.#budget) return { value: this.#leftOpen(entry), frame };
      return { value: entry.question.answer(this, entry.key as never), frame };
    } catch (thrown) {
      forget([entry, ...this.#open.splice(from)]);
      throw thrown;
    } finally {
      entry.depth = -1;
      this.#frames.pop();
    }
  }
}

const budgetOf = ({ files }: Project): number => limits.questions.all + limits.questions.perFile * files.length;

/** What an open circle came to before something was thrown is worth nothing. */
function forget(entries: readonly Entry[]): void {
  for (const entry of entries) Object.assign(entry, { holdsIn: -1, restsOn: -1 });
}
