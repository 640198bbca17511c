import { answered } from './signals.js';
import type { ClientLibrary, Shape, TimeoutOption } from './types.js';
import type { ClientSetting } from '../settings.js';

/** Turns a user's own client or wrapper into an entry like those of the tables. */
export function ownLibrary(setting: ClientSetting): ClientLibrary {
  const { module, export: name, makes = 'call', bounded = false } = setting;
  const argument = setting.argument ?? (makes === 'client' ? 0 : 1);
  const shapes = makes === 'client' ? clientShapes(name, argument) : callShapes(name, argument);
  const options = timeoutOptions(setting);
  return {
    label: name === 'default' ? module : `${name} of ${module}`,
    modules: [module],
    family: 'http',
    clients: makes === 'client' ? shapes : [],
    calls: makes === 'call' ? shapes : [],
    ...(makes === 'client' && { methods: [{ name: '*', options: [] }] }),
    addsHost: true,
    judgedAt: makes,
    options,
    enough: answered,
    byDefault: { bounded, says: bounded ? 'ends by itself' : 'has no bound that is known' },
    repair: repair(setting),
    source: { version: '', url: '', evidence: 'settings.faultline.clients' },
  };
}

/** A function, and the methods of an object, that make calls. */
function callShapes(name: string, options: number): Shape[] {
  return [
    { export: name, options },
    { export: `${name}.*`, options },
  ];
}

/** A factory function or a class. */
function clientShapes(name: string, options: number): Shape[] {
  return [
    { export: name, options },
    { export: name, construct: true, options },
  ];
}

function timeoutOptions({ timeout, signal, unit = 'ms', argument, bounded }: ClientSetting): TimeoutOption[] {
  const options: TimeoutOption[] = [];
  const off = ['zero', 'null', 'false', 'NaN'] as const;
  const isArgument = timeout === undefined && signal === undefined && argument !== undefined && !bounded;
  if (timeout !== undefined || isArgument) {
    options.push({ path: timeout ?? '', takes: 'duration', unit, covers: ['total'], off });
  }
  if (signal !== undefined) options.push({ path: signal, takes: 'signal', covers: ['total'], off: ['null'] });
  return options;
}

/** The option as code: `retry: { timeout: 5_000 }` for the path `retry.timeout`. */
function repair({ timeout, signal, unit = 'ms' }: ClientSetting): string {
  const path = timeout ?? signal ?? '';
  const value = timeout === undefined && signal !== undefined ? 'AbortSignal.timeout(5_000)' : fiveSeconds[unit];
  const names = path.split('.').filter(Boolean);
  const last = names.pop();
  if (last === undefined) return value;
  return names.reduceRight((inner, name) => `${name}: { ${inner} }`, `${last}: ${value}`);
}

const fiveSeconds = { ms: '5_000', s: '5', min: '1' } as const;
