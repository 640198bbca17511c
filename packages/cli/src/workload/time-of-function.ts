import {
  asNumber,
  DEFAULT_FUNCTION_TIMEOUT,
  DEFAULT_QUEUE_BATCH,
  DEFAULT_STREAM_BATCH,
} from '@faultline/cdk-rules/analysis';
import type { WorkloadPlace } from '@faultline/catalog';
import { codePlace } from './code-places.js';
import type { JoinContext } from './join/join-context.js';
import type { FunctionLink } from './links/link-functions.js';
import { TimeReader, type Part, type TimeTerm } from './time-reader.js';

/** The most time that a function takes, as far as it is known. */
export interface MostTime extends Part {
  readonly watchesClock: boolean;
}

/** The most time that a function takes; undefined where its code is not seen. */
export function timeOfFunction(link: FunctionLink, context: JoinContext): MostTime | undefined {
  const reader = readerOf(link, context);
  const part = reader?.most();
  return reader && part && { ...part, watchesClock: reader.watchesClock };
}

/**
 * The most time that a function takes from a call on, that call not included: to its end, or to where the call comes again.
 * Undefined where the call is not on a way that is followed.
 */
export function timeAfter(
  link: FunctionLink,
  context: JoinContext,
  call: { readonly file: string; readonly start: number },
): MostTime | undefined {
  const reader = readerOf(link, context);
  const part = reader?.after(call);
  return reader && part && { ...part, watchesClock: reader.watchesClock };
}

function readerOf(link: FunctionLink, context: JoinContext): TimeReader | undefined {
  const entry = context.code.factsOf(link.file)?.times.find(({ name }) => name === link.handler.export);
  if (!entry) return undefined;
  const ends = endOf(link);
  return new TimeReader(context.code, link.file, entry, {
    records: recordsOf(link, context),
    invocation: ends === undefined ? undefined : ends * 1000,
  });
}

/** Seconds after which a function ends; undefined where that is not known. */
export function endOf({ lambda }: FunctionLink): number | undefined {
  const timeout = lambda.get('Timeout');
  return timeout.kind === 'absent' ? DEFAULT_FUNCTION_TIMEOUT : asNumber(timeout);
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

/** Where the time of a function goes. */
export const termPlaces = (terms: readonly TimeTerm[], { code }: JoinContext): readonly WorkloadPlace[] =>
  terms.map(({ kind, file, at, attempt }) =>
    codePlace(
      code,
      file,
      at,
      kind === 'clock'
        ? `begins another round until ${seconds(attempt)} have passed`
        : `waits up to ${seconds(attempt)} in one attempt`,
    ),
  );

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
