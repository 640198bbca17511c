import type { Json } from '../template/document.js';
import { conditionHolds } from './conditions.js';
import { isList, isObject, member, textMember } from '../template/json-values.js';
import { LIMITS } from '../limits.js';
import { parameterValue, pseudoParameter } from './parameters.js';
import type { Resolver } from './resolver.js';
import type { Scope } from './scope.js';
import { textParts } from './text-parts.js';
import type { Value } from './value.js';
import { ABSENT, asNumber, asString, branches, choice, known, unknown } from './values.js';

interface Intrinsic {
  readonly name: string;
  readonly argument: Json;
}

/** What an intrinsic comes to, or the member of it that a path leads to. */
export function resolveIntrinsic(
  resolver: Resolver,
  { name, argument }: Intrinsic,
  raw: Json,
  path: readonly string[],
  scope: Scope,
): Value {
  switch (name) {
    case 'Ref':
      return reference(resolver, argument, path, scope);
    case 'Fn::GetAtt':
      return attribute(resolver, argument, path, scope);
    case 'Fn::If':
      return conditional(resolver, argument, path, scope);
    case 'Fn::Sub':
    case 'Fn::Join':
      return text(resolver, raw, path, scope);
    case 'Fn::ImportValue':
      return imported(resolver, argument, path, scope);
    case 'Fn::GetStackOutput':
      return stackOutput(resolver, argument, path, scope);
    case 'Fn::FindInMap':
      return mapped(resolver, argument, path, scope);
    case 'Fn::Select':
      return selected(resolver, argument, path, scope);
    case 'Fn::Split':
      return split(resolver, argument, path, scope);
    case 'Fn::ToJsonString':
      return path.length > 0
        ? resolver.at(argument, path, scope)
        : ofLength(JSON.stringify(resolver.plain(argument, scope)), resolver);
    case 'Fn::Base64':
      return resolver.at(argument, path, scope);
    case 'Fn::Length': {
      const list = resolver.at(argument, [], scope);
      return list.kind === 'known' && isList(list.value)
        ? known(list.value.length)
        : unknown('the length of its list is not known');
    }
    default:
      return unknown(`${name} is not resolved before deployment`);
  }
}

function reference(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  return named(resolver, argument, scope, (name) => referenceTo(resolver, name, path, scope));
}

/** What each name leads to that a text, or with `AWS::LanguageExtensions` an intrinsic in its place, may be. */
function named(resolver: Resolver, raw: Json | undefined, scope: Scope, lookUp: (name: string) => Value): Value {
  if (typeof raw === 'string') return lookUp(raw);
  return choice(
    branches(resolver.at(raw, [], scope)).map(({ when, value }) => {
      const name = asString(value);
      return { when, value: name === undefined ? unknown('the name that it refers to is not known') : lookUp(name) };
    }),
  );
}

function referenceTo(resolver: Resolver, argument: string, path: readonly string[], scope: Scope): Value {
  if (argument === 'AWS::NoValue') return ABSENT;
  if (argument.startsWith('AWS::')) return pseudoParameter(argument, scope);
  if (Object.hasOwn(scope.parameters, argument)) return parameterValue(resolver, argument, path, scope);
  const resource = scope.resources.get(argument);
  if (resource)
    return path.length > 0
      ? unknown(`${argument} has no members`)
      : { kind: 'reference', resource, attribute: undefined };
  return unknown(`${argument} is not defined in the template`);
}

function attribute(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  if (!isList(argument))
    return named(resolver, argument, scope, (written) => {
      const [id = '', ...steps] = written.split('.');
      return attributeOf(resolver, { id, name: steps.join('.') }, path, scope);
    });
  const [id, ...steps] = argument;
  const names = steps.map((step) => (typeof step === 'string' ? step : asString(resolver.at(step, [], scope))));
  const name = names.every((step) => step !== undefined) ? names.join('.') : '';
  return named(resolver, id, scope, (found) => attributeOf(resolver, { id: found, name }, path, scope));
}

function attributeOf(
  resolver: Resolver,
  { id, name }: { readonly id: string; readonly name: string },
  path: readonly string[],
  scope: Scope,
): Value {
  const resource = scope.resources.get(id);
  if (!resource) return unknown(`${id} is not defined in the template`);
  if (name.startsWith('Outputs.')) {
    const child = resolver.lookup.childOf(resource);
    if (!child) return { kind: 'external', text: `\${${id}.${name}}` };
    const output = member(child.outputs, name.slice('Outputs.'.length));
    return output === undefined
      ? unknown(`the nested stack ${id} has no output of that name`)
      : resolver.shared(member(output, 'Value'), path, child);
  }
  const elsewhere = resolver.lookup.elsewhere(resource, name);
  if (elsewhere) return resolver.shared(elsewhere.raw, path, elsewhere.scope);
  return path.length > 0
    ? unknown(`${id}.${name} is known at deployment only`)
    : { kind: 'reference', resource, attribute: name };
}

function conditional(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  if (!isList(argument) || argument.length !== 3) return unknown('its Fn::If is not complete');
  const [condition, yes, no] = argument as readonly [Json, Json, Json];
  const holds = conditionHolds(resolver, condition, scope);
  if (holds !== undefined) return resolver.at(holds ? yes : no, path, scope);
  const name = typeof condition === 'string' ? condition : (textMember(condition, 'Condition') ?? 'the condition');
  const outcomes = [
    { when: name, value: resolver.at(yes, path, scope) },
    { when: `not ${name}`, value: resolver.at(no, path, scope) },
  ];
  for (const { value } of outcomes) if (value.kind === 'choice') resolver.meter.spend(4 * value.branches.length);
  return choice(outcomes);
}

function text(resolver: Resolver, raw: Json, path: readonly string[], scope: Scope): Value {
  if (path.length > 0) return resolver.insideText(raw as object, path, scope);
  const parts = textParts(raw, resolver.meter);
  if (parts) return resolver.text(parts, scope);
  const [delimiter, list] = isList(member(raw, 'Fn::Join')) ? (member(raw, 'Fn::Join') as readonly Json[]) : [];
  const items = list === undefined ? undefined : resolver.at(list, [], scope);
  if (items?.kind !== 'known' || !isList(items.value) || typeof delimiter !== 'string')
    return unknown('its text is put together at deployment');
  return ofLength(items.value.join(delimiter), resolver, items.assumed);
}

/** A text that was put together, unless it is longer than texts are. */
function ofLength(text: string, { meter }: Resolver, assumed?: string): Value {
  meter.spend(Math.floor(text.length / LIMITS.textPerStep));
  if (text.length <= LIMITS.text) return known(text, assumed);
  meter.exceed('its text is too long');
  return unknown('it is too long');
}

function imported(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  return choice(
    branches(resolver.at(argument, [], scope)).map(({ when, value }) => {
      const name = value.kind === 'external' ? value.text : value.kind === 'reference' ? undefined : asString(value);
      if (name === undefined) return { when, value: unknown('the name of its import is not known') };
      const target = resolver.lookup.exported(name, scope);
      return {
        when,
        value: target
          ? resolver.shared(target.raw, path, target.scope)
          : ({ kind: 'external', text: `\${Import:${name}}` } as const),
      };
    }),
  );
}

function stackOutput(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  const stack = asString(resolver.at(member(argument, 'StackName'), [], scope));
  const output = asString(resolver.at(member(argument, 'OutputName'), [], scope));
  if (stack === undefined || output === undefined) return unknown('the name of its stack output is not known');
  const target = resolver.lookup.outputOf(stack, output, scope);
  return target
    ? resolver.shared(target.raw, path, target.scope)
    : { kind: 'external', text: `\${Output:${stack}.${output}}` };
}

function mapped(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  if (!isList(argument) || argument.length < 3) return unknown('its Fn::FindInMap is not complete');
  const fallback = member(argument[3], 'DefaultValue');
  const options = [argument[0], argument[1], argument[2]].map((raw) => branches(resolver.at(raw, [], scope)));
  const [maps, tops, seconds] = options.map((list) =>
    list.map(({ value }) => (value.kind === 'external' ? undefined : value)),
  );
  const map = maps?.length === 1 && maps[0] ? asString(maps[0]) : undefined;
  const table = map === undefined ? undefined : member(scope.mappings, map);
  if (!isObject(table)) return unknown('the mapping that it names is not known');
  const second = seconds?.length === 1 && seconds[0] ? asString(seconds[0]) : undefined;
  if (second === undefined) return unknown('the key that it looks up in a mapping is not known');
  const top = tops?.length === 1 ? tops[0] : undefined;
  const key = top ? asString(top) : undefined;
  if (key !== undefined) {
    const found = member(member(table, key), second) ?? fallback;
    const value =
      found === undefined ? unknown(`the mapping ${map} has no such entry`) : resolver.at(found, path, scope);
    const assumed = top?.kind === 'known' ? top.assumed : undefined;
    return value.kind === 'known' && assumed !== undefined ? known(value.value, assumed) : value;
  }
  return resolver.overRows(table, [second, ...path].join('\0'), () => {
    const rows = Object.keys(table).filter((row) => member(table[row], second) !== undefined);
    if (rows.length === 0) return unknown(`the mapping ${map} has no such entry`);
    return choice(
      rows.map((row) => ({ when: `${map} is ${row}`, value: resolver.at(member(table[row], second), path, scope) })),
    );
  });
}

function selected(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  if (!isList(argument) || argument.length !== 2) return unknown('its Fn::Select is not complete');
  const index = asNumber(resolver.at(argument[0], [], scope));
  if (index === undefined || !Number.isInteger(index) || index < 0)
    return unknown('the index of its Fn::Select is not known');
  if (isList(argument[1]))
    return index < argument[1].length
      ? resolver.at(argument[1][index], path, scope)
      : unknown('its Fn::Select has no such element');
  const list = resolver.at(argument[1], [String(index), ...path], scope);
  return list.kind === 'absent' ? unknown('its Fn::Select has no such element') : list;
}

function split(resolver: Resolver, argument: Json, path: readonly string[], scope: Scope): Value {
  if (!isList(argument) || typeof argument[0] !== 'string' || argument[0] === '')
    return unknown('its Fn::Split is not complete');
  const delimiter = argument[0];
  return choice(
    branches(resolver.at(argument[1], [], scope)).map(({ when, value }) => {
      const whole = asString(value);
      if (whole === undefined) return { when, value: unknown('the text that it splits is known at deployment only') };
      const pieces = resolver.piecesOf(whole, delimiter);
      if (path.length > 0) return { when, value: resolver.at(pieces, path, scope) };
      return { when, value: known(pieces, value.kind === 'known' ? value.assumed : undefined) };
    }),
  );
}
