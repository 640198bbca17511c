import { neverEnds } from './by-default.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const graphqlRequestSource = { url: 'https://github.com/graffle-js/graffle/tree/graphql-request' } as const;

const graphqlRequest = {
  label: 'graphql-request',
  modules: ['graphql-request'],
  family: 'http',
  clients: [{ export: 'GraphQLClient', construct: true, options: 1 }],
  calls: [
    { export: 'request', options: 0 },
    { export: 'default', options: 0 },
    { export: 'rawRequest', options: 0 },
  ],
  methods: [
    { name: 'request', options: 0 },
    { name: 'rawRequest', options: 0 },
    { name: 'batchRequests', options: 0 },
  ],
  handsOver: ['fetch'],
  judgedAt: 'client',
  enough: answered,
  complete: answeredWhole,
  repair: 'fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) })',
} as const satisfies Partial<ClientLibrary>;

/** Calls over other protocols, or with one language of queries over HTTP. */
export const rpc: readonly ClientLibrary[] = [
  {
    ...graphqlRequest,
    versions: '<7.0.0',
    options: [
      signal,
      { ...signal, at: 'client' },
      { path: 'timeout', takes: 'duration', unit: 'ms', covers: ['total'], off: ['zero', 'null', 'NaN'] },
    ],
    byDefault: { bounded: false, says: 'never ends' },
    source: { ...graphqlRequestSource, version: '6.1.0', evidence: 'measured: it hands its options to cross-fetch' },
  },
  {
    ...graphqlRequest,
    versions: '>=7.0.0',
    options: [signal, { ...signal, at: 'client' }],
    ignored: [{ path: 'timeout', because: 'graphql-request has no such option from version 7 on' }],
    byDefault: { bounded: false, says: 'waits 5 minutes for the headers and as long again for every gap in the body' },
    source: { ...graphqlRequestSource, version: '7.4.0', evidence: 'measured' },
  },
  {
    label: 'Apollo Client',
    modules: ['@apollo/client', '@apollo/client/core', '@apollo/client/link/http', 'apollo-link-http'],
    family: 'http',
    clients: [
      { export: 'HttpLink', construct: true, options: 0 },
      { export: 'BatchHttpLink', construct: true, options: 0 },
      { export: 'createHttpLink', options: 0 },
    ],
    calls: [],
    handsOver: ['fetch'],
    judgedAt: 'client',
    options: [{ path: 'fetchOptions.signal', takes: 'signal', at: 'client', covers: ['total'] }],
    ignored: [{ path: 'timeout', at: 'client', because: 'Apollo Client has no such option' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'waits 5 minutes for the headers and as long again for every gap in the body' },
    repair: 'fetch: (uri, init) => fetch(uri, { ...init, signal: AbortSignal.timeout(5_000) })',
    source: {
      version: '4.3.8',
      url: 'https://www.apollographql.com/docs/react/api/link/apollo-link-http',
      evidence: 'measured',
    },
  },
  {
    label: 'ws',
    modules: ['ws'],
    family: 'rpc',
    clients: [
      { export: 'default', construct: true, options: [2, 1] },
      { export: 'WebSocket', construct: true, options: [2, 1] },
    ],
    calls: [],
    judgedAt: 'client',
    options: [
      {
        path: 'handshakeTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect'],
        off: ['zero'],
        fails: ['null', 'NaN', 'Infinity', 'negative', 'string'],
      },
      { ...signal, at: 'client' },
    ],
    enough: [['connect'], ['total']],
    byDefault: { bounded: false, says: 'never ends its handshake when the server stays silent' },
    repair: 'handshakeTimeout: 5_000',
    source: { version: '8.23.0', url: 'https://github.com/websockets/ws', evidence: 'measured; lib/websocket.js:789' },
  },
  {
    label: 'ldapjs',
    modules: ['ldapjs'],
    family: 'rpc',
    clients: [{ export: 'createClient', options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [
      { path: 'timeout', at: 'client', takes: 'duration', unit: 'ms', covers: ['response'], off: ['zero'] },
      { path: 'connectTimeout', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect'], off: ['zero'] },
    ],
    enough: [['response']],
    complete: [['connect', 'response']],
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000, connectTimeout: 5_000',
    source: {
      version: '3.0.7',
      url: 'https://github.com/ldapjs/node-ldapjs',
      evidence: 'measured; lib/client/client.js:123',
    },
  },
  {
    label: 'basic-ftp',
    modules: ['basic-ftp'],
    family: 'rpc',
    clients: [{ export: 'Client', construct: true, options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [
      { path: '', at: 'client', takes: 'duration', unit: 'ms', covers: ['connect', 'response', 'body'], off: ['zero'] },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: true, says: 'ends after 30 seconds' },
    repair: 'new Client(30_000)',
    source: {
      version: '6.2.3',
      url: 'https://github.com/patrickjuchli/basic-ftp',
      evidence: 'measured; dist/Client.js:40',
    },
  },
  {
    label: 'gRPC',
    modules: ['@grpc/grpc-js'],
    family: 'rpc',
    clients: [{ export: 'Client', construct: true, options: 2 }],
    calls: [],
    // Classes are made of a description of the service, or are generated from it into files of the project.
    constructedWith: { modules: ['@grpc/grpc-js'], export: 'credentials.create*', argument: 1 },
    methods: [{ name: '*', options: [2, 1], takesCallback: true }],
    localMethods: ['waitForReady', 'getChannel'],
    handsOver: ['interceptors', 'interceptor_providers', 'callInvocationTransformer', 'channelOverride'],
    judgedAt: 'call',
    options: [{ path: 'deadline', takes: 'deadline', at: 'call', covers: ['total'], off: ['Infinity'] }],
    enough: answered,
    byDefault: neverEnds,
    repair: 'deadline: Date.now() + 5_000',
    source: {
      version: '1.14.7',
      url: 'https://github.com/grpc/grpc-node',
      evidence: 'measured; build/src/client.js: makeUnaryRequest, build/src/deadline.js',
    },
  },
];
