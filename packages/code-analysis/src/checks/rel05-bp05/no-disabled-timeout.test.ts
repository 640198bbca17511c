import { testCheck } from '../../testing/check-test.js';
import { noDisabledTimeout } from './no-disabled-timeout.js';

const http = (rest: string) =>
  `import http from 'node:http';\nconst server = http.createServer((request, response) => response.end());\n${rest}`;

testCheck(noDisabledTimeout, {
  violations: [
    // Clients and calls, each with the values that its library reads as "never".
    {
      code: `import axios from 'axios';\nexport const api = axios.create({ timeout: 0 });`,
      message: /^0 switches `timeout` \(axios\) off, so .*\. Give a duration/,
      line: 2,
      repaired: `import axios from 'axios';\nexport const api = axios.create({ timeout: 5_000 });`,
    },
    `import axios from 'axios';\nexport const load = (url) => axios.get(url, { timeout: null });`,
    `import axios from 'axios';\nexport const load = (url) => axios.get(url, { timeout: NaN });`,
    `import axios from 'axios';\nconst never = 0;\nexport const api = axios.create({ timeout: never });`,
    `import ky from 'ky';\nexport const load = (url) => ky.get(url, { timeout: false }).json();`,
    `const axios = require('axios');\nmodule.exports = axios.create({ timeout: 0 });`,
    `import axios, { type AxiosRequestConfig } from 'axios';\nexport const api = axios.create({ timeout: 0 } satisfies AxiosRequestConfig);`,
    // Servers.
    {
      code: http('server.requestTimeout = 0;'),
      message: /^0 switches `requestTimeout` \(Node\.js server\) off: nothing then ends a client that .*\. Keep/,
      line: 3,
      repaired: http('server.requestTimeout = 300_000;'),
    },
    http('server.headersTimeout = 0;'),
    http('server.timeout = 0;'),
    http('server.setTimeout(0);'),
    http('const off = 0;\nserver.requestTimeout = off;'),
    { code: http('server.requestTimeout = 0;\nserver.headersTimeout = 0;'), count: 2 },
    `import { createServer } from 'node:http';\nexport const server = createServer({ requestTimeout: 0 }, () => {});`,
    `import { createServer } from 'node:http';\nconst options = { headersTimeout: 0 };\nexport const server = createServer(options, () => {});`,
    `import * as https from 'https';\nconst server = new https.Server({});\nserver.headersTimeout = 0;`,
    `import express from 'express';\nconst server = express().listen(80);\nserver.requestTimeout = 0;`,
    `import express from 'express';\nconst app = express();\nconst server = app.listen(80);\nserver.setTimeout(0);`,
    `import { createServer } from 'http';\nconst server = createServer(() => {}).listen(80);\nserver.requestTimeout = 0;`,
    `import { createServer } from 'http';\ncreateServer(() => {}).setTimeout(0);`,
    `import fastify from 'fastify';\nexport const app = fastify({ requestTimeout: 0 });`,
    `import Fastify from 'fastify';\nconst app = Fastify();\napp.server.headersTimeout = 0;`,
    `import type { Server } from 'node:http';\nexport function tune(server: Server) { server.requestTimeout = 0; }`,
    `import type http from 'node:http';\nexport class App { constructor(private server: http.Server) { this.server.requestTimeout = 0; } }`,
    // Sockets.
    `import { connect } from 'node:net';\nconst socket = connect(6379);\nsocket.setTimeout(0);`,
    `import tls from 'tls';\nconst socket = tls.connect(443);\nsocket.setTimeout(0);`,
  ],
  sound: [
    // The timer for connecting is ended when the connection stands.
    `import net from 'node:net';
const socket = net.connect(6379);
socket.setTimeout(2_000, () => socket.destroy());
socket.once('connect', () => socket.setTimeout(0));`,
    // Fastify has no such limit by itself, so nothing is taken away.
    `import fastify from 'fastify';\nexport const app = fastify({ connectionTimeout: 0 });`,
    `import axios from 'axios';\nexport const api = axios.create({ timeout: 5_000 });`,
    `import axios from 'axios';\nexport const load = (url) => axios.get(url, { timeout: 0, signal: AbortSignal.timeout(5_000) });`,
    // Not written at all is the business of another rule.
    `import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://api.example.com' });`,
    // Zero means "at once" here.
    `import got from 'got';\nexport const load = (url) => got(url, { timeout: { request: 0 } });`,
    // Something else with such an option.
    `const axios = { create() {} };\naxios.create({ timeout: 0 });`,
    `setTimeout(() => {}, 0);`,
    `const server = { requestTimeout: 1 };\nserver.requestTimeout = 0;`,
    http('server.requestTimeout = 30_000;\nserver.headersTimeout = 10_000;'),
    http('server.requestTimeout = Number(process.env.REQUEST_TIMEOUT);'),
    // The value that holds in the end is not 0.
    http('server.requestTimeout = 0;\nserver.requestTimeout = 30_000;'),
    // Each request has its own limit.
    `import http from 'node:http';
const server = http.createServer((request, response) => {
  request.setTimeout(30_000, () => request.destroy());
});
server.requestTimeout = 0;`,
    // A stream lifts the limit of its own connection.
    `import express from 'express';
const app = express();
app.get('/events', (request, response) => {
  request.socket.setTimeout(0);
  response.setHeader('content-type', 'text/event-stream');
});`,
    `import express from 'express';\nexpress().listen(80);`,
    // Names that come back to themselves.
    `import http from 'node:http';\nlet a = b.listen(80);\nlet b = a.listen(81);\na.requestTimeout = 0;\nhttp.get(url);`,
    `import axios from 'axios';\nlet p = q.create();\nlet q = p.create();\nnew p();\nnew axios.Axios({ timeout: 1 });`,
  ],
});
