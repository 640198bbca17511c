import { testCheck } from '../../testing/check-test.js';
import { noProcessLocalRateLimit } from './no-process-local-rate-limit.js';

const express = `import rateLimit from 'express-rate-limit';\n`;
const flexible = `import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';\n`;
const nest = `import { ThrottlerModule, ThrottlerStorage } from '@nestjs/throttler';\n`;

testCheck(noProcessLocalRateLimit, {
  violations: [
    {
      code: `${express}app.use(rateLimit({ windowMs: 60_000, max: 100 }));`,
      message: /^express-rate-limit counts in the memory of the process .*\. Count in a store that all instances share/,
      line: 2,
    },
    `import { rateLimit, MemoryStore } from 'express-rate-limit';\nexport const limiter = rateLimit({ max: 5, store: new MemoryStore() });`,
    `const rateLimit = require('express-rate-limit');\nconst options = { max: 5 };\nmodule.exports = rateLimit(options);`,
    `import { slowDown } from 'express-slow-down';\napp.use(slowDown({ delayAfter: 5 }));`,
    `import limit from '@fastify/rate-limit';\nawait fastify.register(limit, { max: 100 });`,
    `fastify.register(require('@fastify/rate-limit'));`,
    `await app.register(import('@fastify/rate-limit'), { max: 10, redis: undefined });`,
    `import ratelimit from 'koa-ratelimit';\napp.use(ratelimit({ driver: 'memory', db: new Map(), max: 5 }));`,
    `import { RateLimit } from 'koa2-ratelimit';\nconst limiter = RateLimit.middleware({ max: 5 });`,
    `import { rateLimiter } from 'hono-rate-limiter';\napp.use(rateLimiter({ limit: 5, keyGenerator }));`,
    `${nest}@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 10 }])] })\nexport class AppModule {}`,
    `${nest}import { ThrottlerGuard } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 1, limit: 1 }])], providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }] })\nexport class LimitsModule {}`,
    `${nest}export const limits = ThrottlerModule.forRootAsync({ useFactory: () => [{ ttl: 60_000, limit: 10 }] });`,
    `${nest}export const limits = ThrottlerModule.forRootAsync({ useFactory: (config) => ({ throttlers: config.get('limits') }) });`,
    `${flexible}const limiter = new RateLimiterMemory({ points: 5, duration: 1 });`,
    `import { createRateLimitRule } from 'graphql-rate-limit';\nexport const rule = createRateLimitRule({ identifyContext });`,
  ],
  sound: [
    `${express}import { RedisStore } from 'rate-limit-redis';\napp.use(rateLimit({ max: 100, store: new RedisStore({ sendCommand }) }));`,
    `${express}import { store } from './store';\napp.use(rateLimit({ max: 100, store }));`,
    `import limit from '@fastify/rate-limit';\nfastify.register(limit, { max: 100, redis });`,
    `import limit from '@fastify/rate-limit';\nimport Redis from 'ioredis';\nfastify.register(limit, { redis: new Redis() });`,
    `import ratelimit from 'koa-ratelimit';\napp.use(ratelimit({ db: redis, max: 5 }));`,
    `import { rateLimiter } from 'hono-rate-limiter';\napp.use(rateLimiter({ binding: (c) => c.env.LIMITER }));`,
    `${nest}export const limits = ThrottlerModule.forRoot({ throttlers, storage: new ThrottlerStorageRedisService(url) });`,
    `${nest}@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 1, limit: 1 }])], providers: [{ provide: ThrottlerStorage, useClass: RedisStorage }] })\nexport class AppModule {}`,
    `${flexible}const limiter = new RateLimiterRedis({ storeClient, points: 5 });`,
    `import { Ratelimit } from '@upstash/ratelimit';\nconst limiter = new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.slidingWindow(10, '10 s') });`,
    // One that takes over while the shared store is down.
    `${flexible}const insurance = new RateLimiterMemory({ points: 5 });\nexport const limiter = new RateLimiterRedis({ storeClient, insuranceLimiter: insurance });`,
    `${flexible}class Limits {\n  static readonly spare = new RateLimiterMemory({ points: 5 });\n  static make() { return new RateLimiterRedis({ storeClient, insuranceLimiter: this.spare }); }\n}`,
    // A single instance is declared.
    { code: `${express}app.use(rateLimit({ max: 100 }));`, settings: { instances: 'one' } },
    // Servers of developers, and scripts.
    { code: `${express}app.use(rateLimit({ max: 100 }));`, filename: 'src/local.ts' },
    { code: `${express}app.use(rateLimit({ max: 10 }));`, filename: 'scripts/serve.ts' },
    // Other things of that name.
    `import rateLimit from './rate-limit';\napp.use(rateLimit({ max: 100 }));`,
    `import { MemoryStore } from 'express-rate-limit';\nexport const store = new MemoryStore();`,
    // Calls that go out are paced in each process.
    `import Bottleneck from 'bottleneck';\nexport const limiter = new Bottleneck({ minTime: 200 });`,
  ],
  undetermined: [
    `${express}app.use(rateLimit({ max: 100, store: process.env.REDIS_URL ? new RedisStore({ client }) : undefined }));`,
    `${express}export const limit = (options) => rateLimit(options);`,
    `${express}app.use(rateLimit({ ...defaults() }));`,
    `${nest}export const limits = ThrottlerModule.forRootAsync({ useClass: Limits });`,
    // A limiter of the project's own.
    `${nest}import { PlanRateLimit } from './guards';\n@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 1, limit: 1 }])], providers: [{ provide: APP_INTERCEPTOR, useClass: PlanRateLimit }] })\nexport class AppModule {}`,
    `${flexible}export const limiter = redis ? new RateLimiterRedis({ storeClient: redis }) : new RateLimiterMemory({ points: 5 });`,
    `import limit from 'hapi-rate-limit';\nawait server.register(limit);`,
  ],
});
