import type { JsonObject } from '../template/document.js';
import { member, textMember } from '../template/json-values.js';
import type { Resolver } from './resolver.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';
import { branches, choice, known } from './values.js';

/** What a pseudo parameter is, where the assembly tells it; else a placeholder. */
export function pseudoParameter(name: string, scope: Scope): Value {
  const { environment, stackName } = scope.document.input;
  const told: Readonly<Record<string, string | undefined>> = {
    'AWS::Region': environment?.region,
    'AWS::AccountId': environment?.account,
    'AWS::StackName': stackName,
  };
  const value = Object.hasOwn(told, name) ? told[name] : undefined;
  return value === undefined ? { kind: 'external', text: `\${${name}}` } : known(value);
}

/**
 * What a parameter is: what the parent gives to a nested stack, else its default, marked as assumed.
 * Without default, and for what is read from the parameter store, it comes from outside.
 */
export function parameterValue(resolver: Resolver, name: string, path: readonly string[], scope: Scope): Value {
  const given = scope.parent && member(scope.parent.parameters, name);
  if (scope.parent && given !== undefined) return resolver.shared(given, path, scope.parent.scope);
  const declaration = scope.parameters[name];
  const type = textMember(declaration, 'Type') ?? 'String';
  const fallback = member(declaration, 'Default');
  if (type.startsWith('AWS::SSM::Parameter') || fallback === undefined || fallback === null)
    return { kind: 'external', text: `\${${name}}` };
  const isListType = type === 'CommaDelimitedList' || type.startsWith('List<');
  const raw =
    isListType && (typeof fallback === 'string' || typeof fallback === 'number')
      ? listOf(declaration as JsonObject, String(fallback))
      : fallback;
  return choice(
    branches(resolver.shared(raw, path, scope)).map(({ when, value }) => ({
      when,
      value: value.kind === 'known' ? known(value.value, name) : value,
    })),
  );
}

/** Lists of parameters by their declaration; long ones are gone through element by element. */
const lists = new WeakMap<JsonObject, readonly string[]>();

function listOf(declaration: JsonObject, text: string): readonly string[] {
  let list = lists.get(declaration);
  if (!list) lists.set(declaration, (list = text === '' ? [] : text.split(',').map((item) => item.trim())));
  return list;
}
