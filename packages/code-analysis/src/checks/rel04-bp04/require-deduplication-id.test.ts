import { testCheck } from '../../testing/check-test.js';
import { requireDeduplicationId } from './require-deduplication-id.js';

const head = `import { SQSClient, SendMessageCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
const sqs = new SQSClient({});
const sns = new SNSClient({});
`;

testCheck(requireDeduplicationId, {
  violations: [
    {
      code: `${head}export const send = (order) => sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ order, sentAt: Date.now() }), MessageGroupId: order.id }));`,
      message: /^SendMessage sends to a FIFO queue or topic without `MessageDeduplicationId`.*\. Set it/,
    },
    `${head}await sqs.send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders.fifo', MessageBody: body }));`,
    `${head}await sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:1:orders.fifo', Message: body, MessageGroupId: 'a' }));`,
    `${head}export const send = (orders) => sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: orders.map((order) => ({ Id: order.id, MessageBody: JSON.stringify({ at: new Date() }), MessageGroupId: 'a' })) }));`,
    `import AWS from 'aws-sdk';\nconst sqs = new AWS.SQS();\nsqs.sendMessage({ QueueUrl: 'https://x/orders.fifo', MessageBody: body, MessageGroupId: 'a' }).promise();`,
  ],
  sound: [
    `${head}await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: 'a', MessageDeduplicationId: order.id }));`,
    `${head}await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));`,
    `${head}await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: '1', MessageBody: 'a', MessageGroupId: 'a', MessageDeduplicationId: 'b' }] }));`,
    `send({ QueueUrl: url, MessageGroupId: 'a' });`,
  ],
  undetermined: [
    // The queue may compare contents, or be a standard one with groups for fairness.
    `${head}await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: order.id }));`,
    `${head}export const send = (more) => sqs.send(new SendMessageCommand({ ...more, QueueUrl: 'https://x/orders.fifo', MessageBody: 'a' }));`,
    `${head}await sqs.send(new SendMessageBatchCommand({ QueueUrl: 'https://x/orders.fifo', Entries: entries }));`,
  ],
});
