import type { ServerLibrary, ServerTimeout } from './types.js';

const requestTimeout: ServerTimeout = {
  name: 'requestTimeout',
  set: ['option', 'property'],
  unit: 'ms',
  defaultValue: 300_000,
  off: ['zero'],
  bounds: 'a client that takes too long to send its request',
};

const headersTimeout: ServerTimeout = {
  name: 'headersTimeout',
  set: ['option', 'property'],
  unit: 'ms',
  defaultValue: 60_000,
  off: ['zero'],
  bounds: 'a client that takes too long to send its headers',
};

/** Timeouts of a Node server, the same on 20, 22 and 24; none of them bounds a handler. */
const nodeTimeouts: readonly ServerTimeout[] = [
  requestTimeout,
  headersTimeout,
  {
    name: 'timeout',
    set: ['property'],
    unit: 'ms',
    off: ['zero'],
    bounds: 'a connection on which nothing happens',
  },
  {
    name: 'setTimeout',
    set: ['method'],
    unit: 'ms',
    off: ['zero'],
    bounds: 'a connection on which nothing happens',
  },
];

const measured = {
  version: 'Node.js 20.20.2, 22.23.3, 24.21.0',
  url: 'https://nodejs.org/api/http.html',
  evidence: 'measured',
};

export const serverLibraries: readonly ServerLibrary[] = [
  {
    label: 'Node.js server',
    modules: ['node:http', 'node:https'],
    servers: [
      { export: 'createServer', options: 0 },
      { export: 'Server', construct: true, options: 0 },
    ],
    timeouts: nodeTimeouts,
    source: measured,
  },
  {
    label: 'Express',
    modules: ['express'],
    servers: [{ export: 'default', options: [] }],
    underlying: ['listen'],
    timeouts: nodeTimeouts,
    source: { ...measured, version: '5.3.0', url: 'https://expressjs.com/en/api.html#app.listen' },
  },
  {
    label: 'Koa',
    modules: ['koa'],
    servers: [{ export: 'default', construct: true, options: [] }],
    underlying: ['listen'],
    timeouts: nodeTimeouts,
    source: { ...measured, version: '3.3.0', url: 'https://koajs.com/#app-listen' },
  },
  {
    label: 'Fastify',
    modules: ['fastify'],
    servers: [
      { export: 'default', options: 0 },
      { export: 'fastify', options: 0 },
    ],
    underlying: ['server'],
    // Fastify sets requestTimeout to 0 by itself and so takes away the 300 s of Node.js.
    timeouts: [
      { ...requestTimeout, defaultValue: 0 },
      headersTimeout,
      {
        name: 'connectionTimeout',
        set: ['option'],
        unit: 'ms',
        off: ['zero'],
        bounds: 'a connection on which nothing happens',
      },
      { name: 'handlerTimeout', set: ['option'], unit: 'ms', off: ['zero'], bounds: 'a handler that takes too long' },
    ],
    source: { version: '5.12.8', url: 'https://fastify.dev/docs/latest/Reference/Server/', evidence: 'measured' },
  },
  {
    label: 'hapi',
    modules: ['@hapi/hapi'],
    servers: [
      { export: 'server', options: 0 },
      { export: 'Server', construct: true, options: 0 },
    ],
    underlying: ['listener'],
    timeouts: [
      {
        name: 'routes.payload.timeout',
        set: ['option'],
        unit: 'ms',
        defaultValue: 10_000,
        off: ['false'],
        bounds: 'a client that takes too long to send its body',
      },
      {
        name: 'routes.timeout.server',
        set: ['option'],
        unit: 'ms',
        off: ['false'],
        bounds: 'a handler that takes too long',
      },
      ...nodeTimeouts,
    ],
    source: { version: '21.4.10', url: 'https://hapi.dev/api/', evidence: 'measured' },
  },
];
