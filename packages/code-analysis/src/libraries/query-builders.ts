import { connectedAndQueried, pgOptions, queried } from './pg-options.js';
import type { ClientLibrary } from './types.js';

/** Libraries above the drivers that pass options on to them. */
export const queryBuilders: readonly ClientLibrary[] = [
  {
    label: 'knex',
    modules: ['knex'],
    family: 'database',
    clients: [
      { export: 'default', options: 0 },
      { export: 'knex', options: 0 },
    ],
    calls: [],
    chain: [{ name: 'timeout', options: 0 }],
    urlOptions: ['connection'],
    exempt: [{ path: 'client', values: ['sqlite3', 'better-sqlite3', 'mssql'] }],
    handsOver: ['connection.options'],
    judgedAt: 'client',
    options: [
      ...pgOptions('connection.'),
      { path: '', at: 'chain', takes: 'duration', unit: 'ms', covers: ['response'] },
      { path: 'pool.createTimeoutMillis', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'] },
      { path: 'acquireConnectionTimeout', at: 'client', takes: 'duration', unit: 'ms', covers: ['pool', 'connect'] },
    ],
    enough: queried,
    byDefault: { bounded: false, says: 'never ends when the database stops answering' },
    repair: 'connection: { query_timeout: 10_000, statement_timeout: 10_000 }',
    source: { version: '3.3.0 over pg', url: 'https://knexjs.org/guide/', evidence: 'measured; lib/client.js:253' },
  },
  {
    label: 'Sequelize',
    modules: ['sequelize', 'sequelize-typescript', '@nestjs/sequelize'],
    family: 'database',
    clients: [
      { export: 'Sequelize', construct: true, options: [3, 2, 1, 0], url: 0 },
      { export: 'default', construct: true, options: [3, 2, 1, 0], url: 0 },
      { export: 'SequelizeModule.forRoot', options: 0 },
    ],
    calls: [],
    // With MySQL and MariaDB no option bounds a query; SQLite is local; the driver for SQL Server has a bound.
    exempt: [{ path: 'dialect', values: ['sqlite', 'mssql', 'mysql', 'mariadb'] }],
    exemptSchemes: ['sqlite', 'mssql', 'mysql', 'mariadb'],
    handsOver: ['dialectModule', 'dialectOptions.options'],
    judgedAt: 'client',
    options: [
      ...pgOptions('dialectOptions.'),
      { path: 'pool.acquire', at: 'client', takes: 'duration', unit: 'ms', covers: ['pool'] },
    ],
    enough: queried,
    complete: connectedAndQueried,
    byDefault: { bounded: false, says: 'never ends when the database stops answering' },
    repair: 'dialectOptions: { connectionTimeoutMillis: 5_000, query_timeout: 10_000, statement_timeout: 10_000 }',
    source: {
      version: '6.37.8 over pg',
      url: 'https://github.com/sequelize/sequelize',
      evidence: 'measured; lib/dialects/postgres/connection-manager.js:90',
    },
  },
  {
    label: 'TypeORM',
    modules: ['typeorm', '@nestjs/typeorm'],
    family: 'database',
    clients: [
      { export: 'DataSource', construct: true, options: 0 },
      { export: 'createConnection', options: 0 },
      { export: 'TypeOrmModule.forRoot', options: 0 },
    ],
    calls: [],
    urlOptions: ['url'],
    // With MySQL and MariaDB no option bounds a query; the others are local or have a bound.
    exempt: [
      {
        path: 'type',
        values: [
          'sqlite', 'better-sqlite3', 'sqljs', 'expo', 'capacitor', 'cordova', 'react-native', 'nativescript',
          'mssql', 'mysql', 'mariadb', 'aurora-mysql', 'aurora-postgres', 'oracle', 'sap', 'spanner',
        ], // prettier-ignore
      },
    ],
    handsOver: ['driver', 'extra.options'],
    judgedAt: 'client',
    options: [
      ...pgOptions('extra.'),
      { path: 'connectTimeoutMS', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'] },
    ],
    // The driver of MongoDB takes the options of the data source as its own.
    cases: [
      {
        path: 'type',
        values: ['mongodb'],
        entry: {
          options: [
            { path: 'connectTimeoutMS', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'] },
            {
              path: 'socketTimeoutMS',
              at: 'client',
              takes: 'duration',
              unit: 'ms',
              covers: ['response'],
              off: ['zero'],
            },
          ],
          repair: 'connectTimeoutMS: 5_000, socketTimeoutMS: 10_000',
        },
      },
    ],
    ignored: [
      {
        path: 'maxQueryExecutionTime',
        at: 'client',
        because: 'TypeORM only logs slow queries with it',
        serves: 'another purpose',
      },
    ],
    enough: queried,
    complete: connectedAndQueried,
    byDefault: { bounded: false, says: 'never ends when the database stops answering' },
    repair: 'connectTimeoutMS: 5_000, extra: { query_timeout: 10_000, statement_timeout: 10_000 }',
    source: {
      version: '1.1.1 over pg',
      url: 'https://typeorm.io/docs/data-source/data-source-options',
      evidence: 'measured; driver/postgres/PostgresDriver.js:1378',
    },
  },
];
