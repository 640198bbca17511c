import { byItself, neverEnds } from './by-default.js';
import { fern, fernDefault } from './generated.js';
import { limitOfSilence } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary, TimeoutOption } from './types.js';

/** Until 22.0.0 the promise of a body that stops in the middle never settled. */
const stripeTimeout: TimeoutOption = {
  path: 'timeout',
  takes: 'duration',
  unit: 'ms',
  covers: ['response'],
  off: ['zero'],
  reset: ['null', 'NaN', 'Infinity', 'string'],
  fails: ['negative'],
};

const stripeSource = {
  url: 'https://github.com/stripe/stripe-node',
  evidence: 'measured; cjs/stripe.core.js:102',
} as const;

const stripe = {
  label: 'Stripe',
  modules: ['stripe'],
  family: 'saas',
  clients: [
    { export: 'default', construct: true, options: 1 },
    { export: 'Stripe', construct: true, options: 1 },
    { export: 'default', options: 1 },
  ],
  calls: [],
  localMethods: [
    'webhooks.*',
    'webhooks.signature.*',
    'oauth.authorizeUrl',
    'parseThinEvent',
    'parseEventNotification',
  ],
  handsOver: ['httpClient'],
  judgedAt: 'client',
  enough: answered,
  complete: answeredWhole,
  repair: 'timeout: 10_000',
} as const satisfies Partial<ClientLibrary>;

/** Payment services and bank data. */
export const payments: readonly ClientLibrary[] = [
  {
    ...stripe,
    versions: '<13.0.0',
    options: [stripeTimeout],
    byDefault: byItself({ response: 80, body: 'ever' }),
    source: { ...stripeSource, version: '12.18.0' },
  },
  {
    ...stripe,
    versions: '>=13.0.0 <17.0.0',
    options: [stripeTimeout],
    byDefault: byItself({ response: 80, body: 'ever' }, { attempts: 2, pauses: 1 }),
    source: { ...stripeSource, version: '16.12.0, 14.25.0' },
  },
  {
    ...stripe,
    versions: '>=17.0.0 <22.0.0',
    options: [stripeTimeout],
    byDefault: byItself({ response: 80, body: 'ever' }, { attempts: 3, pauses: 2 }),
    source: { ...stripeSource, version: '21.0.1, 20.4.1, 18.5.0, 17.7.0' },
  },
  {
    ...stripe,
    versions: '>=22.0.0',
    options: [{ ...stripeTimeout, covers: ['response', 'body'] }],
    byDefault: byItself({ response: 80, body: 80 }, { attempts: 3, pauses: 2 }),
    source: { ...stripeSource, version: '23.1.0, 22.6.2' },
  },
  {
    label: 'Plaid',
    modules: ['plaid'],
    family: 'saas',
    clients: [{ export: 'PlaidApi', construct: true, options: 0 }],
    calls: [],
    methods: [{ name: '*', options: 1 }],
    carriers: [{ modules: ['plaid'], export: 'Configuration', construct: true, options: 0, into: '' }],
    judgedAt: 'client',
    options: [
      limitOfSilence('baseOptions.timeout', { at: 'client', off: ['zero'] }),
      limitOfSilence('timeout', { at: 'call', off: ['zero'] }),
      signal,
    ],
    ignored: [{ path: 'timeout', at: 'client', because: 'Plaid reads it inside baseOptions only' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: neverEnds,
    repair: 'baseOptions: { timeout: 10_000 }',
    source: {
      version: '47.0.0',
      url: 'https://github.com/plaid/plaid-node',
      evidence: 'measured; dist/configuration.js:28',
    },
  },
  {
    ...fern,
    label: 'Square',
    modules: ['square'],
    clients: [{ export: 'SquareClient', construct: true, options: 0 }],
    localMethods: ['webhooks.verifySignature'],
    ignored: [{ path: 'timeout', at: 'client', because: 'Square calls it timeoutInSeconds' }],
    byDefault: fernDefault(60),
    source: {
      version: '46.0.0',
      url: 'https://github.com/square/square-nodejs-sdk',
      evidence: 'measured; core/fetcher/makeRequest.js:57, core/fetcher/requestWithRetries.js:3',
    },
  },
];
