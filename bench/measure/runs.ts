import type { ClientLibrary, TimeoutOption } from '../../packages/code-analysis/src/libraries/index.js';
import type { Program } from './programs/index.js';
import type { Behaviour } from './servers.js';

/** Options as JSON; `signal in 2000` stands for a signal that aborts after so many milliseconds. */
export type Options = Readonly<Record<string, unknown>>;

/** One call of the client against one server. */
export interface Run {
  /** The option of the table that is tried; absent: nothing is set. */
  readonly option?: string;
  readonly at?: 'client' | 'call' | 'chain';
  readonly server: Behaviour;
  readonly client: Options;
  readonly call: Options;
  /** What a chained method is given: options, or the value itself. */
  readonly chain?: unknown;
}

const withoutOption: readonly Behaviour[] = [
  'silent',
  'stalls',
  'cuts',
  '503',
  '503 after 2',
  '429 after 2',
  'refuses',
];

/** The same of a service behind a proxy. */
const ofService: readonly Behaviour[] = ['answers', 'silent', 'silent at once', 'cuts', 'refuses'];

/** Every run that tells whether an entry is true: nothing set, each option at two seconds, each look-alike. */
export function runsOf(library: ClientLibrary, { single = {}, service }: Program): Run[] {
  const withOption: readonly Behaviour[] = service ? ['silent', 'silent at once'] : ['silent', 'stalls', 'drips'];
  return [
    ...(service ? ofService : withoutOption).map((server) => ({ server, client: {}, call: {} })),
    ...library.options.flatMap((option) => {
      const at = placeOf(library, option);
      // The programs write options into an object, and not into an address.
      if (at === 'url') return [];
      const given = settingOf(option);
      return withOption.map((server) => ({
        option: option.path,
        at,
        server,
        client: at === 'client' ? merge(single, given) : single,
        call: at === 'call' ? given : {},
        ...(at === 'chain' && { chain: option.path === '' ? durationOf(option) : given }),
      }));
    }),
    ...(library.ignored ?? []).map(({ path, at = library.judgedAt }) => ({
      option: path,
      at,
      server: 'silent' as const,
      client: at === 'client' ? nested(path, valueOf(path)) : {},
      call: at === 'call' ? nested(path, valueOf(path)) : {},
    })),
  ];
}

/** A value for a look-alike, of which only the name tells what it takes. */
const valueOf = (path: string) => (/signal$/i.test(path) ? 'signal in 2000' : 2_000);

/** Where an option is tried: in the options of the client, or in those of a call. */
function placeOf({ clients, judgedAt }: ClientLibrary, { at }: TimeoutOption): 'client' | 'call' | 'chain' | 'url' {
  if (at) return at;
  return clients.length > 0 && judgedAt === 'client' ? 'client' : 'call';
}

const durationOf = ({ unit }: TimeoutOption) => (unit === 's' ? 2 : 2_000);

function settingOf(option: TimeoutOption): Options {
  const { path, takes, needs } = option;
  const value = takes === 'duration' ? durationOf(option) : `${takes} in 2000`;
  return needs ? merge(nested(path, value), nested(needs.path, needs.value)) : nested(path, value);
}

function nested(path: string, value: unknown): Options {
  const [name = '', ...below] = path.split('.');
  return { [name]: below.length > 0 ? nested(below.join('.'), value) : value };
}

function merge(one: Options, other: Options): Options {
  const merged: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const before = merged[name];
    merged[name] = isOptions(before) && isOptions(value) ? merge(before, value) : value;
  }
  return merged;
}

const isOptions = (value: unknown): value is Options => typeof value === 'object' && value !== null;
