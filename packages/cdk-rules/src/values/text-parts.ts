import type { Json } from '../template/document.js';
import { intrinsicOf, isList, isObject } from '../template/json-values.js';
import { LIMITS } from '../limits.js';
import type { Meter } from './meter.js';

/** A text with intrinsics in it: literal text, and values that are put in at deployment. */
export type TextPart = string | { readonly raw: Json };

/** Variables of `Fn::Sub`; the name is bounded, so that hostile text costs linear time. */
const VARIABLE = /\$\{\s*(!?)([\w.:-]{1,255})\s*\}/g;

/**
 * Parts of a literal, `Fn::Sub` or `Fn::Join`, literals side by side put together; undefined when the value is not text of parts that
 * can be listed. Texts in texts may double at each level: the list ends where the meter does.
 */
export function textParts(raw: Json, meter: Meter): readonly TextPart[] | undefined {
  const parts = new PartList(meter);
  return parts.add(raw) ? parts.list : undefined;
}

class PartList {
  readonly list: TextPart[] = [];
  private length = 0;

  constructor(private readonly meter: Meter) {}

  /** Adds the parts of a value; false when they cannot be listed. */
  add(raw: Json): boolean {
    if (typeof raw !== 'object') return this.literal(String(raw));
    const intrinsic = intrinsicOf(raw);
    if (intrinsic?.name === 'Fn::Sub') return this.sub(intrinsic.argument);
    if (intrinsic?.name === 'Fn::Join') return this.join(intrinsic.argument);
    return intrinsic !== undefined && this.inner(raw);
  }

  private literal(text: string): true {
    this.length += text.length;
    if (this.length > LIMITS.text) this.meter.exceed('its text is too long');
    if (this.meter.excess !== undefined || text === '') return true;
    const last = this.list.length - 1;
    const before = this.list[last];
    if (typeof before === 'string') this.list[last] = before + text;
    else this.list.push(text);
    return true;
  }

  private inner(raw: Json): true {
    if (this.meter.spend()) this.list.push({ raw });
    return true;
  }

  private sub(argument: Json): boolean {
    const text = isList(argument) ? argument[0] : argument;
    const variables = isList(argument) ? argument[1] : undefined;
    if (typeof text !== 'string') return false;
    let end = 0;
    for (const match of text.matchAll(VARIABLE)) {
      if (!this.meter.spend()) return true;
      this.literal(text.slice(end, match.index));
      end = match.index + match[0].length;
      const name = match[2] as string;
      if (match[1] === '!') this.literal(`\${${name}}`);
      else if (isObject(variables) && Object.hasOwn(variables, name)) this.variable(variables[name] as Json);
      else this.inner(referenceByName(name));
    }
    return this.literal(text.slice(end));
  }

  private variable(value: Json): void {
    const own = textParts(value, this.meter);
    if (!own) this.inner(value);
    for (const part of own ?? []) {
      if (typeof part === 'string') this.literal(part);
      else this.inner(part.raw);
    }
  }

  private join(argument: Json): boolean {
    if (!isList(argument) || typeof argument[0] !== 'string' || !isList(argument[1])) return false;
    const [delimiter, items] = [argument[0], argument[1]];
    for (const [index, item] of items.entries()) {
      if (index > 0) this.literal(delimiter);
      if (!this.add(item)) return false;
      if (this.meter.excess !== undefined) return true;
    }
    return true;
  }
}

/** What a variable of `Fn::Sub` means: `A` is a Ref, `A.B` an attribute. */
function referenceByName(name: string): Json {
  const dot = name.indexOf('.');
  return dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
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
