import { byItself, neverEnds } from './by-default.js';
import { limitInAll, race } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Options of the transport below the clients of Google, whose limit is over the whole call. */
const googleAuth = {
  modules: ['google-auth-library'],
  family: 'saas',
  calls: [],
  methods: [
    { name: 'request', options: 0 },
    { name: '*', options: [] },
  ],
  localMethods: ['generateAuthUrl', 'setCredentials', 'generateCodeVerifierAsync', 'generateCodeVerifier'],
  judgedAt: 'client',
  ignored: [{ path: 'timeout', at: 'client', because: 'the client reads it inside transporterOptions only' }],
  enough: answered,
  complete: answeredWhole,
  byDefault: neverEnds,
  source: {
    version: '10.9.1',
    url: 'https://github.com/googleapis/google-cloud-node-core',
    evidence: 'measured; build/src/auth/authclient.js:276, build/src/auth/googleauth.js',
  },
} as const satisfies Partial<ClientLibrary>;

const authClients = ['OAuth2Client', 'JWT', 'Compute', 'UserRefreshClient', 'Impersonated', 'IdTokenClient'];
const ofCall = [limitInAll('timeout', { at: 'call', off: ['zero'] }), signal];

/** Services of Google: APIs, storage, credentials, messages. */
export const google: readonly ClientLibrary[] = [
  {
    label: 'googleapis',
    modules: ['googleapis', '@googleapis/*'],
    family: 'saas',
    clients: [
      { export: 'google.*', except: ['google.options', 'google.auth', 'google.discover'], options: 0 },
      { export: '<star>', options: 0 },
    ],
    calls: [],
    methods: [{ name: '**', options: 1 }],
    setters: [{ on: 'module', name: 'google.options', by: 'call', options: 0 }],
    handsOver: ['adapter', 'fetchImplementation'],
    judgedAt: 'client',
    options: [limitInAll('timeout', { off: ['zero'] }), signal],
    enough: answered,
    complete: answeredWhole,
    byDefault: neverEnds,
    repair: 'timeout: 10_000',
    source: {
      version: 'googleapis-common 8.0.3 over gaxios',
      url: 'https://github.com/googleapis/google-api-nodejs-client',
      evidence: 'gaxios measured; build/src/apirequest.js:260,313',
    },
  },
  {
    label: 'Google Cloud Storage',
    modules: ['@google-cloud/storage'],
    family: 'saas',
    clients: [{ export: 'Storage', construct: true, options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [limitInAll('timeout', { at: 'client', off: ['zero'] })],
    ignored: [
      {
        path: 'retryOptions.totalTimeout',
        at: 'client',
        because: 'it does not end an attempt that hangs',
        serves: 'another purpose',
      },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: neverEnds,
    repair: 'timeout: 30_000',
    source: { version: '7.22.0', url: 'https://github.com/googleapis/nodejs-storage', evidence: 'measured' },
  },
  {
    ...googleAuth,
    label: 'google-auth-library',
    clients: authClients.map((name) => ({ export: name, construct: true, options: 0 })),
    handsOver: ['transporter'],
    options: [limitInAll('transporterOptions.timeout', { at: 'client', off: ['zero'] }), ...ofCall],
    repair: 'transporterOptions: { timeout: 10_000 }',
  },
  {
    ...googleAuth,
    label: 'GoogleAuth',
    clients: [{ export: 'GoogleAuth', construct: true, options: 0 }],
    handsOver: ['clientOptions.transporter', 'authClient'],
    options: [limitInAll('clientOptions.transporterOptions.timeout', { at: 'client', off: ['zero'] }), ...ofCall],
    repair: 'clientOptions: { transporterOptions: { timeout: 10_000 } }',
  },
  {
    label: 'Google Cloud Pub/Sub',
    modules: ['@google-cloud/pubsub'],
    family: 'broker',
    clients: [{ export: 'PubSub', construct: true, options: 0 }],
    calls: [],
    methods: [{ name: '*', options: [] }],
    derive: [
      { name: 'topic', options: 1, part: true },
      { name: 'subscription', options: 1, part: true },
    ],
    judgedAt: 'client',
    options: [limitInAll('gaxOpts.timeout', { at: 'client' })],
    enough: answered,
    byDefault: byItself({ total: 60 }),
    repair: 'pubsub.topic(name, { gaxOpts: { timeout: 10_000 } })',
    source: {
      version: '5.3.1',
      url: 'https://github.com/googleapis/nodejs-pubsub',
      evidence: 'measured, with all its attempts; build/src/v1/publisher_client_config.json',
    },
  },
  {
    label: 'BigQuery',
    modules: ['@google-cloud/bigquery'],
    family: 'database',
    clients: [{ export: 'BigQuery', construct: true, options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [],
    ignored: [{ path: 'timeout', at: 'client', because: 'it is handed to node-fetch 3, which has no such option' }],
    enough: [],
    byDefault: neverEnds,
    repair: race('bigquery.query(sql)'),
    source: {
      version: '8.3.1',
      url: 'https://github.com/googleapis/google-cloud-node',
      evidence: 'measured; teeny-request 10.1.4 build/src/index.js:40 over node-fetch 3.3.2',
    },
  },
  {
    label: 'Google Secret Manager',
    modules: ['@google-cloud/secret-manager'],
    family: 'saas',
    clients: [
      { export: 'SecretManagerServiceClient', construct: true, options: [] },
      { export: 'v1.SecretManagerServiceClient', construct: true, options: [] },
    ],
    calls: [],
    methods: [{ name: '*', options: 1 }],
    judgedAt: 'client',
    options: [limitInAll('timeout', { at: 'call' })],
    enough: answered,
    byDefault: byItself({ total: 60 }),
    repair: 'client.accessSecretVersion(request, { timeout: 10_000 })',
    source: {
      version: '6.3.0',
      url: 'https://github.com/googleapis/google-cloud-node',
      evidence: 'build/src/v1/secret_manager_service_client_config.json',
    },
  },
];
