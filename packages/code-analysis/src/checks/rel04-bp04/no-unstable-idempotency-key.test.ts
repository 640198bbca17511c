import { testCheck } from '../../testing/check-test.js';
import { noUnstableIdempotencyKey } from './no-unstable-idempotency-key.js';

const stripe = `import Stripe from 'stripe';\nimport { randomUUID } from 'node:crypto';\nconst stripe = new Stripe(key);\n`;
const retried = (before: string, key: string) =>
  `${stripe}export async function pay(order) {\n  ${before}\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await stripe.charges.create(order, { idempotencyKey: ${key} }); } catch (error) { await sleep(2 ** attempt * 100); }\n  }\n}`;

const durable = (body: string) =>
  `import { withDurableExecution } from '@aws/durable-execution-sdk-js';\n${stripe}export const handler = withDurableExecution(async (event, context) => { ${body} });`;
const charge = 'stripe.charges.create(order, { idempotencyKey: key })';

testCheck(noUnstableIdempotencyKey, {
  violations: [
    // Another one on each replay, and in each attempt of a step; only what comes out of a step stays.
    { code: durable(`const key = randomUUID(); await context.step(() => ${charge});`), message: /on each replay/ },
    durable(`await context.step('charge', async () => { const key = randomUUID(); await ${charge}; });`),
    {
      code: retried('', 'randomUUID()'),
      message:
        /^`idempotencyKey` of stripe\.charges\.create is made anew for each attempt, so a second request is not recognised.*\. Derive/,
      line: 7,
    },
    retried('', '`${order.id}-${Date.now()}`'),
    retried('', '`${order.id}-${new Date().toISOString().slice(0, 19)}`'),
    `import dayjs from 'dayjs';\n${retried('', "`${order.id}-${dayjs().format('YYYY-MM-DD HH:mm:ss')}`")}`,
    `export async function order(body) {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await fetch('https://shop.example.com/orders', { method: 'POST', headers: { 'Idempotency-Key': crypto.randomUUID() }, body }); } catch (error) { await sleep(2 ** attempt * 100); }\n  }\n}`,
    {
      code: `import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';\nconst sfn = new SFNClient({});\nexports.handler = async (event) => { for (const { body } of event.Records) await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, name: \`run-\${Date.now()}\`, input: body })); };`,
      message: /^`name` of StartExecution is made anew in each run \(SQS delivers at least once\)/,
    },
    `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nimport { v4 } from 'uuid';\nconst sqs = new SQSClient({});\nexports.handler = async (event) => { for (const { Sns } of event.Records) await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: Sns.Message, MessageGroupId: 'a', MessageDeduplicationId: v4() })); };`,
  ],
  sound: [
    // A day or an hour, which a repetition finds unchanged unless it comes at its turn.
    retried('', '`${order.id}-${new Date().toISOString().slice(0, 10)}`'),
    retried("const [day] = new Date().toISOString().split('T');", '`${order.id}-${day}`'),
    retried('', "`${order.id}-${new Date().toISOString().split('T')[0]}`"),
    retried('', '`${order.id}-${new Date().toDateString()}`'),
    `import dayjs from 'dayjs';\n${retried('', "`${order.id}-${dayjs().format('YYYY-MM-DD')}`")}`,
    durable(`const key = await context.step('key', async () => randomUUID()); await context.step(() => ${charge});`),
    // Made once outside.
    retried('const idempotencyKey = randomUUID();', 'idempotencyKey'),
    retried('', 'order.id'),
    `${stripe}import express from 'express';\nexpress().post('/pay', async (req, res) => { await stripe.charges.create(req.body, { idempotencyKey: randomUUID() }); });`,
    `${stripe}exports.handler = async (event) => { for (const { messageId } of event.Records) await stripe.charges.create(charge, { idempotencyKey: messageId }); };`,
    `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nimport { createHash } from 'node:crypto';\nconst sqs = new SQSClient({});\nexports.handler = async (event) => { for (const { body } of event.Records) await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: 'a', MessageDeduplicationId: createHash('sha256').update(body).digest('hex') })); };`,
  ],
  undetermined: [
    `${stripe}exports.handler = async (event) => { for (const { messageId } of event.Records) { if (await alreadyProcessed(messageId)) continue; await stripe.charges.create(charge, { idempotencyKey: randomUUID() }); } };`,
  ],
});
