import type { Json } from '../template/document.js';
import type { Value } from './value.js';
import { LIMITS } from '../limits.js';

/** One outcome of a value; `when` is empty when it does not depend on a condition. */
export interface Branch {
  readonly when: string;
  readonly value: Value;
}

export const ABSENT: Value = { kind: 'absent' };

export function known(value: Json, assumed?: string): Value {
  return assumed === undefined ? { kind: 'known', value } : { kind: 'known', value, assumed };
}

export function unknown(reason: string): Value {
  return { kind: 'unknown', reason };
}

/** More than is resolved; `reason` as the end of a sentence about the value. */
export function beyondLimits(reason: string): Value {
  return { kind: 'unknown', reason, isLimit: true };
}

/** All outcomes of a value: one for a plain value, one per branch of a choice, nested choices flattened, impossible combinations left out. */
export function branches(value: Value): readonly Branch[] {
  return value.kind === 'choice' ? flatten(value, '').slice(0, LIMITS.branches) : [{ when: '', value }];
}

function flatten(value: Value, when: string): Branch[] {
  if (value.kind !== 'choice') return [{ when, value }];
  const found: Branch[] = [];
  for (const branch of value.branches) {
    const both = allOf(when, branch.when);
    if (both !== undefined) found.push(...flatten(branch.value, both));
    if (found.length >= LIMITS.branches) break;
  }
  return found;
}

/** Both conditions as one text without repetition; undefined when they exclude each other. */
export function allOf(left: string, right: string): string | undefined {
  const terms = new Set([...left.split(' and '), ...right.split(' and ')].filter((term) => term !== ''));
  for (const term of terms) if (terms.has(`not ${term}`)) return undefined;
  return [...terms].join(' and ');
}

/** A choice with nested choices flattened; the value itself when all branches agree. With a branch beyond the limits, it is beyond them. */
export function choice(options: readonly Branch[]): Value {
  const flat: Branch[] = [];
  let agrees = true;
  for (const option of options) {
    for (const branch of flatten(option.value, option.when)) {
      if (branch.value.kind === 'unknown' && branch.value.isLimit) return branch.value;
      flat.push(branch);
      agrees &&= sameValue(branch.value, (flat[0] as Branch).value);
    }
    if (!agrees && flat.length > LIMITS.branches) return beyondLimits('it depends on too many conditions');
  }
  const [first] = flat;
  if (!first || agrees) return first?.value ?? ABSENT;
  return { kind: 'choice', branches: flat };
}

function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.kind === 'absent' && right.kind === 'absent') return true;
  if (left.kind === 'known' && right.kind === 'known')
    return left.value === right.value && typeof left.value !== 'object' && left.assumed === right.assumed;
  if (left.kind === 'reference' && right.kind === 'reference')
    return left.resource === right.resource && left.attribute === right.attribute;
  return left.kind === 'external' && right.kind === 'external' && left.text === right.text;
}

/** The number that a value is, also where it is written as text; undefined for everything else, and for a choice whose branches differ. */
export function asNumber(value: Value): number | undefined {
  const single = agreed(value);
  if (typeof single === 'number') return single;
  // No number is longer; the pattern would take long for hostile text.
  return typeof single === 'string' &&
    single.length <= 40 &&
    /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/.test(single)
    ? Number(single)
    : undefined;
}

/** The text that a value is; numbers and booleans as text; undefined when it is not known. A literal ARN counts, one with placeholders does not. */
export function asString(value: Value): string | undefined {
  if (value.kind === 'external') return value.text.includes('${') ? undefined : value.text;
  const single = agreed(value);
  if (typeof single === 'string') return single;
  return typeof single === 'number' || typeof single === 'boolean' ? String(single) : undefined;
}

/** True or false, also where it is written as text; undefined when it is neither or not known. */
export function asBoolean(value: Value): boolean | undefined {
  const text = asString(value)?.trim().toLowerCase();
  if (text === 'true' || text === 'yes' || text === 'on') return true;
  return text === 'false' || text === 'no' || text === 'off' ? false : undefined;
}

function agreed(value: Value): Json | undefined {
  return value.kind === 'known' ? value.value : undefined;
}

/** A value in words, for messages: `300`, `the queue Dlq`, `not set`. Long text is cut. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'absent':
      return 'not set';
    case 'known': {
      const text = shorten(typeof value.value === 'string' ? value.value : (JSON.stringify(value.value) ?? ''));
      return value.assumed === undefined ? text : `${text} (the default of parameter ${value.assumed})`;
    }
    case 'reference':
      return value.attribute === undefined
        ? value.resource.logicalId
        : `${value.resource.logicalId}.${value.attribute}`;
    case 'external':
      return shorten(value.text);
    case 'choice':
      return value.branches.map((branch) => `${describe(branch.value)} when ${branch.when}`).join(', ');
    case 'unknown':
      return 'not known';
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
