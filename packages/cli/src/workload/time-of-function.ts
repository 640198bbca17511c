import { asNumber, DEFAULT_QUEUE_BATCH, DEFAULT_STREAM_BATCH } from '@faultline/cdk-rules/analysis';
import type { TimeExpression } from '@faultline/code-analysis';
import { exportedHandler } from './links/exported-handler.js';
import type { JoinContext } from './join/join-context.js';
import type { FunctionLink } from './links/link-functions.js';

/** One call that a function waits for, and how long that takes at most. */
export interface TimeTerm {
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

/** The most time that a function takes, as far as it is known. */
export interface MostTime {
  /** Milliseconds. */
  readonly known: number;
  readonly terms: readonly TimeTerm[];
  /** Nothing else takes time that is not known. */
  readonly isWhole: boolean;
  readonly watchesClock: boolean;
}

type Part = Omit<MostTime, 'watchesClock'>;
const none: Part = { known: 0, terms: [], isWhole: true };
const open: Part = { ...none, isWhole: false };
/** Functions of other files that one may go through; real code takes a few. */
const deepest = 12;

/** The most time that a function takes; undefined where its code is not seen. */
export function timeOfFunction(link: FunctionLink, context: JoinContext): MostTime | undefined {
  const entry = context.code.factsOf(link.file)?.times.find(({ name }) => name === link.handler.export);
  if (!entry) return undefined;
  const records = recordsOf(link, context);
  let watchesClock = entry.watchesClock;
  const of = (time: TimeExpression, file: string, depth: number): Part => {
    switch (time.kind) {
      case 'call': {
        const { attempt, attempts, at, name } = time;
        if (attempt === null) return open;
        return { known: attempt * attempts, terms: [{ file, at, name, attempt, attempts, times: 1 }], isWhole: true };
      }
      case 'sequence':
        return time.parts.map((part) => of(part, file, depth)).reduce(added, none);
      case 'longest':
        return time.parts.map((part) => of(part, file, depth)).reduce(longer, none);
      case 'repeat': {
        const times = time.times === 'records' ? records : time.times === 'unknown' ? undefined : time.times;
        return repeated(of(time.body, file, depth), times);
      }
      case 'elsewhere': {
        const target = depth > 0 ? context.code.resolve(time.module, file) : undefined;
        const found = target === undefined ? undefined : exportedHandler(context.code, target, time.path.join('.'));
        const next = found && context.code.factsOf(found.file)?.times.find(({ name }) => name === found.export);
        if (!found || !next) return open;
        watchesClock ||= next.watchesClock;
        return of(next.time, found.file, depth - 1);
      }
      case 'unknown':
        return open;
    }
  };
  const part = of(entry.time, link.file, deepest);
  return { ...part, watchesClock };
}

const added = (a: Part, b: Part): Part => ({
  known: a.known + b.known,
  terms: [...a.terms, ...b.terms],
  isWhole: a.isWhole && b.isWhole,
});

const longer = (a: Part, b: Part): Part => ({ ...(b.known > a.known ? b : a), isWhole: a.isWhole && b.isWhole });

/** What is repeated an unknown number of times runs once at least. */
function repeated(body: Part, times: number | undefined): Part {
  if (times === undefined) return { ...body, isWhole: body.known === 0 && body.isWhole };
  return {
    ...body,
    known: body.known * times,
    terms: body.terms.map((term) => ({ ...term, times: term.times * times })),
  };
}

/** Records that one invocation is given at most; undefined for functions without a batch. */
function recordsOf(link: FunctionLink, context: JoinContext): number | undefined {
  const sizes = context.invocations(link).flatMap(({ mode, via }) => {
    if (mode !== 'queue' && mode !== 'stream') return [];
    const size = via.get('BatchSize');
    return size.kind === 'absent' ? (mode === 'queue' ? DEFAULT_QUEUE_BATCH : DEFAULT_STREAM_BATCH) : asNumber(size);
  });
  return sizes.every((size) => size !== undefined) && sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** `3 x 20 s + 5 s`, the longest terms first. */
export function arithmetic(terms: readonly TimeTerm[]): string {
  const total = ({ attempt, attempts, times }: TimeTerm): number => attempt * attempts * times;
  const sorted = terms.toSorted((a, b) => total(b) - total(a));
  const shown = sorted.slice(0, 4).map(
    ({ attempt, attempts, times }) =>
      [times, attempts]
        .filter((factor) => factor !== 1)
        .map((factor) => `${factor} x `)
        .join('') + seconds(attempt),
  );
  return shown.join(' + ') + (sorted.length > shown.length ? ' + …' : '');
}

/** Milliseconds in words. */
export const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(2))} s`;

/** The terms as evidence. */
export const factorsOf = (terms: readonly TimeTerm[]) =>
  terms.map(({ name, attempt, attempts, times }) => ({ name, seconds: attempt / 1000, attempts, times }));
