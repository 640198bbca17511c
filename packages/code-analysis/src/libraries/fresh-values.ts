/** A function or class that gives another value each time; `bare` when only without arguments. */
interface FreshSource {
  readonly module: string;
  readonly exports: readonly string[];
  readonly by: 'random' | 'time';
  readonly bare?: true;
}

/**
 * Sources: the documentation of Node.js (crypto, globals) and of uuid 11, nanoid 5, ulid 3, ksuid 3, cuid2 2, shortid 2,
 * bson 6, moment 2, dayjs 1, luxon 3. `v3` and `v5` of uuid are left out, since they are made from a name.
 */
export const freshSources: readonly FreshSource[] = [
  {
    module: 'uuid',
    exports: ['v1', 'v4', 'v6', 'v7', 'default.v1', 'default.v4', 'default.v7', 'default'],
    by: 'random',
  },
  { module: 'uuid/v1', exports: ['', 'default'], by: 'random' },
  { module: 'uuid/v4', exports: ['', 'default'], by: 'random' },
  { module: 'uuidv7', exports: ['uuidv7'], by: 'random' },
  {
    module: 'crypto',
    exports: [
      'randomUUID',
      'randomBytes',
      'randomInt',
      'default.randomUUID',
      'default.randomBytes',
      'webcrypto.randomUUID',
    ],
    by: 'random',
  },
  { module: 'nanoid', exports: ['nanoid', 'default'], by: 'random' },
  { module: 'ulid', exports: ['ulid', 'monotonicFactory', 'default.ulid'], by: 'random', bare: true },
  { module: 'ulidx', exports: ['ulid'], by: 'random', bare: true },
  { module: 'ksuid', exports: ['randomSync', 'random', 'default.randomSync'], by: 'random' },
  { module: 'cuid', exports: ['', 'default'], by: 'random' },
  { module: '@paralleldrive/cuid2', exports: ['createId'], by: 'random' },
  { module: 'shortid', exports: ['generate', 'default.generate'], by: 'random' },
  { module: 'mongodb', exports: ['ObjectId'], by: 'random', bare: true },
  { module: 'bson', exports: ['ObjectId'], by: 'random', bare: true },
  { module: 'mongoose', exports: ['Types.ObjectId', 'default.Types.ObjectId'], by: 'random', bare: true },
  { module: 'moment', exports: ['', 'default', 'utc', 'default.utc'], by: 'time', bare: true },
  { module: 'dayjs', exports: ['', 'default', 'utc', 'default.utc'], by: 'time', bare: true },
  { module: 'luxon', exports: ['DateTime.now', 'DateTime.utc', 'DateTime.local'], by: 'time', bare: true },
  { module: 'global', exports: ['crypto.randomUUID', 'Math.random'], by: 'random' },
  {
    module: 'global',
    exports: ['Date.now', 'Date', 'performance.now', 'process.hrtime', 'process.hrtime.bigint'],
    by: 'time',
    bare: true,
  },
];

/** Names of helpers that can mean nothing else, wherever they come from. */
export const freshNames =
  /^(uuid|uuidv?[1467]|randomUUID|generateUUID|newUUID|createUUID|getUUID|nanoid|ulid|cuid|ksuid)$/i;
