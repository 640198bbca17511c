import type { Json } from '../template/document.js';
import { intrinsicOf, isList, isObject } from '../template/json-values.js';

/** A text with intrinsics in it: literal text, and values that are put in at deployment. */
export type TextPart = string | { readonly raw: Json };

/** Variables of `Fn::Sub`; the name is bounded, so that hostile text costs linear time. */
const VARIABLE = /\$\{\s*(!?)([\w.:-]{1,255})\s*\}/g;

/** Parts of a literal, `Fn::Sub` or `Fn::Join`; undefined when the value is not text of parts that can be listed. */
export function textParts(raw: Json): readonly TextPart[] | undefined {
  if (typeof raw === 'string') return [raw];
  if (typeof raw === 'number' || typeof raw === 'boolean') return [String(raw)];
  const intrinsic = intrinsicOf(raw);
  if (intrinsic?.name === 'Fn::Sub') return subParts(intrinsic.argument);
  if (intrinsic?.name === 'Fn::Join') return joinParts(intrinsic.argument);
  return intrinsic ? [{ raw }] : undefined;
}

function subParts(argument: Json): readonly TextPart[] | undefined {
  const text = isList(argument) ? argument[0] : argument;
  const variables = isList(argument) ? argument[1] : undefined;
  if (typeof text !== 'string') return undefined;
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[2] as string;
    if (match[1] === '!') parts.push(`\${${name}}`);
    else if (isObject(variables) && Object.hasOwn(variables, name))
      parts.push(...(textParts(variables[name] as Json) ?? [{ raw: variables[name] as Json }]));
    else parts.push({ raw: referenceByName(name) });
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}

/** What a variable of `Fn::Sub` means: `A` is a Ref, `A.B` an attribute. */
function referenceByName(name: string): Json {
  const dot = name.indexOf('.');
  return dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
}

function joinParts(argument: Json): readonly TextPart[] | undefined {
  if (!isList(argument) || typeof argument[0] !== 'string' || !isList(argument[1])) return undefined;
  const parts: TextPart[] = [];
  for (const [index, item] of argument[1].entries()) {
    if (index > 0) parts.push(argument[0]);
    const own = textParts(item);
    if (!own) return undefined;
    parts.push(...own);
  }
  return parts.filter((part) => part !== '');
}

/** How a value that is put in is shown: `${Name}`, `${Name.Attribute}`. */
export function placeholder(raw: Json): string {
  const intrinsic = intrinsicOf(raw);
  if (intrinsic?.name === 'Ref' && typeof intrinsic.argument === 'string') return `\${${intrinsic.argument}}`;
  if (intrinsic?.name === 'Fn::GetAtt') {
    const path = isList(intrinsic.argument)
      ? intrinsic.argument.filter((step) => typeof step === 'string').join('.')
      : String(intrinsic.argument);
    return `\${${path}}`;
  }
  return `\${${intrinsic?.name ?? 'value'}}`;
}
