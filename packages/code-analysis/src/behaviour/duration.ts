import type { OddValue, Phase, TimeoutOption } from '../libraries/index.js';
import { valueOf } from '../syntax/static-value.js';
import type { Terminal } from '../syntax/terminal.js';
import type { Node } from '../syntax/tree.js';
import type { Construction, FileContext } from './context.js';

/** What one possible value of an option does. */
export interface Reading {
  readonly state: 'set' | 'off' | 'absent' | 'opaque';
  readonly ms?: number;
  readonly env?: string;
  readonly odd?: string;
  readonly why?: string;
  /** The caller decides by this parameter. */
  readonly parameter?: Extract<Terminal, { kind: 'parameter' }>;
  /** What that parameter is, where it is not what the option takes: milliseconds that arm the timer of a signal. */
  readonly parameterTakes?: 'duration';
  /** Fewer phases than the option covers by itself. */
  readonly covers?: readonly Phase[];
  /** The timer that aborts the signal. */
  readonly timer?: Construction;
  /** A signal whose timer is cleared before the body was read. */
  readonly cleared?: boolean;
  /** The controller that nobody aborts. */
  readonly inert?: Node;
}

const units = { ms: 1, s: 1_000, min: 60_000 } as const;

/** What a value does as a duration. `terminal.written` says that somebody wrote the option, whatever its value. */
export function classifyDuration(file: FileContext, terminal: Terminal, option: TimeoutOption): Reading {
  if (terminal.kind === 'absent') return { state: 'absent' };
  if (terminal.kind === 'parameter') {
    const { fn, path, optional } = terminal;
    const given = terminal.written !== undefined && (fn === undefined || (path.length === 0 && !optional));
    return given
      ? { state: 'set', parameter: terminal }
      : { state: 'opaque', why: 'its value is a parameter', parameter: terminal };
  }
  if (terminal.kind === 'expression' && terminal.path.length === 0 && terminal.node.type === 'ObjectExpression')
    return { state: 'absent' };
  const value = valueOf(file.resolver, terminal);
  if (value.kind === 'env') return { state: 'set', env: value.name };
  if (value.kind === 'unknown') {
    return terminal.written ? { state: 'set' } : { state: 'opaque', why: whyOpaque(terminal, value.reason) };
  }
  return classifyKnown(value.value, option);
}

/** What a known value does as a duration. */
export function classifyKnown(value: unknown, option: TimeoutOption): Reading {
  if (value === undefined || value === true) return { state: 'absent' };
  const odd = oddValue(value);
  if (odd && option.off?.includes(odd)) return { state: 'off', odd: String(value) };
  if (odd && option.reset?.includes(odd)) return { state: 'absent' };
  if (value === null || value === false) return { state: 'absent' };
  const ms = Number(value) * units[option.unit ?? 'ms'];
  return Number.isFinite(ms) ? { state: 'set', ms } : { state: 'set' };
}

/** Where an object or value comes from whose members cannot be seen. */
export function whyOpaque(terminal: Terminal, reason: string): string {
  if (terminal.kind === 'module') return `the options come from ${JSON.stringify(terminal.module)}`;
  if (terminal.kind === 'parameter') return 'the options are a parameter';
  return terminal.kind === 'expression' ? 'the options are made by other code' : `of the options, ${reason}`;
}

export function oddValue(value: unknown): OddValue | undefined {
  if (value === null) return 'null';
  if (value === false) return 'false';
  if (typeof value === 'string') return 'string';
  if (typeof value !== 'number') return undefined;
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === 0) return 'zero';
  return value < 0 ? 'negative' : undefined;
}
