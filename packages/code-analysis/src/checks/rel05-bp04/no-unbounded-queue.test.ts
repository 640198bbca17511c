import { testCheck } from '../../testing/check-test.js';
import { noUnboundedQueue } from './no-unbounded-queue.js';

const route = (before: string, body: string, after = '') =>
  `import express from 'express';\n${before}\nconst app = express();\napp.post('/events', (req, res) => {\n  ${body}\n  res.end();\n});\n${after}`;
const handler = (before: string, body: string, after = '') =>
  `${before}\nexports.handler = async (event, context) => {\n  ${body}\n  return { statusCode: 200, body: event.body };\n};\n${after}`;

testCheck(noUnboundedQueue, {
  violations: [
    {
      code: route('const pending = [];', 'pending.push(req.body);'),
      message: /^`pending` grows with every request or event and nothing takes out of it.*\. Give it a largest length/,
      line: 5,
    },
    handler('const seen = [];', 'seen.push(event.body);'),
    route('const seen = new Set();', 'seen.add(req.body.id);'),
    route('const orders = new Map();', 'orders.set(req.body.id, req.body);', 'export const all = () => orders.size;'),
    // A function of the file that the handler calls, and a length that only goes into a log.
    route(
      'const pending = [];',
      'enqueue(req.body); console.log(pending.length);',
      'function enqueue(one) { pending.push(one); }',
    ),
    {
      code: `const chunks = [];\nsocket.on('message', (message) => { chunks.push(message); });`,
      message: /grows with every event/,
    },
    `import { Injectable } from '@nestjs/common';\nimport { Controller, Post } from '@nestjs/common';\n@Controller()\nexport class Events {\n  private pending: string[] = [];\n  @Post()\n  take(body: string) { this.pending.push(body); }\n}`,
    // Queue libraries without a bound.
    {
      code: route(
        `import PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 4 });`,
        `queue.add(() => fetch('https://api.example.com', { method: 'POST', body: req.body }));`,
      ),
      message: /^`queue` takes a task for every request.*wait longer and longer.*\. Look at its length/,
    },
    route(`import async from 'async';\nconst queue = async.queue(work, 4);`, 'queue.push(req.body);'),
    route(`import * as fastq from 'fastq';\nconst queue = fastq.promise(work, 1);`, 'queue.push(req.body);'),
    route(
      `import Bottleneck from 'bottleneck';\nconst limiter = new Bottleneck({ maxConcurrent: 2 });`,
      'limiter.schedule(() => work(req.body));',
    ),
    `import { Worker } from 'bullmq';\nimport PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 4 });\nnew Worker('mails', async (job) => { queue.add(() => send(job.data)); });`,
  ],
  sound: [
    // A script ends, and its memory with it.
    {
      code: `const rows = [];\nparse(file, { step: (row) => { rows.push(row); }, complete: () => save(rows) });`,
      filename: 'scripts/import-rows.ts',
    },
    // Local to one call.
    route('', 'const found = []; found.push(req.body); send(found);'),
    // Taken out again, emptied, replaced, bounded, shed.
    route('const pending = [];', 'pending.push(req.body);', 'setInterval(() => send(pending.splice(0)), 1000);'),
    route('const pending = [];', 'pending.push(req.body); if (pending.length > 100) pending.shift();'),
    route('const pending = [];', 'if (pending.length >= 100) { res.sendStatus(503); return; } pending.push(req.body);'),
    route('let pending = [];', 'pending.push(req.body);', 'setInterval(() => { send(pending); pending = []; }, 1000);'),
    handler('const found = [];', 'found.length = 0; found.push(event.body);'),
    route('const open = new Set();', `open.add(req.socket); req.on('close', () => open.delete(req.socket));`),
    // Constant things, weak maps, lists that only grow while the file is loaded.
    route('const modes = new Set();', `modes.add('strict');`),
    route('const held = new WeakMap();', 'held.set(req, req.body);'),
    `const routes = [];\nroutes.push('a');\nexport const handler = async (event) => routes.includes(event.path);`,
    // Maps and sets that are asked for a key are caches or state, which other checks judge.
    route('const seen = new Set();', 'if (seen.has(req.body.id)) return; seen.add(req.body.id);'),
    route('const cache = new Map();', 'if (!cache.has(req.body.id)) cache.set(req.body.id, 1);'),
    // Queue libraries with a bound, or whose length is looked at.
    route(
      `import PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 4 });`,
      'if (queue.size > 100) { res.sendStatus(503); return; } queue.add(() => work(req.body));',
    ),
    route(
      `import Bottleneck from 'bottleneck';\nconst limiter = new Bottleneck({ maxConcurrent: 2, highWater: 100 });`,
      'limiter.schedule(() => work(req.body));',
    ),
    // Made for one request; or one event at a time.
    route(
      `import PQueue from 'p-queue';`,
      'const queue = new PQueue({ concurrency: 4 }); queue.add(() => work(req.body));',
    ),
  ],
  undetermined: [
    // Callers and users in other files.
    `const pending = [];\nexport function add(one) { pending.push(one); }`,
    route('export const pending = [];', 'pending.push(req.body);'),
    route('const pending = [];', 'pending.push(req.body);', 'start(pending);'),
    route('const pending = [];', 'pending.push(req.body);', 'export function take() { return pending; }'),
    // It may be filled once, or hold a few values.
    route('const names = [];\nlet ready = false;', 'if (!ready) { names.push(req.body.name); ready = true; }'),
    `import express from 'express';\nconst periods = new Set<Interval>();\nexpress().post('/a', (req, res) => { periods.add(req.body.period); res.end(); });`,
    // A worker that waits for its tasks takes no more than it can do.
    `import { Worker } from 'bullmq';\nimport PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 4 });\nnew Worker('mails', async (job) => { await queue.add(() => send(job.data)); });`,
  ],
});
