import type { JsonPath } from '../../template/document.js';
import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString, branches } from '../../values/values.js';
import { anyOf, type Answer } from '../answers.js';

/** What somebody wants to do: one of some actions, as a service (`events.amazonaws.com`) or as whoever holds the policy, on a resource. */
export interface Request {
  /** Any of these suffices: `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** The service that asks, for policies of resources. */
  readonly service?: string;
  /** What it asks for, for policies of identities. */
  readonly target?: Resource;
}

/**
 * Whether a policy document allows a request by any of its statements. Conditions of statements count as met and denials are not
 * looked at, so that `no` is sure.
 */
export function documentAllows(policy: Resource, path: JsonPath, request: Request): Answer {
  const document = policy.get(path);
  if (document.kind === 'absent') return 'no';
  const statements = elements(policy, [...path, 'Statement']);
  return statements ? anyOf(statements.map((statement) => statementAllows(policy, statement, request))) : 'unknown';
}

function statementAllows(policy: Resource, at: JsonPath, { actions, service, target }: Request): Answer {
  const effect = policy.get([...at, 'Effect']);
  if (asString(effect) === undefined && effect.kind !== 'absent') return 'unknown';
  if (asString(effect) !== 'Allow') return 'no';
  if (['NotAction', 'NotPrincipal', 'NotResource'].some((name) => policy.get([...at, name]).kind !== 'absent'))
    return 'unknown';
  const parts: Answer[] = [
    anyMatches(policy, [...at, 'Action'], (text) => actions.some((action) => fits(action, text))),
  ];
  if (service !== undefined) parts.push(principalIs(policy, [...at, 'Principal'], service));
  if (target) parts.push(covers(policy, [...at, 'Resource'], target));
  if (parts.includes('no')) return 'no';
  return parts.includes('unknown') ? 'unknown' : 'yes';
}

function principalIs(policy: Resource, at: JsonPath, service: string): Answer {
  if (asString(policy.get(at)) === '*') return 'yes';
  const named = anyMatches(policy, [...at, 'Service'], (text) => text === service || text === '*');
  const everybody = anyMatches(policy, [...at, 'AWS'], (text) => text === '*');
  // Other principals are accounts and roles, which a service is not.
  return named === 'no' && everybody === 'yes' ? 'yes' : named;
}

/** Whether the resources of a statement include the target: only references to other resources surely do not. */
function covers(policy: Resource, at: JsonPath, target: Resource): Answer {
  const all = elements(policy, at);
  if (!all) return 'unknown';
  const isOther = (value: Value) => value.kind === 'reference' && value.resource !== target;
  return all.some((path) => branches(policy.get(path)).some(({ value }) => !isOther(value))) ? 'yes' : 'no';
}

function anyMatches(policy: Resource, at: JsonPath, matches: (text: string) => boolean): Answer {
  const all = elements(policy, at);
  if (!all) return 'unknown';
  return anyOf(
    all.flatMap((path) =>
      branches(policy.get(path)).map(({ value }): Answer => {
        const text = asString(value);
        if (text === undefined) return value.kind === 'external' || value.kind === 'unknown' ? 'unknown' : 'no';
        return matches(text) ? 'yes' : 'no';
      }),
    ),
  );
}

/** Whether a pattern such as `sqs:Send*` takes an action in. */
function fits(action: string, pattern: string): boolean {
  const [left, right] = [action.toLowerCase(), pattern.toLowerCase()];
  if (left === right) return true;
  const star = right.indexOf('*');
  return star >= 0 && left.startsWith(right.slice(0, star));
}

/** Paths of the elements of a list, or of the single one that stands in its place; undefined when they are not known. */
function elements(policy: Resource, path: JsonPath): readonly JsonPath[] | undefined {
  const value = policy.get(path);
  if (value.kind === 'absent') return [];
  if (value.kind === 'unknown') return undefined;
  const indexes = policy.indexes(path) ?? [];
  return indexes.length > 0 || Array.isArray(plain(value)) ? indexes.map((index) => [...path, index]) : [path];
}

const plain = (value: Value): unknown => (value.kind === 'known' ? value.value : undefined);
