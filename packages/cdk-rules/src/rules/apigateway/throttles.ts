import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString, branches } from '../../values/values.js';
import { allOf, anyOf, type Answer } from '../answers.js';
import type { Route } from './routes.js';

/** Limits of an account in a Region when nothing is set: Amazon API Gateway quotas. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

/** Whether a limit is set; below zero it is off, and what a parameter gives is a limit, too. */
export function isLimit(value: Value): Answer {
  const answers = branches(value).map(({ value: outcome }): Answer => {
    if (outcome.kind === 'absent') return 'no';
    const number = asNumber(outcome);
    return number === undefined ? 'unknown' : number < 0 ? 'no' : 'yes';
  });
  const [first = 'unknown'] = answers;
  return answers.every((answer) => answer === first) ? first : 'unknown';
}

/** Whether both limits of a throttle are set: one without the other leaves the account's. */
export function isThrottled(resource: Resource, path: readonly (string | number)[]): Answer {
  const limits = ['ThrottlingRateLimit', 'ThrottlingBurstLimit'];
  return allOf(limits.map((limit) => isLimit(resource.get([...path, limit]))));
}

/** Whether a throttle only repeats the limits of the account. */
export function repeatsAccount(resource: Resource, path: readonly (string | number)[]): boolean {
  const rate = asNumber(resource.get([...path, 'ThrottlingRateLimit']));
  const burst = asNumber(resource.get([...path, 'ThrottlingBurstLimit']));
  return rate !== undefined && burst !== undefined && rate >= ACCOUNT.rate && burst >= ACCOUNT.burst;
}

/** A throttle of some methods of a stage. */
interface MethodThrottle {
  readonly verb: string;
  readonly path: string;
  readonly isSet: Answer;
  readonly place: readonly (string | number)[];
}

/** The entries of `MethodSettings`; undefined when they are not all known. */
export function methodThrottles(stage: Resource, settings: string): readonly MethodThrottle[] | undefined {
  const indexes = stage.indexes(settings);
  if (!indexes) return undefined;
  const found: MethodThrottle[] = [];
  for (const index of indexes) {
    const place = [...settings.split('.'), index];
    if (stage.get(place).kind === 'absent') continue;
    const path = asString(stage.get([...place, 'ResourcePath']));
    const verb = asString(stage.get([...place, 'HttpMethod']));
    if (path === undefined || verb === undefined) return undefined;
    found.push({ verb, path: decoded(path), isSet: isThrottled(stage, place), place });
  }
  return found;
}

/** In settings a path is written as `/~1orders~1{id}`. */
const decoded = (path: string) => path.replaceAll('~1', '/').replace(/^\/\//, '/');

export const isForAll = ({ verb, path }: MethodThrottle) => verb === '*' && path === '/*';

/** Whether every route has a throttle of its own. */
export function coversAll(throttles: readonly MethodThrottle[], routes: readonly Route[] | undefined): Answer {
  const own = throttles.filter((throttle) => !isForAll(throttle));
  if (own.every(({ isSet }) => isSet === 'no')) return 'no';
  if (!routes || routes.some(({ name }) => name.includes('?'))) return 'unknown';
  if (routes.length === 0) return 'unknown';
  return allOf(
    routes.map(({ name }) => {
      const [verb = '', path = ''] = name.split(' ');
      const fitting = own.filter((each) => each.path === path && (each.verb === verb || each.verb === '*'));
      return anyOf(fitting.map(({ isSet }) => isSet));
    }),
  );
}
