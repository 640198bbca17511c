import { asFetch } from './by-default.js';
import { foundIn, limit, race } from './limits.js';
import { mariadbOptions } from './mariadb-options.js';
import { connectedAndQueried, connectTimeoutOfLibpq, pgOptions, queried } from './pg-options.js';
import type { ClientLibrary, TimeoutOption } from './types.js';

/** The adapters of Prisma 7 hand their first argument to the driver below; some take a pool of it in its place. */
const adapter = { family: 'database', calls: [], judgedAt: 'client', enough: queried } as const;

const never = { bounded: false, says: 'never ends when the database stops answering' } as const;

const found = (evidence: string) => foundIn('prisma/prisma', '7.10.0', evidence);

const inUrl = (name: string, covers: TimeoutOption['covers']): TimeoutOption => ({
  path: name,
  at: 'url',
  takes: 'duration',
  unit: 's',
  covers,
  urlParameter: name,
});

/** Prisma: the client with its own engine, which its address sets, and the adapters over drivers. */
export const prisma: readonly ClientLibrary[] = [
  {
    label: 'Prisma',
    modules: ['@prisma/client'],
    family: 'database',
    clients: [{ export: 'PrismaClient', construct: true, options: 0 }],
    calls: [],
    urlOptions: ['datasourceUrl', 'datasources.db.url'],
    // An adapter is a client of its own; a file is local.
    exempt: [{ path: 'adapter' }],
    exemptSchemes: ['file'],
    handsOver: ['accelerateUrl'],
    setOutside: 'the address of the database sets its limits, and it stands in the environment or in the schema',
    judgedAt: 'client',
    options: [
      inUrl('socket_timeout', ['response']),
      inUrl('connect_timeout', ['connect']),
      inUrl('pool_timeout', ['pool']),
    ],
    enough: queried,
    complete: connectedAndQueried,
    boundedPhases: ['pool', 'connect'],
    byDefault: { ...never, waits: { pool: 10, connect: 5, response: 'ever' } },
    repair: '?socket_timeout=10',
    source: {
      version: '6.19.0',
      url: 'https://github.com/prisma/prisma-engines',
      evidence: 'quaint/src/connector/postgres/url.rs, quaint/src/connector/mysql/url.rs',
    },
  },
  {
    ...adapter,
    label: 'Prisma adapter for pg',
    modules: ['@prisma/adapter-pg'],
    clients: [{ export: 'PrismaPg', construct: true, options: 0, url: 0, over: 0 }],
    urlOptions: ['connectionString'],
    handsOver: ['options'],
    options: pgOptions(''),
    ignored: [{ path: 'connect_timeout', at: 'client', because: connectTimeoutOfLibpq, meant: 'connecting' }],
    complete: connectedAndQueried,
    byDefault: never,
    repair: 'connectionTimeoutMillis: 5_000, query_timeout: 10_000, statement_timeout: 10_000',
    source: found('measured; dist/index.mjs'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for MariaDB',
    modules: ['@prisma/adapter-mariadb'],
    clients: [{ export: 'PrismaMariaDb', construct: true, options: 0, url: 0, over: 0 }],
    options: mariadbOptions,
    complete: connectedAndQueried,
    boundedPhases: ['connect'],
    byDefault: never,
    repair: 'socketTimeout: 10_000',
    source: found('measured; dist/index.mjs:485'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for SQL Server',
    modules: ['@prisma/adapter-mssql'],
    clients: [{ export: 'PrismaMssql', construct: true, options: 0, url: 0 }],
    options: [
      limit('requestTimeout', ['response'], { at: 'client', off: ['zero', 'Infinity', 'negative'] }),
      limit('connectionTimeout', ['connect'], { at: 'client', off: ['zero'] }),
    ],
    complete: connectedAndQueried,
    boundedPhases: ['connect', 'response'],
    byDefault: { bounded: true, says: 'ends after 15 seconds' },
    repair: 'requestTimeout: 15_000',
    source: found('dist/index.mjs:802 of @prisma/adapter-mssql, over mssql 12'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for Neon',
    modules: ['@prisma/adapter-neon'],
    clients: [{ export: 'PrismaNeon', construct: true, options: 0 }],
    urlOptions: ['connectionString'],
    handsOver: ['options'],
    options: pgOptions(''),
    complete: connectedAndQueried,
    byDefault: never,
    repair: 'connectionTimeoutMillis: 5_000, query_timeout: 10_000, statement_timeout: 10_000',
    source: found('dist/index.mjs:659 of @prisma/adapter-neon, over @neondatabase/serverless'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for Neon over HTTP',
    modules: ['@prisma/adapter-neon'],
    clients: [{ export: 'PrismaNeonHttp', construct: true, options: 1 }],
    handsOver: ['fetchOptions.dispatcher'],
    options: [],
    enough: [],
    byDefault: asFetch,
    repair: race('prisma.user.findMany()'),
    source: found('dist/index.mjs:712 of @prisma/adapter-neon, over @neondatabase/serverless'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for libSQL',
    modules: ['@prisma/adapter-libsql'],
    clients: [
      { export: 'PrismaLibSql', construct: true, options: 0 },
      { export: 'PrismaLibSQL', construct: true, options: 0, over: 0 },
    ],
    urlOptions: ['url'],
    exemptSchemes: ['file'],
    handsOver: ['fetch'],
    options: [],
    ignored: [{ path: 'timeout', at: 'client', because: 'libSQL waits with it for the lock of a local file only' }],
    enough: [],
    byDefault: asFetch,
    repair: 'fetch: (request) => fetch(request, { signal: AbortSignal.timeout(10_000) })',
    source: found('dist/index-node.mjs:406 of @prisma/adapter-libsql, over @libsql/client'),
  },
  {
    ...adapter,
    label: 'Prisma adapter for PlanetScale',
    modules: ['@prisma/adapter-planetscale'],
    clients: [{ export: 'PrismaPlanetScale', construct: true, options: 0, over: 0 }],
    handsOver: ['fetch'],
    options: [],
    enough: [],
    byDefault: { bounded: false, says: 'waits 5 minutes, as fetch below it does' },
    repair: 'fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })',
    source: found('dist/index.mjs:467 of @prisma/adapter-planetscale, over @planetscale/database'),
  },
];
