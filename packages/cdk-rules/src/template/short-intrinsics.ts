import type { Json } from './document.js';

/** Short forms whose long form is not `Fn::` and the same name. */
const LONG_NAMES: Readonly<Record<string, string>> = { '!Ref': 'Ref', '!Condition': 'Condition' };

/** Long name of a short intrinsic tag (`!Sub` is `Fn::Sub`); undefined for tags that are none. */
export function intrinsicOfTag(tag: string | undefined): string | undefined {
  if (!tag || !/^![A-Za-z][A-Za-z0-9:]*$/.test(tag)) return undefined;
  return LONG_NAMES[tag] ?? `Fn::${tag.slice(1)}`;
}

/**
 * Argument of a short intrinsic as the long form has it: a dotted `!GetAtt` becomes the pair of logical id and attribute.
 * The attribute may have dots of its own (`Outputs.Url`).
 */
export function intrinsicArgument(name: string, argument: Json): Json {
  if (name !== 'Fn::GetAtt' || typeof argument !== 'string') return argument;
  const dot = argument.indexOf('.');
  return dot < 0 ? argument : [argument.slice(0, dot), argument.slice(dot + 1)];
}
