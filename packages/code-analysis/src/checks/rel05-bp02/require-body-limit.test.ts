import { testCheck } from '../../testing/check-test.js';
import { requireBodyLimit } from './require-body-limit.js';

const express = `import express from 'express';\nconst app = express();\n`;

testCheck(requireBodyLimit, {
  violations: [
    {
      code: `${express}app.use(express.json({ limit: '50mb' }));`,
      message: /^`express\.json` reads bodies of up to 50 MB, so a few large requests .*\. Set `limit` to/,
      line: 3,
    },
    `${express}app.use(express.json({ limit: Infinity }));`,
    `${express}app.use('/import', express.json({ limit: '200mb' }));`,
    `${express}app.use('/', express.json({ limit: '20mb' }));`,
    `${express}app.use(cors(), express.json({ limit: '20mb' }));`,
    `${express}const limit = '1gb';\napp.use(express.urlencoded({ extended: true, limit }));`,
    `import { json } from 'body-parser';\napp.use(json({ limit: 100 * 1024 * 1024 }));`,
    `const bodyParser = require('body-parser');\napp.use(bodyParser.raw({ type: '*/*', limit: '200MB' }));`,
    `import bodyParser from 'koa-bodyparser';\napp.use(bodyParser({ jsonLimit: '100mb', formLimit: '1mb' }));`,
    `import { koaBody } from 'koa-body';\napp.use(koaBody({ formidable: { maxFileSize: 10 * 1024 ** 3 } }));`,
    `import Fastify from 'fastify';\nconst app = Fastify({ bodyLimit: 52428800 });`,
    `import { FastifyAdapter } from '@nestjs/platform-fastify';\nexport const adapter = new FastifyAdapter({ bodyLimit: 1e9 });`,
    `import Hapi from '@hapi/hapi';\nconst server = Hapi.server({ routes: { payload: { maxBytes: 1024 * 1024 * 50 } } });`,
    `import { bodyLimit } from 'hono/body-limit';\napp.use(bodyLimit({ maxSize: 500 * 1024 * 1024 }));`,
    {
      code: `import multer from 'multer';\nexport const upload = multer({ storage: multer.memoryStorage() });`,
      message: /^`multer` reads files of any size when it is given no limit, so a few large requests/,
    },
    `import fileUpload from 'express-fileupload';\napp.use(fileUpload());`,
    `import { Server } from 'socket.io';\nconst io = new Server(server, { maxHttpBufferSize: 1e8 });`,
    `import { WebSocketServer } from 'ws';\nconst wss = new WebSocketServer({ port: 80, maxPayload: 0 });`,
    `import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.useBodyParser('json', { limit: '100mb' });`,
    {
      code: `export const config = { api: { bodyParser: { sizeLimit: '100mb' } } };\nexport default function handler(req, res) {}`,
      filename: 'src/pages/api/upload.ts',
    },
    { code: `${express}app.use(express.json({ limit: '2mb' }));`, options: [{ maxBody: 1024 * 1024 }] },
    `${express}app.use(express.json({ limit: large ? '100mb' : '20mb' }));`,
  ],
  sound: [
    `${express}app.use(express.json());`,
    `${express}app.use(express.json({ limit: '1mb' }), express.urlencoded({ limit: 5_000_000 }));`,
    `import bodyParser from 'koa-bodyparser';\napp.use(bodyParser());`,
    `import bodyParser from 'koa-body';\napp.use(bodyParser({ multipart: true, jsonLimit: 5 * 1024 * 1024 }));`,
    `import fastify from 'fastify';\nconst app = fastify({ logger: true });`,
    `import multer from 'multer';\nexport const upload = multer({ dest: 'in', limits: { fileSize: 20 * 1024 * 1024 } });`,
    `import multipart from '@fastify/multipart';\nawait app.register(multipart);`,
    `import { Server } from 'socket.io';\nconst io = new Server(server, { path: '/live' });`,
    // A route without a parser reads the stream by itself.
    { code: `export const config = { api: { bodyParser: false } };`, filename: 'pages/api/hook.ts' },
    { code: `export const config = { api: { bodyParser: { sizeLimit: '2mb' } } };`, filename: 'src/pages/api/a.ts' },
    // For routes that take more than others.
    `${express}app.use('/import', express.json({ limit: '20mb' }));`,
    `${express}const large = ['/import', '/bulk'];\napp.use(large, express.json({ limit: '20mb' }));`,
    { code: `${express}app.use(express.json({ limit: '50mb' }));`, options: [{ maxBody: 64 * 1024 * 1024 }] },
    { code: `${express}app.use(express.json({ limit: '50mb' }));`, filename: 'src/dev-server.ts' },
    `import { json } from './json';\nexport const parse = json({ limit: '500mb' });`,
    `const limit = '500mb';\nexport const config = { limit };`,
  ],
  undetermined: [
    `${express}app.use(express.json({ limit: process.env.BODY_LIMIT || '50mb' }));`,
    `${express}export const setUp = (limit) => app.use(express.json({ limit }));`,
    `import multer from 'multer';\nexport const upload = (options) => multer(options);`,
    `import getRawBody from 'raw-body';\nexport const read = (req) => getRawBody(req);`,
    `import busboy from 'busboy';\nexport const read = (headers) => busboy({ headers });`,
  ],
});
