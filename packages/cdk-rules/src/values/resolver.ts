import { readAddress, type Address } from '../graph/arns.js';
import type { Json, JsonObject, JsonPath } from '../template/document.js';
import type { Resource } from '../graph/graph.js';
import { intrinsicOf, isList, mayBeAdded, mayBeIntrinsic } from '../template/json-values.js';
import { LIMITS } from '../limits.js';
import { jsonInText } from './json-text.js';
import { resolveIntrinsic } from './intrinsics.js';
import { Meter, type Excess } from './meter.js';
import type { Scope, Scoped } from './scope.js';
import { placeholder, textParts, type TextPart } from './text-parts.js';
import type { Value } from './value.js';
import { ABSENT, allOf, beyondLimits, branches, choice, known, unknown, type Branch } from './values.js';

/** A step that asks for the members of a mapping (their names) or of a list (their number) in place of a value. */
export const MEMBERS = '\0members';

const TOO_MUCH = 'it is more than is resolved';
const TOO_MANY_REFERENCES = 'its references are too many in a row, or go round in a circle';

/** What the resolver asks of the graph. */
export interface Lookup {
  /** The resource of the graph with this address, seen from a scope. */
  byAddress(address: Address, from: Scope): Resource | undefined;
  /** Value of an export, by its resolved name. */
  exported(name: string, from: Scope): Scoped | undefined;
  /** Value of an output of a stack, by stack name. */
  outputOf(stackName: string, output: string, from: Scope): Scoped | undefined;
  /** Scope of the template that a nested stack stands for. */
  childOf(stack: Resource): Scope | undefined;
  /** What stands behind an attribute of a resource that carries values over from another stack. */
  elsewhere(resource: Resource, attribute: string): Scoped | undefined;
}

/**
 * Resolves values on demand: follows a path into raw JSON and through the intrinsics on the way. A value that takes more than the
 * limits allow, in any part of it, is unknown as a whole.
 */
export class Resolver {
  readonly meter = new Meter();
  private depth = 0;
  private readonly parsedTexts = new WeakMap<object, Json | null>();
  private readonly parsedLiterals = new Map<string, Json | null>();
  private readonly rows = new WeakMap<object, Map<string, Value>>();
  /** What values come to that other places use, by the value; until all names are known, for as long as one value is resolved. */
  private used = new WeakMap<object, Value | 'too long'>();
  private isSettled = false;
  private readonly paths = new Map<string, readonly string[]>();
  private lastPieces:
    { readonly text: string; readonly delimiter: string; readonly pieces: readonly string[] } | undefined;

  constructor(readonly lookup: Lookup) {}

  /** The steps of a dotted path; rules ask for the same ones at every resource. */
  stepsOf(path: string | JsonPath): readonly string[] {
    // All as lists of one kind, so that what the engine compiles for one fits the others.
    if (typeof path !== 'string') return Array.from(path, String);
    let steps = this.paths.get(path);
    if (!steps) this.paths.set(path, (steps = path === '' ? [] : path.split('.')));
    return steps;
  }

  /** The value at a path below a raw value. Never throws; gives up as `unknown`. */
  at(raw: Json | undefined, path: readonly string[], scope: Scope): Value {
    if (this.depth > 0) return this.below(raw, path, scope);
    this.meter.begin(scope.left);
    if (!this.isSettled) this.used = new WeakMap();
    const value = this.below(raw, path, scope);
    return this.meter.excess === undefined ? value : beyondLimits(this.meter.excess);
  }

  /**
   * As `at`, for what stands in a value. It is one long function, so that the engine compiles it once and not again into each of its
   * callers, which takes longer than resolving a template.
   */
  private below(raw: Json | undefined, path: readonly string[], scope: Scope): Value {
    if (this.depth >= LIMITS.references) this.meter.exceed(TOO_MANY_REFERENCES);
    if (!this.meter.spend()) return unknown(TOO_MUCH);
    this.depth++;
    try {
      let inner = raw;
      for (let index = 0; ; index++) {
        if (inner === undefined || inner === null) return ABSENT;
        const step = path[index];
        if (typeof inner === 'string')
          return step === undefined ? this.literal(inner, scope) : this.insideText(inner, path.slice(index), scope);
        if (typeof inner !== 'object')
          return step === undefined ? known(inner) : unknown('a plain value stands where a mapping was expected');
        const isMember = step !== undefined && Object.hasOwn(inner, step);
        // What has a member of another name is no intrinsic; asked first, since it is so for most.
        const intrinsic = isMember && !isList(inner) && !mayBeIntrinsic(step) ? undefined : intrinsicOf(inner);
        if (intrinsic) return resolveIntrinsic(this, intrinsic, inner, path.slice(index), scope);
        if (step === undefined) return known(this.plain(inner, scope));
        if (step === MEMBERS) return membersOf(inner);
        if (isList(inner)) {
          if (!/^\d{1,6}$/.test(step)) return unknown('a list stands where a mapping was expected');
          inner = inner[Number(step)];
        } else {
          if (!isMember) return mayBeAdded(inner) ? unknown('a macro may add it') : ABSENT;
          inner = inner[step];
        }
      }
    } finally {
      this.depth--;
    }
  }

  /** Enters JSON that is written as text: a literal, or an intrinsic that makes one. */
  insideText(raw: string | object, path: readonly string[], scope: Scope): Value {
    const isLiteral = typeof raw === 'string';
    let parsed = isLiteral ? this.parsedLiterals.get(raw) : this.parsedTexts.get(raw);
    if (parsed === undefined) {
      const parts = textParts(raw as Json, this.meter);
      if (!parts) return unknown('its text is put together at deployment');
      if (this.meter.excess !== undefined) return unknown(TOO_MUCH);
      parsed = jsonInText(parts) ?? null;
      if (isLiteral) this.parsedLiterals.set(raw, parsed);
      else this.parsedTexts.set(raw, parsed);
    }
    return parsed === null ? unknown('its text is not JSON') : this.at(parsed, path, scope);
  }

  /** What a value of a mapping comes to over all of its rows, as `make` says it; kept, since many resources look up the same. */
  overRows(table: object, key: string, make: () => Value): Value {
    let values = this.rows.get(table);
    if (!values) this.rows.set(table, (values = new Map()));
    let value = values.get(key);
    if (!value) {
      value = make();
      if (this.meter.excess === undefined) values.set(key, value);
    }
    return value;
  }

  /** Tells that all names are known, so that a value stays what it is. */
  settle(): void {
    this.isSettled = true;
    this.used = new WeakMap();
  }

  /**
   * As `at`, for what many places use: an output, an export, a parameter. It is resolved once, since values that use others twice
   * double with every step.
   */
  shared(raw: Json | undefined, path: readonly string[], scope: Scope): Value {
    if (path.length > 0 || typeof raw !== 'object' || raw === null || this.meter.excess !== undefined)
      return this.at(raw, path, scope);
    const known = this.used.get(raw);
    if (known === 'too long') this.meter.exceed('its text is too long');
    if (known !== undefined) return known === 'too long' ? unknown(TOO_MUCH) : known;
    const value = this.at(raw, path, scope);
    // Other limits are reached by whatever uses it as well, and it alone may lie below them.
    const excess = this.meter.excess as Excess | undefined;
    if (excess === undefined) this.used.set(raw, value);
    else if (excess === 'its text is too long') this.used.set(raw, 'too long');
    return value;
  }

  /** The pieces of a text between delimiters; those of the last text are kept, since lists are gone through element by element. */
  piecesOf(text: string, delimiter: string): readonly string[] {
    if (this.lastPieces?.text !== text || this.lastPieces.delimiter !== delimiter)
      this.lastPieces = { text, delimiter, pieces: text.split(delimiter) };
    return this.lastPieces.pieces;
  }

  /** A literal text: an address is looked up in the graph, everything else is what it is. */
  literal(text: string, scope: Scope, assumed?: string): Value {
    if (text.includes('{{resolve:')) return unknown('it is read from a parameter store or secret at deployment');
    const address = readAddress(text);
    if (address) {
      const resource = this.lookup.byAddress(address, scope);
      if (resource) return referenceBy(address, resource);
    }
    return address || text.startsWith('arn:') ? { kind: 'external', text } : known(text, assumed);
  }

  /** A list or mapping with its intrinsics replaced by what they are, or by placeholders. */
  plain(raw: Json, scope: Scope): Json {
    if (typeof raw !== 'object' || raw === null) return raw;
    if (intrinsicOf(raw)) {
      const value = this.at(raw, [], scope);
      if (value.kind === 'known') return value.value;
      if (value.kind === 'external') return value.text;
      return value.kind === 'absent' ? null : placeholder(raw);
    }
    if (this.depth >= LIMITS.references) this.meter.exceed(TOO_MANY_REFERENCES);
    if (!this.meter.spend()) return null;
    this.depth++;
    try {
      if (isList(raw)) return raw.filter((item) => !isNoValue(item)).map((item) => this.plain(item, scope));
      return Object.fromEntries(
        Object.entries(raw)
          .filter(([, item]) => !isNoValue(item))
          .map(([key, item]) => [key, this.plain(item, scope)]),
      );
    } finally {
      this.depth--;
    }
  }

  /** The text that parts make: a single reference stays one, conditions inside become a choice. */
  text(parts: readonly TextPart[], scope: Scope): Value {
    const only = parts.length === 1 ? parts[0] : undefined;
    if (typeof only === 'object') return this.at(only.raw, [], scope);
    let options: TextOption[] = [{ when: '', pieces: [] }];
    for (const part of parts) {
      const values: readonly Branch[] =
        typeof part === 'string' ? [{ when: '', value: known(part) }] : branches(this.at(part.raw, [], scope));
      const shown = typeof part === 'string' ? part : placeholder(part.raw);
      const [first] = values;
      if (first && values.length === 1 && first.when === '') {
        for (const { pieces } of options) pieces.push({ value: first.value, shown });
        continue;
      }
      options = options.flatMap((option) =>
        values.flatMap((branch) => {
          const when = allOf(option.when, branch.when);
          return when === undefined ? [] : [{ when, pieces: [...option.pieces, { value: branch.value, shown }] }];
        }),
      );
      if (options.length > LIMITS.texts) return beyondLimits('it depends on too many conditions');
    }
    return choice(options.map(({ when, pieces }) => ({ when, value: this.joined(pieces, scope) })));
  }

  private joined(pieces: readonly TextPiece[], scope: Scope): Value {
    const references: { resource: Resource; attribute: string | undefined }[] = [];
    let assumed: string | undefined;
    let complete = true;
    let marked = '';
    let shown = '';
    for (const { value, shown: hidden } of pieces) {
      if (value.kind === 'reference') {
        marked += `\uE000${references.length}\uE001`;
        shown += hidden;
        references.push(value);
        complete = false;
        continue;
      }
      const text = value.kind === 'external' ? value.text : value.kind === 'absent' ? '' : textOf(value);
      if (value.kind === 'known') assumed ??= value.assumed;
      if (text === undefined || value.kind === 'external') complete = false;
      marked += text ?? hidden;
      shown += text ?? hidden;
      if (shown.length > LIMITS.text) this.meter.exceed('its text is too long');
      if (this.meter.excess !== undefined) return unknown(TOO_MUCH);
    }
    this.meter.spend(Math.floor(shown.length / LIMITS.textPerStep));
    if (complete) return this.literal(shown, scope, assumed);
    if (shown.includes('{{resolve:')) return unknown('it is read from a parameter store or secret at deployment');
    // The ARN of a function with a version or alias behind it still means the function.
    const [first] = references;
    if (first?.attribute === 'Arn' && first.resource.type === 'AWS::Lambda::Function' && QUALIFIED.test(marked))
      return { kind: 'reference', ...first, isQualified: true };
    const address = readAddress(marked);
    if (!address) return { kind: 'external', text: shown };
    const index = /^\uE000(\d+)\uE001$/.exec(address.name)?.[1];
    const named = index === undefined ? undefined : references[Number(index)]?.resource;
    const resource = named ? (mayBe(address, named.type) ? named : undefined) : this.lookup.byAddress(address, scope);
    return resource ? referenceBy(address, resource) : { kind: 'external', text: shown };
  }
}

/** A marked reference and a qualifier: `:live`, `:$LATEST`. */
const QUALIFIED = /^\uE0000\uE001:[\w$-]+$/;

/** Whether an address may be that of a resource of this type. References to aliases and versions give the ARN of the function with a qualifier. */
function mayBe({ types }: Address, type: string): boolean {
  const isOfFunction = types.includes('AWS::Lambda::Function');
  return types.includes(type) || (isOfFunction && (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version'));
}

function referenceBy({ url, isQualified }: Address, resource: Resource): Value {
  return { kind: 'reference', resource, attribute: url ? undefined : 'Arn', ...(isQualified && { isQualified }) };
}

interface TextPiece {
  readonly value: Value;
  readonly shown: string;
}

interface TextOption {
  readonly when: string;
  readonly pieces: TextPiece[];
}

function textOf(value: Value): string | undefined {
  if (value.kind !== 'known' || typeof value.value === 'object') return undefined;
  return String(value.value);
}

function isNoValue(raw: Json): boolean {
  const intrinsic = intrinsicOf(raw);
  return intrinsic?.name === 'Ref' && intrinsic.argument === 'AWS::NoValue';
}

function membersOf(raw: JsonObject | readonly Json[]): Value {
  if (isList(raw)) return known(raw.length);
  return mayBeAdded(raw) ? unknown('its members are not known') : known(Object.keys(raw));
}
