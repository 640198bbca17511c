import { foundIn, race } from './limits.js';
import { connectedAndQueried, pgOptions, queried } from './pg-options.js';
import type { ClientLibrary } from './types.js';

const never = { bounded: false, says: 'never ends when the database stops answering' } as const;

const mikroOrm = {
  family: 'database',
  clients: [
    { export: 'MikroORM.init', options: 0 },
    { export: 'MikroORM.initSync', options: 0 },
    { export: 'MikroORM', construct: true, options: 0 },
  ],
  calls: [],
  // What `defineConfig` is given is what it returns.
  carriers: [{ modules: ['@mikro-orm/*'], export: 'defineConfig', options: 0, into: '' }],
  judgedAt: 'client',
  byDefault: never,
} as const satisfies Partial<ClientLibrary>;

const ofCore = (prefix: string, version: string, evidence: string) =>
  ({
    ...mikroOrm,
    label: 'MikroORM',
    modules: ['@mikro-orm/core', '@mikro-orm/nestjs'],
    clients: [...mikroOrm.clients, { export: 'MikroOrmModule.forRoot', options: 0 }],
    setOutside: 'which options set a limit hangs on the driver that it is given',
    options: pgOptions(prefix),
    enough: queried,
    repair: `driverOptions: { query_timeout: 10_000 }`,
    source: foundIn('mikro-orm/mikro-orm', version, evidence),
  }) as const satisfies ClientLibrary;

/** Mappers that hand options on to the driver below. */
export const mappers: readonly ClientLibrary[] = [
  {
    ...ofCore('driverOptions.connection.', '6.6.16, 5.9.8', 'AbstractSqlConnection.js of @mikro-orm/knex'),
    versions: '<7.0.0',
    repair: 'driverOptions: { connection: { query_timeout: 10_000 } }',
  },
  {
    ...ofCore('driverOptions.', '7.2.1', 'AbstractSqlConnection.js of @mikro-orm/sql'),
    versions: '>=7.0.0',
  },
  {
    ...mikroOrm,
    label: 'MikroORM over pg',
    modules: ['@mikro-orm/postgresql'],
    versions: '<7.0.0',
    options: pgOptions('driverOptions.connection.'),
    enough: queried,
    repair: 'driverOptions: { connection: { query_timeout: 10_000, statement_timeout: 10_000 } }',
    source: foundIn('mikro-orm/mikro-orm', '6.6.16, 5.9.8', 'knex/AbstractSqlConnection.js: getKnexOptions'),
  },
  {
    ...mikroOrm,
    label: 'MikroORM over pg',
    modules: ['@mikro-orm/postgresql'],
    versions: '>=7.0.0',
    options: pgOptions('driverOptions.'),
    enough: queried,
    complete: connectedAndQueried,
    repair: 'driverOptions: { connectionTimeoutMillis: 5_000, query_timeout: 10_000, statement_timeout: 10_000 }',
    source: foundIn(
      'mikro-orm/mikro-orm',
      '7.2.5',
      'measured: it hangs; postgresql/PostgreSqlConnection.js: mapOptions',
    ),
  },
  {
    ...mikroOrm,
    label: 'MikroORM over MySQL and MariaDB',
    modules: ['@mikro-orm/mysql', '@mikro-orm/mariadb'],
    setOutside: 'no option of it ends a query, so that each needs a limit of its own',
    options: [],
    enough: [],
    repair: race('em.find(User, where)'),
    source: foundIn('mikro-orm/mikro-orm', '7.2.1, 5.9.8', 'mysql/MySqlConnection.js, over mysql2'),
  },
];
