import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientRetriesOf } from './client-retries.js';
import { clientLibraries } from './index.js';
import type { ClientLibrary, Phase } from './types.js';
import { isInRange } from './versions.js';

/** How one call of a client ended that was measured; `waits`: not within the bound of the record. */
interface Run {
  readonly option?: string;
  readonly at?: 'client' | 'call' | 'chain';
  readonly server: string;
  readonly outcome: 'rejects' | 'resolves' | 'waits' | 'crashes';
  readonly after: number;
  readonly error?: string;
  readonly requests: number;
}

/** What `npm run measure` wrote of one version. */
interface ClientRecord {
  readonly label: string;
  readonly package: string;
  readonly version: string;
  readonly boundMs: number;
  readonly inProcess?: boolean;
  /** The server behind a proxy; absent: one that answers HTTP. */
  readonly service?: string;
  readonly runs: readonly Run[];
}

const folder = new URL('../../../../bench/measure/records/', import.meta.url);
const records = readdirSync(folder).map((file) => {
  const record = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ClientRecord;
  return [`${record.label} ${record.version}`, record] as const;
});

const entryOf = ({ label, version }: Pick<ClientRecord, 'label' | 'version'>): ClientLibrary | undefined =>
  clientLibraries.find(
    (library) => library.label === label && (!library.versions || isInRange(version, library.versions)),
  );

const ends = ({ outcome }: Run) => outcome !== 'waits';

/** Options were set to two seconds; what ends earlier refused the option, or something else. */
const isByOption = (run: Run) => ends(run) && run.after > 1_500;

describe.each(records)('%s', (_, record) => {
  const library = entryOf(record);
  const ofOption = (path: string, at: string | undefined) =>
    record.runs.filter((run) => run.option === path && (at === undefined || run.at === at));
  const withoutOption = (server: string) =>
    record.runs.find((run) => run.option === undefined && run.server === server);

  it('has an entry, and its program ran', () => {
    expect(library).toBeDefined();
    expect(record.runs.filter(({ outcome }) => outcome === 'crashes')).toEqual([]);
    if (record.service) expect(withoutOption('answers')?.outcome).toBe('resolves');
    if (!record.inProcess) expect(withoutOption('silent')?.requests).toBeGreaterThan(0);
  });

  it('waits as long by default as the entry says', () => {
    const { waits } = library?.byDefault ?? {};
    const silent = withoutOption('silent');
    const one = waits?.total ?? waits?.response ?? (record.service ? undefined : waits?.connect);
    if (silent && one !== undefined) expect(ends(silent)).toBe(one !== 'ever' && one * 1_000 < record.boundMs);
    else if (silent && library && !library.byDefault.bounded) expect(ends(silent)).toBe(false);
  });

  it('ends where an option is said to end it, and nowhere else', () => {
    for (const option of library?.options ?? []) {
      const { path, at, covers, takes, keptByServer, wholeBody, reconnects, refused } = option;
      if (refused) continue;
      const runs = ofOption(path, at);
      const has = (...phases: readonly Phase[]) => phases.some((phase) => covers.includes(phase));
      const wanted = {
        silent: has('response', 'total') && !keptByServer,
        'silent at once': has('connect', 'total') && !reconnects,
        stalls: has('body', 'total'),
        drips: has('total') || wholeBody === true,
      };
      for (const run of runs) {
        const isEnded = wanted[run.server as keyof typeof wanted];
        const byItself = withoutOption(run.server === 'drips' ? 'stalls' : run.server);
        if (byItself && ends(byItself)) continue;
        // With a service the program connects before it makes its call.
        if (record.service && at === 'call' && run.server === 'silent at once') continue;
        // Some take an abort in the middle of a body for the end of the answer, which bounds nothing.
        const isSeen = isEnded ? (takes === 'duration' ? isByOption(run) : ends(run)) : run.outcome === 'rejects';
        expect(isSeen, `${path} at the ${run.at}, a server that ${run.server}`).toBe(isEnded);
      }
    }
  });

  it('is ended by no option that is said to do nothing', () => {
    const silent = withoutOption('silent');
    for (const { path, at } of library?.ignored ?? []) {
      if (!silent || ends(silent)) continue;
      for (const run of ofOption(path, at)) expect(ends(run), path).toBe(false);
    }
  });

  it('makes as many attempts as the entry says', () => {
    const refused = withoutOption('503');
    const retries = clientRetriesOf(record.package, record.version);
    const attempts = retries?.attempts ?? 1;
    if (!refused || retries?.idempotentOnly) return;
    if (retries?.ownErrorsOnly || retries?.networkOnly) return expect(refused.requests).toBe(1);
    if (ends(refused)) expect(refused.requests).toBe(attempts);
    else expect(refused.requests).toBeLessThanOrEqual(attempts);
  });
});

/** What `bench/measure/types.ts` found of the options in the published types of a version, by the name of its record. */
const declared = JSON.parse(readFileSync(new URL('../declared-options.json', folder), 'utf8')) as Record<
  string,
  readonly string[]
>;

it.each(Object.entries(declared))('names for %s only options that its types declare', (file, names) => {
  const { label, version } = JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8')) as ClientRecord;
  const library = entryOf({ label, version });
  const options = library?.options.flatMap(({ path }) => path.split('.').filter(Boolean)) ?? [];
  expect(options.length).toBeGreaterThan(0);
  expect(options.filter((option) => !names.includes(option))).toEqual([]);
});

it('knows the types of most measured clients that have options', () => {
  expect(Object.keys(declared).length).toBeGreaterThan(140);
});

it('has read them all', () => {
  expect(records.length).toBeGreaterThan(120);
});
