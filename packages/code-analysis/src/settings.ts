import type { Engine } from './questions/engine.js';

/**
 * The settings under `settings.faultline` of an ESLint configuration, shared by all rules.
 *
 * They are read and checked once per configuration; a wrong one stops the run with one sentence that names it.
 */

/** A client or a wrapper of your own that makes remote calls, or that makes such a client. */
export interface ClientSetting {
  /** Module specifier as it is imported (`@acme/http`); a trailing `*` stands for the rest (`@acme/*`, `*` + `/lib/http`). */
  readonly module: string;
  /** Name of the export, `default` for the default one; a dotted path for a member (`http.get`). */
  readonly export: string;
  /** What using the export does: it makes the call (`call`, the default), or makes a client that makes calls (`client`). */
  readonly makes?: 'call' | 'client';
  /** True when the wrapper bounds every call by itself, whatever it is given. */
  readonly bounded?: boolean;
  /** Index of the argument that carries the timeout or the options with it. Default: 0 for a client, 1 for a call. */
  readonly argument?: number;
  /** Dotted path of the timeout in that argument (`timeoutMs`, `retry.timeout`); absent when the argument is the timeout itself. */
  readonly timeout?: string;
  /** Dotted path of an AbortSignal in that argument. */
  readonly signal?: string;
  /** Unit of the timeout. Default: `ms`. */
  readonly unit?: 'ms' | 's' | 'min';
}

/** What a user writes under `settings.faultline`. Everything is optional. */
export interface FaultlineSettings {
  /** Your own clients and wrappers. */
  readonly clients?: readonly ClientSetting[];
  /** Largest acceptable timeout of one attempt, in milliseconds. Default: 30 000. */
  readonly maxTimeout?: number;
  /** Globs of files that run in a browser only and are not judged. Packages of pages are recognised without. */
  readonly browser?: readonly string[];
  /** Whether code that runs in tests only is judged as well. Default: false. */
  readonly tests?: boolean;
  /** How many instances of the service run at once. Default: `many`. */
  readonly instances?: 'one' | 'many';
  /** Who can reach the servers of the service: `internal` where only callers are that you control. Default: `public`. */
  readonly exposure?: 'public' | 'internal';
  /** For programs: report every verdict instead of the violations, in the form that `eslint-plugin-faultline/audit` reads. */
  readonly audit?: boolean;
  /**
   * Whether files are judged with the knowledge of all others, which takes the package `faultline` beside the plugin.
   * For programs: gives what knows the other files. A function, since configurations merge objects.
   */
  readonly project?: boolean | (() => Engine);
}

/** The settings with their defaults filled in. */
export type Settings = Required<Omit<FaultlineSettings, 'project'>> & Pick<FaultlineSettings, 'project'>;

/** Settings of a configuration that says nothing. */
export const defaultSettings: Settings = {
  clients: [],
  maxTimeout: 30_000,
  browser: [],
  tests: false,
  instances: 'many',
  exposure: 'public',
  audit: false,
};

const known = new WeakMap<object, Settings>();

/**
 * Reads `settings.faultline` from the settings of an ESLint configuration.
 * @throws {TypeError} when a setting is unknown or has the wrong type; the message names the setting and what it takes.
 */
export function readSettings(eslintSettings: object): Settings {
  let settings = known.get(eslintSettings);
  if (!settings) {
    settings = parse((eslintSettings as { faultline?: unknown }).faultline);
    known.set(eslintSettings, settings);
  }
  return settings;
}

/** A test of a value, and what it wants in words. */
interface Kind {
  readonly accepts: (value: unknown) => boolean;
  readonly wants: string;
}

const text: Kind = { accepts: (value) => typeof value === 'string' && value !== '', wants: 'a text that is not empty' };
const flag: Kind = { accepts: (value) => typeof value === 'boolean', wants: 'true or false' };
const index: Kind = {
  accepts: (value) => Number.isInteger(value) && (value as number) >= 0,
  wants: 'the index of an argument, counted from 0',
};
const milliseconds: Kind = {
  accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
  wants: 'a number of milliseconds above 0',
};
const texts: Kind = { accepts: (value) => Array.isArray(value) && value.every(text.accepts), wants: 'a list of texts' };
const list: Kind = { accepts: Array.isArray, wants: 'a list' };
const orEngine: Kind = {
  accepts: (value) => typeof value === 'boolean' || typeof value === 'function',
  wants: 'true or false',
};
const oneOf = (...values: string[]): Kind => ({
  accepts: (value) => values.includes(value as string),
  wants: `one of ${values.map((value) => `"${value}"`).join(', ')}`,
});

const settingKinds: Record<keyof FaultlineSettings, Kind> = {
  clients: list,
  maxTimeout: milliseconds,
  browser: texts,
  tests: flag,
  instances: oneOf('one', 'many'),
  exposure: oneOf('public', 'internal'),
  audit: flag,
  project: orEngine,
};

const clientKinds: Record<keyof ClientSetting, Kind> = {
  module: text,
  export: text,
  makes: oneOf('call', 'client'),
  bounded: flag,
  argument: index,
  timeout: text,
  signal: text,
  unit: oneOf('ms', 's', 'min'),
};

function parse(value: unknown): Settings {
  if (value === undefined) return defaultSettings;
  check(value, 'settings.faultline', settingKinds);
  const settings = value as FaultlineSettings;
  settings.clients?.forEach((client, at) => checkClient(client, `settings.faultline.clients[${at}]`));
  return { ...defaultSettings, ...definedOnly(settings) };
}

function checkClient(client: ClientSetting, path: string): void {
  check(client, path, clientKinds, ['module', 'export']);
  const { bounded, timeout, signal, argument } = client;
  if (!bounded && timeout === undefined && signal === undefined && argument === undefined) {
    throw new TypeError(
      `${path} does not say how its calls are bounded: set \`bounded\`, \`timeout\`, \`signal\` or \`argument\`.`,
    );
  }
}

/** Makes sure that a value is an object with these members and no others. */
function check(value: unknown, path: string, kinds: Record<string, Kind>, required: readonly string[] = []): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${path} must be an object.`);
  }
  for (const name of required) {
    if (!(name in value)) throw new TypeError(`${path}.${name} is missing.`);
  }
  for (const [name, member] of Object.entries(value)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) throw new TypeError(`${path}.${name} is not a setting; known are ${Object.keys(kinds).join(', ')}.`);
    if (member !== undefined && !kind.accepts(member)) throw new TypeError(`${path}.${name} must be ${kind.wants}.`);
  }
}

function definedOnly(settings: FaultlineSettings): FaultlineSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
