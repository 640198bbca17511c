import { byItself, neverEnds } from './by-default.js';
import { limit, limitInAll, limitOfHeaders, race } from './limits.js';
import { answered } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Publishers to brokers, and clients of workflow engines, that wait for an answer. */
export const queues: readonly ClientLibrary[] = [
  {
    label: 'MQTT.js',
    modules: ['mqtt'],
    family: 'broker',
    clients: ['connect', 'connectAsync', 'default.connect', 'default.connectAsync'].map((name) => ({
      export: name,
      options: [1, 0],
    })),
    calls: [],
    methods: ['publishAsync', 'subscribeAsync', 'unsubscribeAsync'].map((name) => ({ name, options: [] })),
    judgedAt: 'call',
    options: [
      limit('keepalive', ['response'], {
        at: 'client',
        unit: 's',
        off: ['zero'],
        needs: { path: 'reconnectPeriod', value: 0 },
      }),
    ],
    ignored: [
      {
        path: 'connectTimeout',
        at: 'client',
        because: 'it bounds connecting only, and what is published meanwhile waits',
        serves: 'another purpose',
      },
    ],
    enough: answered,
    byDefault: neverEnds,
    repair: race('client.publishAsync(topic, message, { qos: 1 })'),
    source: { version: '5.16.0, 4.3.8', url: 'https://github.com/mqttjs/MQTT.js', evidence: 'measured' },
  },
  {
    label: 'amqp-connection-manager',
    modules: ['amqp-connection-manager'],
    family: 'broker',
    clients: [
      { export: 'connect', options: [] },
      { export: 'default.connect', options: [] },
    ],
    calls: [],
    methods: [
      { name: 'publish', options: 3 },
      { name: 'sendToQueue', options: 2 },
    ],
    derive: [{ name: 'createChannel', options: 0, part: true }],
    judgedAt: 'call',
    options: [
      limitInAll('publishTimeout', { at: 'client', off: ['zero'] }),
      limitInAll('timeout', { at: 'call', off: ['zero'] }),
    ],
    enough: answered,
    byDefault: neverEnds,
    repair: 'timeout: 5_000',
    source: {
      version: '5.0.0',
      url: 'https://github.com/jwalton/node-amqp-connection-manager',
      evidence: 'measured; dist/cjs/ChannelWrapper.js:159,198',
    },
  },
  {
    label: 'Temporal client',
    modules: ['@temporalio/client'],
    family: 'rpc',
    clients: ['Client', 'WorkflowClient'].map((name) => ({ export: name, construct: true, options: 0 })),
    calls: [],
    methods: ['start', 'signalWithStart', 'execute', 'workflow.start', 'workflow.signalWithStart'].map((name) => ({
      name,
      options: [],
    })),
    limiters: ['withDeadline', 'withAbortSignal'],
    judgedAt: 'call',
    options: [],
    enough: [],
    byDefault: neverEnds,
    repair: race('client.workflow.start(order, options)'),
    source: {
      version: '1.24.0',
      url: 'https://github.com/temporalio/sdk-typescript',
      evidence: 'measured; lib/base-client.d.ts:64,76',
    },
  },
  {
    label: 'NATS',
    modules: ['@nats-io/transport-node', 'nats'],
    family: 'broker',
    clients: [{ export: 'connect', options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [limitOfHeaders('timeout', { at: 'client' })],
    enough: answered,
    byDefault: byItself({ connect: 20, response: 1 }),
    repair: 'timeout: 5_000',
    source: {
      version: '@nats-io/transport-node 3.4.0',
      url: 'https://github.com/nats-io/nats.js',
      evidence: 'measured',
    },
  },
];
