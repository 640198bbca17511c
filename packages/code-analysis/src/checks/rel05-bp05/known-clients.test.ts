import { describe, expect, it } from 'vitest';
import { analyze } from '../../behaviour/analyze.js';
import { clientLibraries, libraryFor, type ClientLibrary, type TimeoutOption } from '../../libraries/index.js';
import { readSettings } from '../../settings.js';
import {
  fewAttempts,
  merged,
  optionText,
  pathText,
  programOf,
  type ClientProgram,
} from '../../testing/client-programs.js';
import { parse } from '../../testing/parsers.js';
import type { SiteVerdict } from '../define-check.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';
import { requireHttpTimeout } from './require-http-timeout.js';

const checks = [requireAwsSdkTimeout, requireDataClientTimeout, requireHttpTimeout];
const filename = 'src/file.ts';

/** What the checks for missing timeouts say of a program. */
function statuses(code: string): readonly SiteVerdict['status'][] {
  const settings = readSettings({});
  const source = parse('typescript', code, filename);
  const facts = analyze(source, settings, filename);
  return checks
    .flatMap((check) => [...check.judge(facts, { settings, options: [], filename, source })])
    .map(({ status }) => status);
}

/** The entry that answers where no version is known, and whose client can be written out. */
const newest = clientLibraries.flatMap((library) => {
  const shape = [...library.clients, ...library.calls][0];
  const program = programOf(library);
  const [module = ''] = library.modules.filter((one) => !one.endsWith('*'));
  const answers = shape && libraryFor(module, shape.export)?.library === library;
  return program && answers ? [[`${library.label} (${module})`, library, program] as const] : [];
});

/** Where an option can be written: in the options of the client, or in those of a call. */
function placeOf({ clients, judgedAt }: ClientLibrary, { at }: TimeoutOption): 'client' | 'call' | undefined {
  if (at === 'chain' || at === 'url') return undefined;
  if (at === 'client' || at === 'call') return at;
  return clients.length > 0 && judgedAt === 'client' ? 'client' : 'call';
}

/** Sets of options that bound a call, as the entry says. */
function sufficient(library: ClientLibrary): readonly { readonly client: string; readonly call: string }[] {
  const covering = (phase: string) =>
    library.options.filter(
      ({ covers, path, needsListener }) => path !== '' && !needsListener && covers.includes(phase as never),
    );
  return library.enough.flatMap((phases) => {
    const options = phases.map((phase) => covering(phase).find((option) => placeOf(library, option)));
    if (options.some((option) => option === undefined)) return [];
    const chosen = [...new Set(options)].flatMap((option) => option ?? []);
    const few = chosen.some(({ perAttempt }) => perAttempt) ? fewAttempts(library) : '';
    // What bounds the attempts may set the limit as well.
    const texts = (place: 'client' | 'call') =>
      chosen
        .filter(
          (option) => placeOf(library, option) === place && !few.includes(`${option.path.split('.').at(-1) ?? ''}:`),
        )
        .map(optionText);
    return [{ client: merged([...texts('client'), ...(few === '' ? [] : [few])]), call: merged(texts('call')) }];
  });
}

describe.each(newest)('%s', (_, library, program: ClientProgram) => {
  const { byDefault, repair, ignored = [] } = library;

  it('is judged by its default where nothing is set', () => {
    const found = statuses(program.write({}));
    const wanted = byDefault.bounded ? 'compliant' : library.setOutside === undefined ? 'violation' : 'undetermined';
    expect(found, program.write({})).toContain(wanted);
  });

  it('is compliant with its right options', () => {
    for (const given of sufficient(library)) {
      if ((given.client !== '' && !program.takes.client) || (given.call !== '' && !program.takes.call)) continue;
      if (given.call !== '' && !library.methods && library.calls.length === 0) continue;
      if (given.client + given.call === '') continue;
      const code = program.write(given);
      expect(new Set(statuses(code)), code).toEqual(new Set(['compliant']));
    }
  });

  it('is not taken in by options that do nothing', () => {
    for (const { path, at, serves } of byDefault.bounded ? [] : ignored) {
      if (serves) continue;
      const text = pathText(path.split('.'), '5_000');
      const code = program.write(at === 'call' ? { call: text } : { client: text });
      expect(statuses(code), code).not.toEqual(['compliant']);
    }
  });

  it('accepts the repair that is named', () => {
    if (!/^[\w$]+: .*[)}\d]$/.test(repair)) return;
    const head = (path: string) => path.split('.')[0];
    const named = library.options.find(({ path }) => head(path) === repair.split(':')[0]);
    const isAtClient = library.clients.length > 0 && (named ? placeOf(library, named) : 'client') === 'client';
    const code = program.write(isAtClient ? { client: repair } : { call: repair });
    expect(statuses(code), code).not.toContain('violation');
  });

  it('accepts a race with a timer', () => {
    if (!library.methods && library.clients.length > 0 && !library.tagged) return;
    const code = program.write({ raced: true });
    expect(statuses(code), code).not.toContain('violation');
  });
});

it('writes out nearly all entries', () => {
  expect(newest.length).toBeGreaterThan(60);
});
