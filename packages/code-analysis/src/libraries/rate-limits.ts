/** Code that makes a limiter of incoming requests. */
interface LimiterShape {
  /** Dotted path from the module; `*` at the end of a name stands for the rest. */
  readonly export: string;
  readonly construct?: true;
  /** It is handed to `register` of a server, with its options behind it. */
  readonly registered?: true;
  /** Index of the argument that holds the options. */
  readonly options: number;
  /** The member of the options is a function that returns them. */
  readonly factory?: string;
}

/** A library that limits the rate of incoming requests, and where it counts them. */
export interface LimiterLibrary {
  readonly label: string;
  readonly modules: readonly string[];
  readonly makes: readonly LimiterShape[];
  /**
   * Where it counts when no option says otherwise: in the memory of the process, in a store that all instances share,
   * or in one that cannot be told from here.
   */
  readonly byDefault: 'memory' | 'shared' | 'unknown';
  /** Options that take a store, any of them. */
  readonly stores?: readonly string[];
  /** An option and the value by which it counts in memory. */
  readonly memory?: { readonly path: string; readonly value: string };
  /** An export that gives it a store where it is provided to the container: `{ provide: ThrottlerStorage, ... }`. */
  readonly provided?: string;
  /** The repair as code. */
  readonly repair: string;
  /** Version that was read, and its page. */
  readonly source: { readonly version: string; readonly url: string };
}

const redisStore = 'store: new RedisStore({ ... })';

export const limiterLibraries: readonly LimiterLibrary[] = [
  {
    label: 'express-rate-limit',
    modules: ['express-rate-limit'],
    makes: [
      { export: 'default', options: 0 },
      { export: 'rateLimit', options: 0 },
    ],
    byDefault: 'memory',
    stores: ['store'],
    repair: redisStore,
    source: { version: '8.7.4', url: 'https://express-rate-limit.mintlify.app/reference/stores' },
  },
  {
    label: 'express-slow-down',
    modules: ['express-slow-down'],
    makes: [
      { export: 'default', options: 0 },
      { export: 'slowDown', options: 0 },
    ],
    byDefault: 'memory',
    stores: ['store'],
    repair: redisStore,
    source: { version: '3.1.1', url: 'https://github.com/express-rate-limit/express-slow-down' },
  },
  {
    label: '@fastify/rate-limit',
    modules: ['@fastify/rate-limit', 'fastify-rate-limit'],
    makes: [{ export: 'default', registered: true, options: 1 }],
    byDefault: 'memory',
    stores: ['redis', 'store'],
    repair: 'redis: new Redis({ ... })',
    source: { version: '11.2.0', url: 'https://github.com/fastify/fastify-rate-limit#options' },
  },
  {
    label: 'koa-ratelimit',
    modules: ['koa-ratelimit'],
    makes: [{ export: 'default', options: 0 }],
    byDefault: 'shared',
    memory: { path: 'driver', value: 'memory' },
    repair: "driver: 'redis', db: new Redis()",
    source: { version: '6.0.0', url: 'https://github.com/koajs/ratelimit' },
  },
  {
    label: 'koa2-ratelimit',
    modules: ['koa2-ratelimit'],
    makes: [{ export: 'RateLimit.middleware', options: 0 }],
    byDefault: 'memory',
    stores: ['store'],
    repair: 'store: new Stores.Redis({ ... })',
    source: { version: '1.1.3', url: 'https://github.com/ysocorp/koa2-ratelimit' },
  },
  {
    label: 'hono-rate-limiter',
    modules: ['hono-rate-limiter'],
    makes: [{ export: 'rateLimiter', options: 0 }],
    byDefault: 'memory',
    stores: ['store', 'binding'],
    repair: redisStore,
    source: { version: '0.5.4', url: 'https://github.com/rhinobase/hono-rate-limiter' },
  },
  {
    label: '@nestjs/throttler',
    modules: ['@nestjs/throttler'],
    makes: [
      { export: 'ThrottlerModule.forRoot', options: 0 },
      { export: 'ThrottlerModule.forRootAsync', options: 0, factory: 'useFactory' },
    ],
    byDefault: 'memory',
    stores: ['storage'],
    provided: 'ThrottlerStorage',
    repair: 'storage: new ThrottlerStorageRedisService(redis)',
    source: { version: '6.7.1', url: 'https://docs.nestjs.com/security/rate-limiting' },
  },
  {
    label: 'graphql-rate-limit',
    modules: ['graphql-rate-limit'],
    makes: ['createRateLimitRule', 'createRateLimitDirective', 'getGraphQLRateLimiter'].map((name) => ({
      export: name,
      options: 0,
    })),
    byDefault: 'memory',
    stores: ['store'],
    repair: 'store: new RedisStore(redis)',
    source: { version: '3.3.0', url: 'https://github.com/teamplanes/graphql-rate-limit' },
  },
  {
    label: 'RateLimiterMemory of rate-limiter-flexible',
    modules: ['rate-limiter-flexible'],
    makes: [{ export: 'RateLimiterMemory', construct: true, options: 0 }],
    byDefault: 'memory',
    repair: 'new RateLimiterRedis({ storeClient, ... })',
    source: { version: '11.4.0', url: 'https://github.com/animir/node-rate-limiter-flexible/wiki' },
  },
  {
    label: 'rate-limiter-flexible',
    modules: ['rate-limiter-flexible'],
    makes: [{ export: 'RateLimiter*', construct: true, options: 0 }],
    byDefault: 'shared',
    repair: 'new RateLimiterRedis({ storeClient, ... })',
    source: { version: '11.4.0', url: 'https://github.com/animir/node-rate-limiter-flexible/wiki' },
  },
  {
    label: '@upstash/ratelimit',
    modules: ['@upstash/ratelimit'],
    makes: [{ export: 'Ratelimit', construct: true, options: 0 }],
    byDefault: 'shared',
    repair: 'redis: Redis.fromEnv()',
    source: { version: '2.2.0', url: 'https://upstash.com/docs/redis/sdks/ratelimit-ts/overview' },
  },
  {
    label: 'hapi-rate-limit',
    modules: ['hapi-rate-limit'],
    makes: [{ export: 'default', registered: true, options: 1 }],
    // It counts in the cache of the server, whose engine is chosen elsewhere.
    byDefault: 'unknown',
    repair: 'cache: [{ provider: CatboxRedis }]',
    source: { version: '8.0.0', url: 'https://github.com/wraithgar/hapi-rate-limit' },
  },
  {
    label: '@hocuspocus/extension-throttle',
    modules: ['@hocuspocus/extension-throttle'],
    makes: [{ export: 'Throttle', construct: true, options: 0 }],
    // Connections belong to the instance that holds them.
    byDefault: 'unknown',
    repair: 'a limit in front of the servers',
    source: { version: '3.4.0', url: 'https://tiptap.dev/docs/hocuspocus/server/extensions/throttle' },
  },
];

export const limiterModules: readonly string[] = [...new Set(limiterLibraries.flatMap(({ modules }) => modules))];

/** True for modules that limit the rate of incoming requests. */
export function isLimiterModule(specifier: string): boolean {
  return limiterModules.includes(specifier);
}

const words = /rate[-_ ]?limit|throttl|slow[-_]?down|too[-_ ]?many[-_ ]?requests|\b429\b/i;

/** True for code with words of limits, or of answers above a limit: more than that only a reader can tell. */
export function speaksOfLimits(text: string): boolean {
  return words.test(text);
}
