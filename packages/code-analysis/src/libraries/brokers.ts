import type { ClientLibrary } from './types.js';

export const brokers: readonly ClientLibrary[] = [
  {
    label: 'KafkaJS',
    modules: ['kafkajs'],
    family: 'broker',
    clients: [{ export: 'Kafka', construct: true, options: 0 }],
    calls: [],
    disabledBy: [{ path: 'enforceRequestTimeout', value: false }],
    judgedAt: 'client',
    options: [
      {
        path: 'requestTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['response'],
        off: ['NaN', 'Infinity'],
        fails: ['zero', 'null', 'negative', 'string'],
      },
      { path: 'connectionTimeout', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'] },
    ],
    enough: [['response']],
    byDefault: { bounded: true, says: 'ends after 30 seconds' },
    repair: 'requestTimeout: 30_000',
    source: { version: '2.2.4', url: 'https://kafka.js.org/docs/configuration', evidence: 'measured; src/index.js:56' },
  },
  {
    label: 'amqplib',
    modules: ['amqplib', 'amqplib/callback_api'],
    family: 'broker',
    clients: [{ export: 'connect', options: 1, url: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [{ path: 'timeout', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'], off: ['zero'] }],
    ignored: [
      {
        path: 'heartbeat',
        at: 'client',
        because: 'amqplib reads it from the URL or the first argument',
        meant: 'keep-alive',
      },
    ],
    enough: [['connect']],
    byDefault: { bounded: false, says: 'never ends when the broker accepts the connection and stays silent' },
    repair: 'timeout: 10_000',
    source: {
      version: '2.3.1, 0.10.9',
      url: 'https://github.com/amqp-node/amqplib',
      evidence: 'measured; lib/connect.js:98',
    },
  },
];
