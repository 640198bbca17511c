import { testCheck } from '../../testing/check-test.js';
import { noMemorySessionStore } from './no-memory-session-store.js';

const express = (options: string, head = '') =>
  `import express from 'express';\nimport session from 'express-session';\n${head}\nconst app = express();\napp.use(session(${options}));`;

testCheck(noMemorySessionStore, {
  violations: [
    {
      code: express(`{ secret: 'a', resave: false }`),
      message: /^Sessions of express-session are kept in the memory of one process, so .+\. Give it a `store`/,
      line: 5,
    },
    express(''),
    express('{ secret, store: undefined }'),
    express('{ secret, store: new session.MemoryStore() }'),
    express('options', `const options = { secret: process.env.SECRET };`),
    `const session = require('express-session');\nmodule.exports = session({ secret: process.env.SECRET });`,
    express(
      '{ secret, store: new MemoryStore({ checkPeriod: 1000 }) }',
      `import createStore from 'memorystore';\nconst MemoryStore = createStore(session);`,
    ),
    {
      code: express(
        '{ secret, store: new FileStore({}) }',
        `import sessionFileStore from 'session-file-store';\nconst FileStore = sessionFileStore(session);`,
      ),
      message: /on the disk of one instance/,
    },
    `import Fastify from 'fastify';\nimport fastifySession from '@fastify/session';\nconst app = Fastify();\napp.register(fastifySession, { secret });`,
    `import { Bot, session } from 'grammy';\nbot.use(session({ initial: () => ({ step: 0 }) }));`,
    {
      code: `import { createMemorySessionStorage } from '@remix-run/node';\nexport const storage = createMemorySessionStorage({ cookie });`,
      message: /Keep them in a cookie/,
    },
  ],
  sound: [
    express(
      '{ secret, store: new RedisStore({ client }) }',
      `import { RedisStore } from 'connect-redis';\nimport { client } from './redis';`,
    ),
    express('{ secret, store: MongoStore.create({ client }) }', `import MongoStore from 'connect-mongo';`),
    `import Fastify from 'fastify';\nimport fastifySession from '@fastify/session';\nimport RedisStore from 'connect-redis';\nconst app = Fastify();\napp.register(fastifySession, { secret, store: new RedisStore({ client }) });`,
    `import { createCookieSessionStorage } from '@remix-run/node';\nexport const storage = createCookieSessionStorage({ cookie });`,
    // Sessions in a cookie.
    `import session from 'cookie-session';\napp.use(session({ secret }));`,
    `import session from 'koa-session';\napp.use(session({}, app));`,
    // A function of the same name.
    `import { session } from './session';\napp.use(session({ secret: 'a' }));`,
    // Only the class is used.
    `import session, { MemoryStore } from 'express-session';\nexport type Session = session.Session;`,
  ],
  undetermined: [
    express('{ secret, store }', `import { store } from './store';`),
    express('options', `import { options } from './options';`),
    express(
      '{ secret, store: production ? new RedisStore({ client }) : undefined }',
      `import RedisStore from 'connect-redis';`,
    ),
    express(
      'options',
      `import RedisStore from 'connect-redis';\nconst options = { secret };\nif (production) options.store = new RedisStore({ client });`,
    ),
    // One of two is for development.
    `import session from 'express-session';\nimport RedisStore from 'connect-redis';\nif (production) app.use(session({ store: new RedisStore({ client }) }));\nelse app.use(session({ secret }));`,
  ],
});
