import type { EntryTime, TimeExpression } from '@faultline/code-analysis';
import type { CodeFiles } from './code-files.js';
import { exportedHandler } from './links/exported-handler.js';

/** A repetition of what has failed, around a call. */
export interface Retry {
  readonly label: string;
  readonly attempts: number;
  /** Absolute. */
  readonly file: string;
  readonly at: { readonly range: readonly [number, number] };
}

/** A call on behalf of a function. */
export interface ReachedCall {
  /** Absolute. */
  readonly file: string;
  readonly at: { readonly range: readonly [number, number] };
  readonly name: string;
  /** Attempts of the client. */
  readonly attempts: number;
  /** Nothing ends an attempt. */
  readonly isEndless: boolean;
  /** The outermost first. */
  readonly retries: readonly Retry[];
}

/** Something that a function waits for, and how long that takes at most: a call, or a loop that a clock ends. */
export interface TimeTerm {
  readonly kind: 'call' | 'clock';
  /** Absolute. */
  readonly file: string;
  readonly at: { readonly range: readonly [number, number] };
  readonly name: string;
  /** Milliseconds of one attempt. */
  readonly attempt: number;
  /** Attempts of the client. */
  readonly attempts: number;
  /** Times that loops and retries around it make it. */
  readonly times: number;
}

/** The most time that a part of the code takes. */
export interface Part {
  /** Milliseconds. */
  readonly known: number;
  readonly terms: readonly TimeTerm[];
  /** All calls, those among them whose time is not known. */
  readonly calls: readonly ReachedCall[];
  /** Nothing else takes time that is not known. */
  readonly isWhole: boolean;
}

/** What the code itself does not say. */
export interface Sizes {
  /** Records that one invocation is given at most. */
  readonly records: number | undefined;
  /** Milliseconds that an invocation may take. */
  readonly invocation: number | undefined;
}

const none: Part = { known: 0, terms: [], calls: [], isWhole: true };
const open: Part = { ...none, isWhole: false };
/** Functions of other files that one may go through; real code takes a few. */
const deepest = 12;
/** Parts that are looked at for one function; real ones take some hundred. */
const mostSteps = 20_000;

/** What the functions around an expression were given. */
interface Frame {
  readonly file: string;
  readonly fn: number;
  readonly given: readonly (TimeExpression | null)[];
  /** Where what was given stands. */
  readonly outer: Place;
}

/** Where an expression stands. */
interface Place {
  readonly file: string;
  readonly depth: number;
  readonly frames: readonly Frame[];
  readonly retries: readonly Retry[];
}

/** Works out what an entry takes at most, over files. */
export class TimeReader {
  watchesClock: boolean;
  #steps = 0;

  constructor(
    private readonly code: CodeFiles,
    private readonly file: string,
    private readonly entry: EntryTime,
    private readonly sizes: Sizes,
  ) {
    this.watchesClock = entry.watchesClock;
  }

  most(): Part {
    return this.#of(this.entry.time, this.#start());
  }

  after({ file, start }: { readonly file: string; readonly start: number }): Part | undefined {
    return this.#after(this.entry.time, this.#start(), (place, at) => place.file === file && at.range[0] === start);
  }

  #start = (): Place => ({ file: this.file, depth: deepest, frames: [], retries: [] });

  #of(time: TimeExpression, place: Place): Part {
    if ((this.#steps += 1) > mostSteps) return open;
    switch (time.kind) {
      case 'call':
        return callPart(time, place);
      case 'sequence':
        return time.parts.map((part) => this.#of(part, place)).reduce(added, none);
      case 'longest':
        return time.parts.map((part) => this.#of(part, place)).reduce(longer, none);
      case 'repeat':
        return this.#repeated(time, this.#of(time.body, insideOf(time, place)), place);
      default: {
        const [next, at] = this.#entered(time, place) ?? [];
        return next && at ? this.#of(next, at) : open;
      }
    }
  }

  /** What comes after a call; undefined where it is not in there. */
  #after(time: TimeExpression, place: Place, isCall: (place: Place, at: TimeTerm['at']) => boolean): Part | undefined {
    if ((this.#steps += 1) > mostSteps) return undefined;
    switch (time.kind) {
      case 'call':
        return isCall(place, time.at) ? none : undefined;
      case 'sequence': {
        for (const [index, part] of time.parts.entries()) {
          const first = this.#after(part, place, isCall);
          if (first)
            return time.parts
              .slice(index + 1)
              .map((one) => this.#of(one, place))
              .reduce(added, first);
        }
        return undefined;
      }
      case 'longest':
        return time.parts.map((part) => this.#after(part, place, isCall)).find((part) => part !== undefined);
      case 'repeat':
        // The next round makes the call again.
        return this.#after(time.body, insideOf(time, place), isCall);
      default: {
        const [next, at] = this.#entered(time, place) ?? [];
        return next && at && this.#after(next, at, isCall);
      }
    }
  }

  /** The expression that runs in the end, with where it stands. */
  #entered(time: TimeExpression, place: Place): readonly [TimeExpression, Place] | undefined {
    if (time.kind === 'elsewhere') return this.#elsewhere(time, place, undefined);
    if (time.kind === 'given') {
      const frame = place.frames.find(({ file, fn }) => file === place.file && fn === time.fn);
      const given = frame?.given[time.index];
      return frame && given ? [given, { ...frame.outer, depth: place.depth - 1, retries: place.retries }] : undefined;
    }
    if (time.kind !== 'with' || place.depth <= 0) return undefined;
    if (time.fn === null)
      return time.body.kind === 'elsewhere' ? this.#elsewhere(time.body, place, time.given) : undefined;
    const frame = { file: place.file, fn: time.fn, given: time.given, outer: place };
    return [time.body, { ...place, frames: [frame, ...place.frames] }];
  }

  #elsewhere(
    { module, path }: Extract<TimeExpression, { kind: 'elsewhere' }>,
    place: Place,
    given: readonly (TimeExpression | null)[] | undefined,
  ): readonly [TimeExpression, Place] | undefined {
    const target = place.depth > 0 ? this.code.resolve(module, place.file) : undefined;
    const found = target === undefined ? undefined : exportedHandler(this.code, target, path.join('.'));
    const next = found && this.code.factsOf(found.file)?.times.find(({ name }) => name === found.export);
    if (!found || !next) return undefined;
    this.watchesClock ||= next.watchesClock;
    const frames = given ? [{ file: found.file, fn: next.fn, given, outer: place }] : [];
    return [next.time, { file: found.file, depth: place.depth - 1, frames, retries: place.retries }];
  }

  #repeated({ at, times, until }: Extract<TimeExpression, { kind: 'repeat' }>, body: Part, { file }: Place): Part {
    const rounds = times === 'records' ? this.sizes.records : times === 'unknown' ? undefined : times;
    const counted: Part =
      rounds === undefined
        ? // What is repeated an unknown number of times runs once at least.
          { ...body, isWhole: body.known === 0 && body.isWhole }
        : {
            ...body,
            known: body.known * rounds,
            terms: body.terms.map((term) => ({ ...term, times: term.times * rounds })),
          };
    const turn = until && this.#turn(until);
    if (turn === undefined || turn <= 0 || (body.known === 0 && body.isWhole)) return counted;
    // The clock is looked at before a round, which then runs to its end.
    if (counted.isWhole && rounds !== undefined && counted.known <= turn + body.known) return counted;
    const clock: TimeTerm = { kind: 'clock', file, at, name: 'loop', attempt: turn, attempts: 1, times: 1 };
    return { ...body, known: turn + body.known, terms: [clock, ...body.terms] };
  }

  /** Milliseconds after which the last round may begin. */
  #turn(until: NonNullable<Extract<TimeExpression, { kind: 'repeat' }>['until']>): number | undefined {
    if ('elapsed' in until) return until.elapsed;
    return this.sizes.invocation === undefined ? undefined : this.sizes.invocation - until.left;
  }
}

function callPart(
  { at, name, attempt, attempts, isEndless }: Extract<TimeExpression, { kind: 'call' }>,
  { file, retries }: Place,
): Part {
  const calls = [{ file, at, name, attempts, isEndless, retries }];
  if (attempt === null) return { ...open, calls };
  const term: TimeTerm = { kind: 'call', file, at, name, attempt, attempts, times: 1 };
  return { known: attempt * attempts, terms: [term], calls, isWhole: true };
}

function insideOf({ retry, at }: Extract<TimeExpression, { kind: 'repeat' }>, place: Place): Place {
  return retry ? { ...place, retries: [...place.retries, { ...retry, file: place.file, at }] } : place;
}

const added = (a: Part, b: Part): Part => ({
  known: a.known + b.known,
  terms: [...a.terms, ...b.terms],
  calls: [...a.calls, ...b.calls],
  isWhole: a.isWhole && b.isWhole,
});

const longer = (a: Part, b: Part): Part => ({
  ...(b.known > a.known ? b : a),
  calls: [...a.calls, ...b.calls],
  isWhole: a.isWhole && b.isWhole,
});
