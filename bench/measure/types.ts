/**
 * Reads which options of the tables the published types of each measured version declare, and writes their names beside
 * the records, where a test holds the tables against them.
 *   npx tsx bench/measure/types.ts [NAME@VERSION...]      all records without a name
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clientLibraries } from '../../packages/code-analysis/src/libraries/index.js';
import { isInRange } from '../../packages/code-analysis/src/libraries/versions.js';

interface About {
  readonly label: string;
  readonly package: string;
  readonly version: string;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const file = here('declared-options.json');

/** Names of the options that the entry of a record has, each part of a path by itself. */
function namesOf({ label, version }: About): readonly string[] {
  const library = clientLibraries.find(
    (one) => one.label === label && (!one.versions || isInRange(version, one.versions)),
  );
  return [...new Set((library?.options ?? []).flatMap(({ path }) => path.split('.').filter(Boolean)))];
}

const run = promisify(execFile);

/** All declarations of published packages as one text; empty where they have none. */
async function declarations(specs: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-types-'));
  try {
    await run('npm', ['pack', '--silent', '--prefer-offline', '--pack-destination', folder, ...specs]);
    const reading = `for one in *.tgz; do tar -xOzf "$one" --wildcards '*.d.ts' '*.d.mts' '*.d.cts' 2>/dev/null || true; done`;
    const { stdout } = await run('bash', ['-c', reading], { cwd: folder, maxBuffer: 2 ** 28 });
    return stdout;
  } catch {
    return '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `@types/x` or `@types/scope__x` of a package that brings no types. */
const typesOf = (name: string) => `@types/${name.replace('@', '').replace('/', '__')}`;

/** Packages whose types the options of a client come from, beside its own. */
const besides: readonly (readonly [pattern: RegExp, packages: readonly string[]])[] = [
  [/^@aws-sdk\/client-/, ['@smithy/types@4']],
  [/fetch$|^(gaxios|graphql-request|meilisearch|resend|shippo|@mistralai\/|@octokit\/core)/, ['undici-types@7']],
  [/^(@nestjs\/axios|plaid|@googlemaps\/|jira\.js|@mailchimp\/)/, ['axios@1']],
  [/^(redis|@keyv\/redis)$/, ['@redis/client@5']],
  [/^mongoose$/, ['mongodb@6']],
  [/^bullmq$/, ['ioredis@5']],
  [/^(typeorm|sequelize|@prisma\/adapter-pg)$/, ['@types/pg@8']],
  [/^@prisma\/adapter-mariadb$/, ['mariadb@3']],
  [/^@elastic\/elasticsearch$/, ['@elastic/transport@9']],
  [/^@nats-io\//, ['@nats-io/nats-core@3']],
  [/^@langchain\/openai$/, ['openai@6']],
  [/^@langchain\/anthropic$/, ['@anthropic-ai/sdk@0']],
  [/^@gitbeaker\//, ['@gitbeaker/requester-utils@43']],
  [/^dockerode$/, ['@types/docker-modem@3']],
];

async function declaredBy(about: About): Promise<readonly string[]> {
  const names = namesOf(about);
  const beside = besides.flatMap(([pattern, packages]) => (pattern.test(about.package) ? packages : []));
  const own = await declarations([`${about.package}@${about.version}`, ...beside]);
  const text = own || (await declarations([`${typesOf(about.package)}@${about.version.split('.')[0] ?? ''}`]));
  return names.filter((name) => new RegExp(String.raw`\b${name}['"]?\??\s*[:(]`).test(text));
}

const wanted = new Set(process.argv.slice(2));
const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>;
const records = readdirSync(here('records')).flatMap((name) => {
  const about = JSON.parse(readFileSync(here(`records/${name}`), 'utf8')) as About;
  const isWanted = wanted.size === 0 || wanted.has(`${about.package}@${about.version}`);
  return isWanted && namesOf(about).length > 0 ? [[name.replace(/\.json$/, ''), about] as const] : [];
});

function write(): void {
  const sorted = Object.entries(known).toSorted(([one], [other]) => one.localeCompare(other, 'en'));
  const lines = sorted.map(([name, declares]) => `  ${JSON.stringify(name)}: ${JSON.stringify(declares)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (let next = records.shift(); next; next = records.shift()) {
      const [name, about] = next;
      known[name] = await declaredBy(about);
      console.log(`${name}: ${known[name].length} of ${namesOf(about).length}`);
      write();
    }
  }),
);
