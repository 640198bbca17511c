import { testCheck } from '../../testing/check-test.js';
import { requireRateLimit } from './require-rate-limit.js';

const express = `import express from 'express';\nconst app = express();\napp.get('/', (req, res) => res.send('a'));\n`;
const listening = `${express}app.listen(3000);`;

testCheck(requireRateLimit, {
  violations: [
    {
      code: listening,
      message: /^Nothing limits the rate of requests to this Express server, so a burst .*\. Put a limiter/,
      line: 2,
    },
    `const http = require('node:http');\nconst app = require('express')();\nconst server = http.createServer(app);\nserver.listen(80);`,
    `import Fastify from 'fastify';\nimport cors from '@fastify/cors';\nconst app = Fastify();\nawait app.register(cors);\nawait app.listen({ port: 80, host: '0.0.0.0' });`,
    `import http from 'http';\nimport Koa from 'koa';\nconst app = new Koa();\nhttp.createServer(app.callback()).listen(80);`,
    `import Hapi from '@hapi/hapi';\nconst server = Hapi.server({ port: 80 });\nawait server.start();`,
    `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();\nserve({ fetch: app.fetch, port: 80 });`,
    `import { Hono } from 'hono';\nimport { serve } from '@hono/node-server';\nconst app = new Hono();\nserve(app);`,
  ],
  sound: [
    `import { rateLimit } from 'express-rate-limit';\n${express}app.use(rateLimit({ limit: 100 }));\napp.listen(3000);`,
    `import Fastify from 'fastify';\nimport limit from '@fastify/rate-limit';\nconst app = Fastify();\nawait app.register(limit, { redis });\nawait app.listen({ port: 80 });`,
    // A service that only its own callers reach.
    { code: listening, settings: { exposure: 'internal' } },
    // Servers for development, on the own machine, and in scripts.
    { code: listening, filename: 'src/local.ts' },
    { code: listening, filename: 'scripts/serve.ts' },
    `${express}app.listen(3000, '127.0.0.1');`,
    `import Fastify from 'fastify';\nconst app = Fastify();\nawait app.listen({ port: 80, host: 'localhost' });`,
    // A function: what is in front of it limits the rate.
    `import serverless from 'serverless-http';\n${express}export const handler = serverless(app);`,
    `import { handle } from 'hono/aws-lambda';\nimport { Hono } from 'hono';\nconst app = new Hono();\nexport const handler = handle(app);`,
    // A part of a server, which another file puts together.
    `import { Hono } from 'hono';\nexport const orders = new Hono().get('/', (c) => c.json([]));`,
    // Things that listen to something else.
    `import { createBrowserHistory } from 'history';\nconst history = createBrowserHistory();\nhistory.listen(() => {});`,
    `import { setupServer } from 'msw/node';\nsetupServer().listen({ onUnhandledRequest: 'error' });`,
  ],
  undetermined: [
    // A limiter may stand in another file.
    `import { routes } from './routes';\n${express}app.use(routes);\napp.listen(3000);`,
    `import { guard } from '@acme/guard';\n${express}app.use(guard());\napp.listen(3000);`,
    `${express}export default app;`,
    `import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\nawait app.listen(3000);`,
    `${express}app.use((req, res, next) => (isTooFast(req) ? res.status(429).end() : next()));\napp.listen(3000);`,
    `import { throttle } from 'some-package';\n${express}app.use(throttle());\napp.listen(3000);`,
  ],
});
