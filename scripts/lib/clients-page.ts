import { readdirSync } from 'node:fs';
import { clientRetriesOf } from '../../packages/code-analysis/src/libraries/client-retries.js';
import { clientLibraries, type ClientLibrary } from '../../packages/code-analysis/src/libraries/index.js';

const families: Readonly<Record<ClientLibrary['family'], string>> = {
  http: 'HTTP',
  'aws-sdk': 'AWS SDK',
  database: 'Databases',
  cache: 'Caches',
  broker: 'Brokers and queues',
  rpc: 'Calls over other protocols',
  mail: 'Mail',
  search: 'Search',
  saas: 'Services',
};

/** The tables of client libraries, family by family, as Markdown. */
export function clientsPage(records: string): string {
  const measured = new Set(readdirSync(records).map((file) => file.replace(/@[^@]*$/, '')));
  return Object.entries(families)
    .map(([family, title]) => {
      const rows = clientLibraries
        .filter((library) => library.family === family)
        .toSorted((one, other) => one.label.localeCompare(other.label, 'en'))
        .map((library) => row(library, measured.has(fileName(library.label))));
      return [
        `### ${title}`,
        '',
        '| Client | Versions | When the other side falls silent and nothing is set, a call | Attempts | Sets a limit | Does nothing | Seen in |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** Name of the record of a client, without its version. */
const fileName = (label: string) => label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function row(library: ClientLibrary, isMeasured: boolean): string {
  const { label, modules, versions = 'all', byDefault, repair, ignored = [], source } = library;
  const isSeen = isMeasured || /measured/.test(source.evidence);
  return cells([
    `**${label}** ${code(modules[0] ?? '')}`,
    versions,
    byDefault.says,
    attempts(modules),
    code(repair),
    ignored.map(({ path }) => code(path)).join(', '),
    `[${source.version}](${source.url}), ${isSeen ? 'measured' : 'source'}`,
  ]);
}

function attempts([module = '']: readonly string[]): string {
  const retries = clientRetriesOf(module);
  if (!retries) return '1';
  const count = Number.isFinite(retries.attempts) ? String(retries.attempts) : 'without end';
  return retries.idempotentOnly ? `${count}, of methods that change nothing` : count;
}

const code = (text: string) => `\`${text}\``;
const cells = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
