import { limit, race } from './limits.js';
import type { ClientLibrary, Phase } from './types.js';

/** A command without an answer is a fault; one that is bounded while connecting only is another check's business. */
const anyBound: readonly (readonly Phase[])[] = [['total'], ['response'], ['connect']];

const nodeRedis = {
  label: 'node-redis',
  modules: ['redis', '@redis/client'],
  family: 'cache',
  clients: [
    { export: 'createClient', options: 0 },
    { export: 'createClientPool', options: 0 },
  ],
  calls: [],
  judgedAt: 'client',
  enough: anyBound,
  byDefault: { bounded: false, says: 'never ends when Redis stops answering' },
} as const;

const connectTimeout = {
  path: 'socket.connectTimeout',
  at: 'client',
  takes: 'duration',
  unit: 'ms',
  covers: ['connect'],
  reconnects: true,
} as const;

const url = 'https://github.com/redis/node-redis';

const ioredisRetries = 'ioredis sends the command again and goes on waiting';

/** Options of a connection of ioredis, below a path that ends with a dot where it has one. */
const ioredisOptions = (below: string): ClientLibrary['options'] => [
  {
    path: `${below}commandTimeout`,
    at: 'client',
    takes: 'duration',
    unit: 'ms',
    covers: ['total'],
    off: ['null', 'string'],
    fails: ['zero', 'NaN', 'Infinity', 'negative'],
  },
  {
    path: `${below}connectTimeout`,
    at: 'client',
    takes: 'duration',
    unit: 'ms',
    covers: ['connect'],
    reconnects: true,
  },
];

/** Methods of a connection that waits on purpose, and those that make no command. */
const waitingMethods = [
  'on', 'once', 'off', 'addListener', 'removeListener', 'setMaxListeners', 'connect', 'disconnect', 'quit', 'duplicate',
  'subscribe', 'psubscribe', 'ssubscribe', 'unsubscribe', 'punsubscribe',
  'blpop', 'brpop', 'blmove', 'brpoplpush', 'bzpopmin', 'bzpopmax', 'xread', 'xreadgroup',
]; // prettier-ignore

const commandTimeout = {
  path: 'commandOptions.timeout',
  at: 'client',
  because: 'it stops counting once the command has been written',
} as const;

const keyv = {
  label: 'Keyv for Redis',
  modules: ['@keyv/redis'],
  family: 'cache',
  clients: [
    { export: 'default', construct: true, options: 0, url: 0 },
    { export: 'KeyvRedis', construct: true, options: 0, url: 0 },
    { export: 'createKeyv', options: 0, url: 0 },
    { export: 'createKeyvNonBlocking', options: 0, url: 0 },
  ],
  calls: [],
  judgedAt: 'client',
  byDefault: { bounded: false, says: 'never ends when Redis stops answering', waits: { response: 'ever' } },
} as const satisfies Partial<ClientLibrary>;

const upstash: ClientLibrary = {
  label: 'Upstash Redis',
  modules: ['@upstash/redis', '@upstash/redis/cloudflare', '@upstash/redis/fastly'],
  family: 'cache',
  clients: [
    { export: 'Redis', construct: true, options: 0 },
    { export: 'Redis.fromEnv', options: 0 },
  ],
  calls: [],
  judgedAt: 'client',
  options: [{ path: 'signal', at: 'client', takes: 'signal', covers: ['total'] }],
  enough: anyBound,
  byDefault: { bounded: false, says: 'waits 5 minutes, as fetch below it does' },
  repair: 'signal: () => AbortSignal.timeout(5_000)',
  source: { version: '1.39.0', url: 'https://github.com/upstash/redis-js', evidence: 'chunk-4WQYU7T6.mjs:145,154' },
};

export const caches: readonly ClientLibrary[] = [
  {
    label: 'ioredis',
    modules: ['ioredis'],
    family: 'cache',
    clients: [
      { export: 'default', construct: true, options: [2, 1, 0] },
      { export: 'Redis', construct: true, options: [2, 1, 0] },
    ],
    calls: [],
    // A queue's worker or a subscriber has to wait: null is what those libraries ask for.
    exempt: [{ path: 'maxRetriesPerRequest', values: [null], waiting: waitingMethods }],
    judgedAt: 'client',
    options: ioredisOptions(''),
    ignored: [{ path: 'socketTimeout', at: 'client', because: ioredisRetries }],
    enough: anyBound,
    complete: [['total']],
    byDefault: { bounded: false, says: 'never ends when Redis stops answering' },
    repair: 'commandTimeout: 5_000',
    source: {
      version: '6.0.0, 5.11.1',
      url: 'https://github.com/redis/ioredis',
      evidence: 'measured; built/Redis.js:368',
    },
  },
  {
    label: 'ioredis Cluster',
    modules: ['ioredis'],
    family: 'cache',
    clients: ['default.Cluster', 'Redis.Cluster', 'Cluster'].map((name) => ({
      export: name,
      construct: true,
      options: 1,
    })),
    calls: [],
    // Options for the connections to the nodes, which are clients of their own.
    exempt: [{ path: 'redisOptions.maxRetriesPerRequest', values: [null], waiting: waitingMethods }],
    judgedAt: 'client',
    options: ioredisOptions('redisOptions.'),
    ignored: [
      { path: 'commandTimeout', at: 'client', because: 'a cluster reads it from `redisOptions` only' },
      {
        path: 'redisOptions.socketTimeout',
        at: 'client',
        because: ioredisRetries,
      },
    ],
    enough: anyBound,
    complete: [['total']],
    byDefault: { bounded: false, says: 'never ends when a node stops answering' },
    repair: 'redisOptions: { commandTimeout: 5_000 }',
    source: {
      version: '5.11.1',
      url: 'https://github.com/redis/ioredis',
      evidence: 'built/cluster/index.js:81; built/cluster/ConnectionPool.js:68; built/Redis.js:352',
    },
  },
  {
    ...nodeRedis,
    versions: '>=4.0.0 <5.0.0',
    options: [
      connectTimeout,
      // commandOptions({ signal }) as the first argument of a command
      { path: 'signal', at: 'call', takes: 'signal', covers: ['response'] },
    ],
    ignored: [
      { path: 'socket.socketTimeout', at: 'client', because: 'node-redis has it from version 5 on' },
      { path: 'commandOptions.timeout', at: 'client', because: 'node-redis 4 has no such option' },
    ],
    complete: [['connect', 'response']],
    boundedPhases: ['connect'],
    repair: 'client.get(commandOptions({ signal: AbortSignal.timeout(5_000) }), key)',
    source: { version: '4.7.1', url, evidence: 'measured' },
  },
  {
    ...nodeRedis,
    versions: '>=5.0.0',
    options: [
      {
        path: 'socket.socketTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['response'],
        off: ['zero', 'null', 'NaN'],
        fails: ['Infinity', 'negative', 'string'],
      },
      connectTimeout,
    ],
    ignored: [
      commandTimeout,
      {
        path: 'pingInterval',
        at: 'client',
        because: 'it only sends pings and bounds nothing',
        meant: 'keep-alive',
        serves: 'another purpose',
      },
    ],
    complete: [['response']],
    repair: 'socket: { socketTimeout: 5_000 }',
    source: { version: '6.3.1, 5.12.1', url, evidence: 'measured; dist/lib/client/commands-queue.js:429' },
  },
  {
    label: 'memjs',
    modules: ['memjs'],
    family: 'cache',
    clients: [{ export: 'Client.create', options: 1 }],
    calls: [],
    methods: [{ name: '*', options: [] }],
    judgedAt: 'client',
    options: [],
    ignored: [
      {
        path: 'timeout',
        at: 'client',
        because: 'it is lost when the old socket closes, and the next command never ends',
      },
    ],
    enough: [],
    byDefault: { bounded: false, says: 'never ends after its first timeout', waits: { response: 'ever' } },
    repair: race('client.get(key)'),
    source: {
      version: '1.3.2',
      url: 'https://github.com/memcachier/memjs',
      evidence: 'measured; lib/memjs/server.js:20',
    },
  },
  {
    ...keyv,
    versions: '<5.0.0',
    methods: [{ name: '*', options: [] }],
    options: [],
    ignored: [
      commandTimeout,
      { path: 'socket.socketTimeout', at: 'client', because: 'the node-redis below it has it from version 5 on' },
    ],
    enough: [],
    repair: race('store.get(key)'),
    source: { version: '4.6.0', url: 'https://github.com/jaredwray/keyv', evidence: 'measured' },
  },
  {
    ...keyv,
    versions: '>=5.0.0',
    options: [limit('socket.socketTimeout', ['response'], { at: 'client', off: ['zero', 'null', 'NaN'] })],
    ignored: [commandTimeout],
    enough: anyBound,
    repair: 'socket: { socketTimeout: 5_000 }',
    source: { version: '5.1.6', url: 'https://github.com/jaredwray/keyv', evidence: 'measured' },
  },
  upstash,
  {
    ...upstash,
    label: 'Vercel KV',
    modules: ['@vercel/kv'],
    clients: [{ export: 'createClient', options: 0 }],
    source: { version: '3.0.0', url: 'https://github.com/vercel/storage', evidence: 'measured, over @upstash/redis' },
  },
];
