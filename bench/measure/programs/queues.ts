import type { Program } from './types.js';

/** Brokers and queues: the program connects, lets the way to the broker fail, and publishes. */
export const queuePrograms: readonly Program[] = [
  {
    package: 'amqplib',
    service: 'rabbitmq',
    text: `import amqp from 'amqplib';
      export default async (client, _, { fail }) => {
        const connection = await amqp.connect('amqp://d.example.com', client);
        connection.on('error', () => {});
        const channel = await connection.createConfirmChannel();
        channel.on('error', () => {});
        await fail();
        await channel.assertQueue('q');
      };`,
  },
  {
    package: 'amqp-connection-manager',
    service: 'rabbitmq',
    beside: ['amqplib@0.10'],
    text: `import amqp from 'amqp-connection-manager';
      export default async (client, call, { fail }) => {
        const channel = amqp.connect(['amqp://d.example.com']).createChannel({ setup: (one) => one.assertQueue('q'), ...client });
        channel.on('error', () => {});
        await Promise.race([channel.waitForConnect(), new Promise((resolve) => setTimeout(resolve, 1_500))]);
        await fail();
        return channel.sendToQueue('q', Buffer.from('m'), call);
      };`,
  },
  {
    package: 'mqtt',
    service: 'mosquitto',
    text: `import mqtt from 'mqtt';
      export default async (client, _, { fail }) => {
        const connection = mqtt.connect('mqtt://d.example.com', client);
        connection.on('error', () => {});
        await new Promise((resolve) => connection.once('connect', resolve));
        await fail();
        return new Promise((resolve, reject) => connection.publish('t', 'm', { qos: 1 }, (error) => error ? reject(error) : resolve()));
      };`,
  },
  ...['nats', '@nats-io/transport-node'].map((name) => ({
    package: name,
    service: 'nats' as const,
    text: `import { connect } from '${name}';
      export default async (client, _, { fail }) => {
        const connection = await connect({ servers: 'nats://127.0.0.1', ...client });
        connection.subscribe('s', { callback: (_, message) => message.respond() });
        await connection.flush();
        await fail();
        return connection.request('s');
      };`,
  })),
  {
    package: 'bullmq',
    service: 'redis',
    beside: ['ioredis@5'],
    text: `import { Queue } from 'bullmq';
      export default async (client, _, { fail }) => {
        const queue = new Queue('q', { connection: { host: 'd.example.com', ...client.connection } });
        queue.on('error', () => {});
        await queue.add('n', {});
        await fail();
        return queue.add('n', {});
      };`,
  },
];
