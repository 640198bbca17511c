import type { Json } from '../template/document.js';
import { isContainer } from '../template/json-values.js';
import { nestsTooDeep } from '../template/nesting.js';
import { placeholder, type TextPart } from './text-parts.js';

/** Private-use characters around the number of a part; no template text has them. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = /\uE000(\d+)\uE001/g;

/**
 * The JSON that a text with intrinsics holds, the intrinsics put back where they stood in it.
 * Undefined when the text is not JSON.
 */
export function jsonInText(parts: readonly TextPart[]): Json | undefined {
  const text = marked(parts);
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const parsed = JSON.parse(text) as Json;
    return isContainer(parsed) && nestsTooDeep(parsed) ? undefined : restore(parsed, parts);
  } catch {
    return undefined;
  }
}

/** The text with a mark for each intrinsic, in quotes where the intrinsic stands for a whole value. */
function marked(parts: readonly TextPart[]): string {
  const pieces: string[] = [];
  let inString = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      pieces.push(inString ? `${OPEN}${index}${CLOSE}` : `"${OPEN}${index}${CLOSE}"`);
      continue;
    }
    pieces.push(part);
    for (let at = 0; at < part.length; at++) {
      const code = part.charCodeAt(at);
      if (code === 0x5c && inString) at++;
      else if (code === 0x22) inString = !inString;
    }
  }
  return pieces.join('');
}

function restore(value: Json, parts: readonly TextPart[]): Json {
  if (typeof value === 'string') return value.includes(OPEN) ? restoreText(value, parts) : value;
  if (Array.isArray(value)) return value.map((item: Json) => restore(item, parts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.replace(MARK, (_, index: string) => shown(parts[Number(index)])),
      restore(item, parts),
    ]),
  );
}

function restoreText(text: string, parts: readonly TextPart[]): Json {
  const pieces: Json[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const part = parts[Number(match[1])];
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(typeof part === 'object' ? part.raw : (part ?? ''));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces.length === 1 ? (pieces[0] as Json) : { 'Fn::Join': ['', pieces] };
}

function shown(part: TextPart | undefined): string {
  return typeof part === 'object' ? placeholder(part.raw) : (part ?? '');
}
