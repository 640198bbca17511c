/** A function of a package that is given a function, calls it, and does nothing with the promise that it gives back. */
export interface UnheldCallback {
  readonly module: string;
  readonly export: string;
  /** Versions in which that is so. */
  readonly versions?: string;
  /** Member of an object argument that holds the function, where it is not an argument itself. */
  readonly member?: string;
  /** Options, by any of which the failure is heard all the same. */
  readonly unless?: RegExp;
}

/**
 * Clocks. Measured on a callback that rejects: cron 2.4.4, 3.5.0, 4.0.0 and 4.3.0, node-schedule 2.1.1 (its job emits
 * `error`, which throws without a listener), croner 8.1.2 and 9.1.0 leave the rejection unhandled; cron 4.4.0, node-cron 2.0.3,
 * 3.0.3 and 4.6.0, and toad-scheduler 3.1.0 take it.
 */
export const clocks: readonly UnheldCallback[] = [
  { module: 'cron', export: 'CronJob', versions: '<4.4.0', unless: /waitForCompletion/ },
  { module: 'cron', export: 'CronJob', versions: '<4.4.0', member: 'onTick', unless: /waitForCompletion/ },
  { module: 'cron', export: 'CronJob.from', versions: '<4.4.0', member: 'onTick', unless: /waitForCompletion/ },
  { module: 'node-schedule', export: 'scheduleJob', unless: /\.on\(\s*['"`]error['"`]/ },
  { module: 'croner', export: 'Cron', unless: /\bcatch\s*:/ },
];

/** Timers. Sources: the documentation of `node:timers` and of `process.nextTick` in Node 24. */
export const timers: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);

/** Servers of Node that take the function for each request or connection as their last argument: Node 24, `http.md`, `net.md`. */
export const serverMakers: Readonly<Record<string, RegExp>> = {
  http: /^(?:createServer|get|request)$/,
  https: /^(?:createServer|get|request)$/,
  http2: /^create(?:Secure)?Server$/,
  net: /^(?:createServer|connect|createConnection)$/,
  tls: /^createServer$/,
};

/**
 * Packages whose objects call their listeners as `EventEmitter` does, which takes no promise unless it is made with
 * `captureRejections`. Sources: the published sources of ws 8, socket.io 4, redis 5, ioredis 5, pg 8, mysql2 3, amqplib 0.10,
 * mqtt 5, @google-cloud/pubsub 5, bull 4, bullmq 5, discord.js 14, chokidar 5, mongodb 7, mongoose 9, eventemitter3 5, nats 2.
 */
export const emitterModules: ReadonlySet<string> = new Set([
  ...['events', 'http', 'https', 'http2', 'net', 'tls', 'fs', 'stream', 'readline', 'child_process', 'worker_threads'],
  ...[
    'ws',
    'socket.io',
    'redis',
    'ioredis',
    'pg',
    'mysql2',
    'amqplib',
    'mqtt',
    '@google-cloud/pubsub',
    'bull',
    'bullmq',
  ],
  ...['discord.js', 'chokidar', 'mongodb', 'mongoose', 'eventemitter3', 'express', 'fs-extra', 'readable-stream'],
]);

export const listening: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener']);

/** Events of a start, at which a failure may end the process. */
export const startingEvents: ReadonlySet<string> = new Set([
  'ready',
  'listening',
  'open',
  'online',
  'spawn',
  'connect',
]);

/**
 * Packages by which a server of Node goes on after an unhandled rejection, since they listen for it: Sentry's only warns where
 * its option is not set otherwise. Sources: next 15.5.0 `dist/server/lib/router-server.js:567`, nitropack 2.13
 * `trapUnhandledErrors`, @sentry/node 10 `integrations/onunhandledrejection.js`.
 */
export const rejectionListeners: Readonly<Record<string, string>> = {
  next: 'Next.js',
  nitropack: 'Nitro',
  nuxt: 'Nitro',
  '@sentry/node': 'Sentry',
  '@sentry/nestjs': 'Sentry',
  '@sentry/sveltekit': 'Sentry',
  '@sentry/remix': 'Sentry',
  '@sentry/bun': 'Sentry',
};

/** Modules of files whose functions give promises that the disk can reject, and the path of names before the function. */
export const diskModules: Readonly<Record<string, RegExp>> = {
  fs: /^(?:default\.)?promises\.\w+$/,
  'fs/promises': /^(?:default\.)?\w+$/,
  'fs-extra': /^(?:default\.)?(?!.*(?:Sync|Stream)$)\w+$/,
};

/**
 * Methods of drivers and mappers that ask a database and give a promise, whatever the object is called: no other kind of library
 * has these names. Sources: the published types of mongodb 7, mongoose 9, sequelize 6, typeorm 0.3, prisma 7, kysely 0.28.
 */
export const databaseMethods =
  /^(?:findOne|findById|findByPk|findAll|findAndCountAll|findOrCreate|bulkCreate|findFirstOrThrow|findUniqueOrThrow|findUnique|findMany|findOneBy|findOneByOrFail|findOneOrFail|insertOne|insertMany|updateOne|updateMany|deleteOne|deleteMany|replaceOne|bulkWrite|countDocuments|estimatedDocumentCount|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findByIdAndUpdate|findByIdAndDelete|executeTakeFirst|executeTakeFirstOrThrow|getRawMany|getManyAndCount)$/;
