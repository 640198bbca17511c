import { asFetch } from './by-default.js';
import { foundIn, limit, race } from './limits.js';
import { pgOptions, queried } from './pg-options.js';
import type { ClientLibrary } from './types.js';

/** It takes a client, which is judged in its place, or what it makes one of. */
const drizzle = {
  family: 'database',
  clients: [{ export: 'drizzle', options: [1, 0], url: 0, over: 0 }],
  calls: [],
  urlOptions: ['connection', 'connection.connectionString', 'connection.url', 'connection.uri'],
  handsOver: ['client'],
  judgedAt: 'client',
  byDefault: { bounded: false, says: 'never ends when the database stops answering' },
} as const satisfies Partial<ClientLibrary>;

const source = (evidence: string) => foundIn('drizzle-team/drizzle-orm', '0.45.4', evidence);
const raced = race('db.select().from(users)');
const repairOfPg = 'connection: { query_timeout: 10_000, statement_timeout: 10_000 }';

/** Connections that Drizzle makes itself. */
export const drizzleConnections: readonly ClientLibrary[] = [
  {
    ...drizzle,
    label: 'Drizzle over pg',
    modules: ['drizzle-orm/node-postgres'],
    options: pgOptions('connection.'),
    enough: queried,
    repair: repairOfPg,
    source: source('measured; node-postgres/driver.js'),
  },
  {
    ...drizzle,
    label: 'Drizzle over Neon',
    modules: ['drizzle-orm/neon-serverless'],
    options: pgOptions('connection.'),
    enough: queried,
    repair: repairOfPg,
    source: source('neon-serverless/driver.js'),
  },
  {
    ...drizzle,
    label: 'Drizzle over Postgres.js',
    modules: ['drizzle-orm/postgres-js'],
    options: [
      limit('connection.connection.statement_timeout', ['response'], {
        at: 'client',
        off: ['zero'],
        keptByServer: true,
        urlParameter: 'statement_timeout',
      }),
      limit('connection.connect_timeout', ['connect'], { at: 'client', unit: 's', off: ['zero', 'null'] }),
    ],
    enough: queried,
    repair: raced,
    source: source('postgres-js/driver.js, over postgres'),
  },
  {
    ...drizzle,
    label: 'Drizzle over mysql2',
    modules: ['drizzle-orm/mysql2'],
    options: [limit('connection.connectTimeout', ['connect'], { at: 'client', off: ['zero', 'null'] })],
    enough: [],
    repair: raced,
    source: source('mysql2/driver.js, over mysql2'),
  },
  {
    ...drizzle,
    label: 'Drizzle over HTTP',
    modules: ['drizzle-orm/libsql', 'drizzle-orm/neon-http', 'drizzle-orm/planetscale-serverless'],
    exemptSchemes: ['file'],
    handsOver: ['client', 'connection.fetch', 'connection.fetchOptions'],
    options: [],
    enough: [],
    byDefault: asFetch,
    repair: raced,
    source: source('libsql/driver.js, neon-http/driver.js, planetscale-serverless/driver.js'),
  },
];
