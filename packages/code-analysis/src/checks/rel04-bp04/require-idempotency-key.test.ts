import { testCheck } from '../../testing/check-test.js';
import { requireIdempotencyKey } from './require-idempotency-key.js';

const stripe = `import Stripe from 'stripe';\nconst stripe = new Stripe(key);\n`;
const onQueue = (body: string, imports: string) =>
  `${imports}\nexports.handler = async (event) => { for (const { body, messageId } of event.Records) { ${body} } };`;
const ec2 = `import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';\nconst ec2 = new EC2Client({});`;
const start = 'sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: body }))';
const durable = (body: string) =>
  `import { withDurableExecution, StepSemantics } from '@aws/durable-execution-sdk-js';\n${sfn}\nexport const handler = withDurableExecution(async (event, context) => { ${body} });`;
const sfn = `import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';\nconst sfn = new SFNClient({});`;

testCheck(requireIdempotencyKey, {
  violations: [
    {
      code: `${stripe}export const pay = (amount) => stripe.paymentIntents.create({ amount, currency: 'eur' });`,
      message:
        /^stripe\.paymentIntents\.create has no `idempotencyKey`, so it moves money twice when it is sent twice: .*\. Derive/,
    },
    // What is opened there once for each of our own.
    {
      code: `${stripe}export async function addCustomer(email) { return stripe.customers.create({ email }); }`,
      message: /^stripe\.customers\.create has no `idempotencyKey`, so it opens a second one when it is sent twice/,
    },
    `import Stripe from 'stripe';\nexport class Billing {\n  constructor(private readonly client: Stripe) {}\n  async add(email: string) { const customer = await this.client.customers.create({ email }); return customer.id; }\n}`,
    {
      code: `import { payments } from './payments';\nmodule.exports.addCustomer = async (email) => payments.customers.create({ email });`,
      files: {
        'src/payments.ts': `import Stripe from 'stripe';\nexport const payments = new Stripe(process.env.KEY);`,
      },
    },
    `import { stripe } from './stripe';\nexport const pay = (params) => stripe.refunds.create(params, { timeout: 2000 });`,
    `await fetch('https://api.stripe.com/v1/charges', { method: 'POST', headers: { authorization: token }, body });`,
    `import axios from 'axios';\nawait axios.post('https://api-m.paypal.com/v2/checkout/orders', order, { headers: { Authorization: token } });`,
    {
      code: onQueue(`await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ImageId: body }));`, ec2),
      message:
        /^RunInstances has no `ClientToken` \(the token that the SDK fills in is another one for each `send`\).*SQS delivers at least once/,
    },
    onQueue(`await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: body }));`, sfn),
    {
      // The own retry makes another request, for which the SDK makes another token.
      code: `${ec2}\nexport async function launch() {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })); } catch (error) { await sleep(2 ** attempt * 100); }\n  }\n}`,
      message: /the code around it tries again/,
    },
    `export async function order(body) {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await fetch('https://shop.example.com/orders', { method: 'POST', body }); } catch (error) { await sleep(2 ** attempt * 100); }\n  }\n}`,
    {
      code: `import { mailQueue } from '../queues';\nmailQueue().process(async (job) => { for (const name of job.data.names) await mailQueue().add({ name }); });`,
      message: /^mailQueue\(\)\.add has no `jobId`, so it adds its jobs a second time/,
    },
    // A function that is given a job, by its type.
    `import type { Job } from 'bullmq';\nimport { MailQueue } from '../queues';\nexport const remind = async (job: Job<Names>) => { for (const name of job.data.names) await MailQueue.getInstance({ shard: name })?.add('mail', { name }); };`,
    // Outside of the steps of a durable function, and in a step, which is repeated.
    { code: durable(`await context.wait({ seconds: 1 }); await ${start};`), message: /again on each replay/ },
    durable(`const run = () => ${start}; await context.step('start', run);`),
    durable(`await context.step(() => ${start}, { semantics: StepSemantics.AtMostOncePerRetry });`),
    // Tasks, activities and messages under names of their own.
    `import { run } from 'graphile-worker';\n${sfn}\nawait run({ taskList: { ship: async ({ body }) => { await ${start}; } } });`,
    `import type { Task } from 'graphile-worker';\n${sfn}\nexport const ship: Task = async ({ body }, helpers) => { await ${start}; };`,
    `import { Worker } from '@temporalio/worker';\n${sfn}\nasync function ship(body) { await ${start}; }\nawait Worker.create({ taskQueue: 'q', activities: { ship } });`,
    `import { schemaTask } from '@trigger.dev/sdk';\n${sfn}\nexport const ship = schemaTask({ id: 'ship', run: async ({ body }) => { await ${start}; } });`,
    `import { PubSub } from '@google-cloud/pubsub';\n${sfn}\nnew PubSub().subscription('s').on('message', async ({ body }) => { await ${start}; });`,
    `import { ServiceBusClient } from '@azure/service-bus';\n${sfn}\nnew ServiceBusClient(url).createReceiver('q').subscribe({ processMessage: async ({ body }) => { await ${start}; }, processError });`,
    `import rhea from 'rhea';\n${sfn}\nrhea.on('message', async ({ message: { body } }) => { await ${start}; });`,
    // A static method that is handed on.
    `import type { SQSEvent } from 'aws-lambda';\nimport { each } from './each';\n${sfn}\nclass Orders { static async one(record) { await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: record.body })); } }\nexport const handler = async (event: SQSEvent) => each(event, Orders.one);`,
  ],
  sound: [
    `${stripe}export const pay = (order) => stripe.paymentIntents.create({ amount: order.amount }, { idempotencyKey: order.id });`,
    // What names the payment is refused the second time.
    `${stripe}export const settle = async (id) => { await stripe.paymentIntents.capture(id); await stripe.invoices.pay(id); };`,
    `${stripe}export const find = (id) => stripe.paymentIntents.retrieve(id);`,
    `${stripe}export const addCustomer = (user) => stripe.customers.create({ email: user.email }, { idempotencyKey: user.id });`,
    `${stripe}export const changeCustomer = (id, email) => stripe.customers.update(id, { email });`,
    `const store = { customers: { create: (row) => row } };\nexport const addCustomer = (email) => store.customers.create({ email });`,
    `await fetch('https://api.stripe.com/v1/charges', { method: 'POST', headers: { 'Idempotency-Key': order.id }, body });`,
    onQueue(`await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ClientToken: messageId }));`, ec2),
    onQueue(`await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, name: messageId }));`, sfn),
    // A step that is never repeated.
    durable(
      `await context.step('start', async () => ${start}, { semantics: StepSemantics.AtMostOncePerRetry, retryStrategy: () => ({ shouldRetry: false }) });`,
    ),
    // A request path without retry.
    `import express from 'express';\n${ec2}\nexpress().post('/machines', async (req, res) => { await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })); });`,
    // Reading with POST, and POST that nobody repeats.
    `export async function find(body) {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await fetch('https://shop.example.com/search', { method: 'POST', body }); } catch (error) { await sleep(2 ** attempt * 100); }\n  }\n}`,
    `await fetch('https://shop.example.com/orders', { method: 'POST', body });`,
    `import { mailQueue } from '../queues';\nmailQueue().process(async (job) => { for (const name of job.data.names) await mailQueue().add({ name }, { jobId: name }); });`,
    `const queue = new Set();\nqueue.add('a');`,
    `class S { create() {} }\nconst shop = { charges: new S() };\nshop.charges.create({});`,
  ],
  undetermined: [
    // No message: the connection is there.
    `import { PubSub } from '@google-cloud/pubsub';\n${sfn}\nnew PubSub().subscription('s').on('debug', async ({ body }) => { await ${start}; });`,
    `${ec2}\nexport const launch = () => ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 }));`,
    // It looks first whether there is one.
    `${stripe}export async function addCustomer(user) { if (user.customer) return user.customer; const made = await stripe.customers.create({ email: user.email }); return made.id; }`,
    `${stripe}export async function addCustomer(user) { if (!user.customer) { user.customer = (await stripe.customers.create({ email: user.email })).id; } return user.customer; }`,
    `import { stripe } from './stripe';\nexport const pay = (params, options) => stripe.charges.create(params, options.stripe());`,
    `import { mailQueue } from '../queues';\nmailQueue().process(async (job) => { await mailQueue().add({ name: job.data.name }); });`,
    onQueue(
      `if (await isDuplicate(messageId)) continue; await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: body }));`,
      sfn,
    ),
  ],
});
