import type { Json } from '../template/document.js';
import { intrinsicOf, isList } from '../template/json-values.js';
import type { Resolver } from './resolver.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';

/**
 * Whether a condition holds in every deployment, or in none: one whose operands are written, or given by the parent stack.
 * Undefined where a deployment decides it.
 */
export function conditionHolds(resolver: Resolver, condition: Json, scope: Scope): boolean | undefined {
  return holdsIn(resolver, condition, scope, new Map());
}

/** @param seen what the named conditions on the way came to; one that asks for itself is not known */
function holdsIn(
  resolver: Resolver,
  condition: Json,
  scope: Scope,
  seen: Map<string, boolean | undefined>,
): boolean | undefined {
  const holds = (inner: Json): boolean | undefined => holdsIn(resolver, inner, scope, seen);
  if (typeof condition === 'string') {
    if (!seen.has(condition)) {
      seen.set(condition, undefined);
      const written = Object.hasOwn(scope.conditions, condition) ? scope.conditions[condition] : undefined;
      seen.set(condition, written === undefined ? undefined : holds(written));
    }
    return seen.get(condition);
  }
  const intrinsic = intrinsicOf(condition);
  if (!intrinsic) return undefined;
  const { name, argument } = intrinsic;
  if (name === 'Condition') return holds(argument);
  if (!isList(argument)) return undefined;
  const operands = argument;
  switch (name) {
    case 'Fn::Equals':
      return operands.length === 2 ? areEqual(operands.map((raw) => resolver.at(raw, [], scope))) : undefined;
    case 'Fn::Not': {
      const inner = operands.length === 1 ? holds(operands[0] as Json) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'Fn::And':
      return all(operands.map(holds));
    case 'Fn::Or': {
      const none = all(operands.map(holds).map((each) => (each === undefined ? undefined : !each)));
      return none === undefined ? undefined : !none;
    }
    default:
      return undefined;
  }
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function areEqual([left, right]: readonly Value[]): boolean | undefined {
  if (!left || !right) return undefined;
  const texts = [left, right].map(fixedText);
  if (texts[0] !== undefined && texts[1] !== undefined) return texts[0] === texts[1];
  // What leads to a resource is never empty, whatever it is called.
  return (texts[0] === '' && isNeverEmpty(right)) || (texts[1] === '' && isNeverEmpty(left)) ? false : undefined;
}

/** The text that a value has in every deployment. */
function fixedText(value: Value): string | undefined {
  if (value.kind === 'external') return value.text.includes('${') ? undefined : value.text;
  if (value.kind !== 'known' || value.assumed !== undefined || typeof value.value === 'object') return undefined;
  return String(value.value);
}

function isNeverEmpty(value: Value): boolean {
  if (value.kind === 'choice') return value.branches.every((branch) => isNeverEmpty(branch.value));
  if (value.kind === 'external') return value.text.replace(/\$\{[^{}]{0,300}\}/g, '') !== '';
  return value.kind === 'reference' && (value.attribute === undefined || /Arn$/.test(value.attribute));
}
