import { testCheck } from '../../testing/check-test.js';
import { noDetachedWork } from './no-detached-work.js';

const inHandler = (body: string, rest = '') =>
  `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexports.handler = async (event, context) => {\n  ${body}\n  return { statusCode: 200 };\n};\n${rest}`;
const audit = `async function audit(event) { await fetch('https://audit.example.com', { method: 'POST', body: event }); }`;

testCheck(noDetachedWork, {
  violations: [
    {
      code: inHandler(`sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a' }));`),
      message: /^Nothing waits for sqs\.send, so the work is lost when the environment freezes.*\. Await/,
      line: 4,
    },
    inHandler(`fetch('https://audit.example.com', { method: 'POST' }).then((response) => response.json());`),
    inHandler('audit(event);', audit),
    inHandler('void audit(event);', audit),
    inHandler('audit(event).catch(console.error);', audit),
    inHandler('Promise.all(event.items.map((item) => save(item)));'),
    {
      code: inHandler('event.items.forEach(async (item) => { await save(item); });'),
      message: /^Nothing waits for the promises of the callbacks of event\.items\.forEach/,
    },
    inHandler('event.items.map(async (item) => { await save(item); });'),
    inHandler('await outer(event);', `${audit}\nasync function outer(event) { audit(event); }`),
  ],
  sound: [
    inHandler(`await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a' }));`),
    inHandler('const done = audit(event); await done;', audit),
    inHandler('await Promise.all(event.items.map(async (item) => { await save(item); }));'),
    // The platform waits, or the code says that nobody has to.
    inHandler('context.waitUntil(audit(event));', audit),
    inHandler('void audit(event).catch(console.error);', audit),
    // Lambda waits for the event loop after a callback.
    `exports.handler = (event, context, callback) => { fetch('https://audit.example.com').then(() => callback(null)); };`,
    `exports.handler = (event, context) => { Promise.all(tasks).then(() => context.succeed()); };`,
    // Servers and files without a handler go on running.
    `import express from 'express';\nexpress().post('/a', async (req, res) => { fetch('https://audit.example.com'); res.end(); });`,
    `${audit}\nexport function start(event) { audit(event); }`,
    inHandler('log(event);', 'function log(event) { console.log(event); }'),
  ],
});
