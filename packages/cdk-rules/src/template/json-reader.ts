import { TemplateError, type Json } from './document.js';
import { isContainer } from './json-values.js';
import { LIMITS } from '../limits.js';
import { nestsTooDeep, TOO_DEEP } from './nesting.js';
import { positionAt, type Offsets } from './offsets.js';

/** Reads JSON text; throws TemplateError with the position of the fault. */
export function readJson(text: string): Json {
  let body: Json;
  try {
    // The parser of the engine does not recurse.
    body = JSON.parse(text) as Json;
  } catch {
    throw faultIn(text);
  }
  if (isContainer(body) && nestsTooDeep(body)) throw new TemplateError(TOO_DEEP);
  return body;
}

/** Where every member of a parsed JSON text begins; reads the text a second time, so it is made only when asked for. */
export function jsonOffsets(text: string, body: Json): Offsets {
  const offsets: Offsets = new WeakMap();
  try {
    new JsonScanner(text, offsets).value(body);
  } catch {
    // A member that a later one of its name replaces nests too deeply; nothing is asked about it.
  }
  return offsets;
}

function faultIn(text: string): TemplateError {
  const scanner = new JsonScanner(text, new WeakMap());
  try {
    scanner.value(undefined);
    scanner.end();
  } catch {
    // The scanner stands where it could not go on.
  }
  if (scanner.depth > LIMITS.nesting) return new TemplateError(TOO_DEEP);
  return new TemplateError('The template is not valid JSON.', positionAt(text, Math.min(scanner.offset, text.length)));
}

/** Walks over JSON text beside the value that it was parsed to, and notes where members begin. */
class JsonScanner {
  offset = 0;
  depth = 0;

  constructor(
    private readonly text: string,
    private readonly offsets: Offsets,
  ) {}

  value(parsed: Json | undefined): void {
    this.space();
    const start = this.text[this.offset];
    if (start === '{') this.members(parsed, '}', true);
    else if (start === '[') this.members(parsed, ']', false);
    else if (start === '"') this.string();
    else this.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  }

  end(): void {
    this.space();
    if (this.offset < this.text.length) throw new SyntaxError('text after the end');
  }

  private members(parsed: Json | undefined, close: string, keyed: boolean): void {
    const container =
      typeof parsed === 'object' && parsed !== null ? (parsed as Record<string | number, Json>) : undefined;
    const own = new Map<string | number, number>();
    if (container) this.offsets.set(container, own);
    if (++this.depth > LIMITS.nesting) throw new SyntaxError('nested too deeply');
    this.offset++;
    this.space();
    for (let index = 0; this.text[this.offset] !== close; index++) {
      if (index > 0) {
        this.match(/,/y);
        this.space();
      }
      const start = this.offset;
      const key = keyed ? this.key() : index;
      own.set(key, start);
      this.value(container && Object.hasOwn(container, key) ? container[key] : undefined);
      this.space();
    }
    this.offset++;
    this.depth--;
  }

  private key(): string {
    const start = this.offset;
    this.string();
    const key = JSON.parse(this.text.slice(start, this.offset)) as string;
    this.space();
    this.match(/:/y);
    return key;
  }

  private string(): void {
    if (this.text[this.offset] !== '"') throw new SyntaxError('string expected');
    for (let index = this.offset + 1; index < this.text.length; index++) {
      const code = this.text.charCodeAt(index);
      if (code === 0x5c) index++;
      else if (code === 0x22) {
        this.offset = index + 1;
        return;
      } else if (code < 0x20) {
        this.offset = index;
        throw new SyntaxError('control character in a string');
      }
    }
    throw new SyntaxError('string does not end');
  }

  private space(): void {
    for (let code = this.text.charCodeAt(this.offset); code === 0x20 || (code >= 0x09 && code <= 0x0d);)
      code = this.text.charCodeAt(++this.offset);
  }

  private match(pattern: RegExp): void {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.text);
    if (!match) throw new SyntaxError('unexpected character');
    this.offset += match[0].length;
  }
}
