import { testCheck } from '../../testing/check-test.js';
import { noNonIdempotentUpdate } from './no-non-idempotent-update.js';

const update = (expression: string, more = '', values = `':n': 1`) =>
  `import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { db } from './db';
exports.handler = async (event) => {
  for (const { body } of event.Records) await db.send(new UpdateCommand({ TableName: 'accounts', Key: { id: body }, UpdateExpression: '${expression}', ExpressionAttributeValues: { ${values} }${more} }));
};`;
const onJob = (body: string, imports = '') =>
  `import { Worker } from 'bullmq';\n${imports}\nnew Worker('a', async (job) => { ${body} });`;

testCheck(noNonIdempotentUpdate, {
  violations: [
    {
      code: update('ADD balance :n'),
      message:
        /^`ADD balance` has another effect when it is done twice.*SQS delivers at least once\. Write the new value/,
      line: 4,
    },
    update('SET balance = balance + :n'),
    update('SET balance = if_not_exists(balance, :zero) - :n'),
    update('SET #history = list_append(#history, :entry)'),
    update('ADD balance :n', '', `':n': { N: '5' }`),
    onJob(`await accounts.updateOne({ _id: job.data.id }, { $inc: { balance: job.data.amount } });`),
    // How often something failed decides on what is tried.
    onJob(
      `await prisma.invoice.update({ where: { id: job.data.id }, data: { failedAttempts: { increment: 1 } } });`,
      `import { prisma } from './prisma';`,
    ),
    onJob(`await accounts.findOneAndUpdate({ _id: job.data.id }, { $push: { entries: job.data } });`),
    onJob(
      `await pool.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [job.data.amount, job.data.id]);`,
    ),
    onJob('await sql`update accounts set balance = balance - ${job.data.amount} where id = ${job.data.id}`;'),
    onJob(`await prisma.product.update({ where: { id: job.data.id }, data: { stock: { decrement: 1 } } });`),
    onJob('await redis.incrby(`balance:${job.data.id}`, job.data.amount);'),
  ],
  sound: [
    update('SET balance = :n'),
    update('ADD balance :n', `, ConditionExpression: 'lastEvent <> :id'`),
    // Adding to a set twice is the same as once.
    update('ADD tags :tags', '', `':tags': new Set(['a'])`),
    onJob(
      `await accounts.updateOne({ _id: job.data.id, applied: { $ne: job.id } }, { $inc: { balance: 1 }, $addToSet: { applied: job.id } });`,
    ),
    onJob(`await accounts.updateOne({ _id: job.data.id }, { $set: { balance: job.data.balance } });`),
    onJob(`await pool.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2 AND version = $3', values);`),
    onJob(`await pool.query('UPDATE accounts SET balance = $1 WHERE id = $2', values);`),
    `import express from 'express';\nconst app = express();\napp.post('/a', async (req, res) => { await accounts.updateOne({ _id: req.body.id }, { $inc: { balance: 1 } }); });`,
    onJob(`statsd.increment('orders');`),
  ],
  undetermined: [
    // A figure that may be a little off.
    onJob('await redis.incr(`metrics:${job.name}`);'),
    update('ADD views :n'),
    update('ADD retries :n'),
    // Maybe elsewhere.
    onJob('await redis.incr(key);'),
    onJob(
      `if (await isProcessed(job.id)) return; await accounts.updateOne({ _id: job.data.id }, { $inc: { balance: 1 } });`,
    ),
    `export const book = (id) => accounts.updateOne({ _id: id }, { $inc: { balance: 1 } });`,
  ],
});
