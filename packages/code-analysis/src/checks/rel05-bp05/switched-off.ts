import type { Bound, FileFacts, Place } from '../../behaviour/types.js';

/**
 * True when a site without a bound is reported already by the checks on what is written to bound it and does not: a
 * value such as `timeout: 0`, a signal that never fires or has fired before, an option that the library
 * does not read. One fault is said
 * once, where it is written.
 */
export function isReportedAsSwitchedOff(
  facts: FileFacts,
  { at, bound }: { readonly at: Place; readonly bound: Bound },
): boolean {
  if (bound.status !== 'unbounded' && bound.status !== 'partly') return false;
  const values = facts.disabled.filter((disabled) => !disabled.boundedOtherwise);
  const byValue = bound.options.some(
    (option) => option.state === 'off' && option.at && values.some((value) => contains(option.at, value.at)),
  );
  const byIgnored = bound.ignored.some(({ at: place, meant, serves }) => place && !meant && !serves);
  const byReuse = facts.deadlines.some(({ reuse, at: made }) => reuse === 'yes' && contains(at, made));
  return (
    byValue || byIgnored || byReuse || facts.signals.some(({ kind, call }) => isInert(kind) && call && isSame(call, at))
  );
}

/** Signals that never fire. */
export function isInert(kind: FileFacts['signals'][number]['kind']): boolean {
  return kind === 'inert-controller' || kind === 'undefined';
}

function contains(outer: Place | undefined, inner: Place): boolean {
  return outer !== undefined && outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function isSame(one: Place, other: Place): boolean {
  return one.range[0] === other.range[0] && one.range[1] === other.range[1];
}
