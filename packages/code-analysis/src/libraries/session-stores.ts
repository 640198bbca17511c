/** A function that keeps sessions, and the option that says where. */
export interface SessionMiddleware {
  readonly label: string;
  readonly modules: readonly string[];
  /** Exports that are called; the empty name is the module itself. */
  readonly exports: readonly string[];
  /** It is handed to `register(plugin, options)` and not called by the application. */
  readonly registered?: true;
  /** Option that takes the store; absent where sessions have no other place. */
  readonly store?: string;
  readonly keeps: 'memory' | 'disk';
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

/** Where sessions are kept in the process, or on its disk, unless the application gives a store. */
export const sessionMiddlewares: readonly SessionMiddleware[] = [
  {
    label: 'express-session',
    modules: ['express-session'],
    exports: ['', 'default'],
    store: 'store',
    keeps: 'memory',
    source: {
      version: '1.19.0',
      url: 'https://github.com/expressjs/session',
      evidence: 'readme: the default store is a new MemoryStore, which does not scale past a single process',
    },
  },
  {
    label: 'koa-generic-session',
    modules: ['koa-generic-session'],
    exports: ['', 'default'],
    store: 'store',
    keeps: 'memory',
    source: {
      version: '2.3.1',
      url: 'https://github.com/koajs/generic-session',
      evidence: 'readme: without a store it uses a MemoryStore',
    },
  },
  {
    label: '@fastify/session',
    modules: ['@fastify/session', 'fastify-session'],
    exports: ['', 'default', 'fastifySession'],
    registered: true,
    store: 'store',
    keeps: 'memory',
    source: {
      version: '11.1.3',
      url: 'https://github.com/fastify/session',
      evidence: 'readme: the default store keeps sessions in memory',
    },
  },
  {
    label: 'next-session',
    modules: ['next-session'],
    exports: ['', 'default'],
    store: 'store',
    keeps: 'memory',
    source: {
      version: '4.0.5',
      url: 'https://github.com/hoangvvo/next-session',
      evidence: 'readme: the default store is a MemoryStore',
    },
  },
  {
    label: 'the session of grammY',
    modules: ['grammy'],
    exports: ['session'],
    store: 'storage',
    keeps: 'memory',
    source: {
      version: '1.46.0',
      url: 'https://grammy.dev/plugins/session',
      evidence: 'guide: sessions are in RAM unless a storage adapter is given',
    },
  },
  {
    label: 'the session of Telegraf',
    modules: ['telegraf'],
    exports: ['session'],
    store: 'store',
    keeps: 'memory',
    source: {
      version: '4.16.3',
      url: 'https://github.com/telegraf/session',
      evidence: 'readme: an in-memory session module is bundled',
    },
  },
  {
    label: 'createMemorySessionStorage',
    modules: [
      '@remix-run/node',
      '@remix-run/server-runtime',
      '@react-router/node',
      'react-router',
      '@remix-run/cloudflare',
    ],
    exports: ['createMemorySessionStorage'],
    keeps: 'memory',
    source: {
      version: '8.5.1',
      url: 'https://github.com/remix-run/react-router',
      evidence: 'documentation of the function: for development only',
    },
  },
  {
    label: 'createFileSessionStorage',
    modules: ['@remix-run/node', '@react-router/node'],
    exports: ['createFileSessionStorage'],
    keeps: 'disk',
    source: {
      version: '8.5.1',
      url: 'https://github.com/remix-run/react-router',
      evidence: 'documentation of the function: one file for each session',
    },
  },
];

/** Stores that are given to a session library and keep sessions where only one process has them. */
export const localSessionStores: readonly {
  readonly module: string;
  /** Exports that are constructed or called, or that make such a class. */
  readonly exports: readonly string[];
  readonly keeps: 'memory' | 'disk';
  /** Version of the readme that says so. */
  readonly version: string;
}[] = [
  { module: 'express-session', exports: ['MemoryStore', 'default.MemoryStore'], keeps: 'memory', version: '1.19.0' },
  { module: 'memorystore', exports: ['', 'default'], keeps: 'memory', version: '1.6.8' },
  { module: 'grammy', exports: ['MemorySessionStorage'], keeps: 'memory', version: '1.46.0' },
  { module: 'telegraf', exports: ['MemorySessionStore'], keeps: 'memory', version: '4.16.3' },
  { module: 'hono-sessions', exports: ['MemoryStore'], keeps: 'memory', version: '0.8.1' },
  { module: 'session-file-store', exports: ['', 'default'], keeps: 'disk', version: '1.5.0' },
  { module: 'global', exports: ['Map'], keeps: 'memory', version: 'any' },
];
