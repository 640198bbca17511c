import { asFetch, byItself } from './by-default.js';
import { limit, limitInAll, limitOfHeaders, limitOfSilence } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const elastic = {
  label: 'Elasticsearch',
  modules: ['@elastic/elasticsearch'],
  family: 'search',
  clients: [{ export: 'Client', construct: true, options: 0 }],
  calls: [],
  methods: [{ name: '**', options: 1 }],
  judgedAt: 'client',
  options: [
    {
      path: 'requestTimeout',
      at: 'client',
      takes: 'duration',
      unit: 'ms',
      covers: ['response', 'body'],
      off: ['zero', 'null', 'Infinity'],
      fails: ['NaN', 'negative', 'string'],
    },
    { path: 'requestTimeout', at: 'call', takes: 'duration', unit: 'ms', covers: ['response'] },
    signal,
  ],
  enough: answered,
  complete: answeredWhole,
  repair: 'requestTimeout: 10_000',
} as const;

const url = 'https://github.com/elastic/elasticsearch-js';

export const search: readonly ClientLibrary[] = [
  {
    ...elastic,
    versions: '>=7.0.0 <8.0.0',
    options: [{ ...elastic.options[0], covers: ['response'] }],
    byDefault: { bounded: true, says: 'ends after 30 seconds, and hangs when a body stops in the middle' },
    source: { version: '7.17.14', url, evidence: 'measured; index.js:96' },
  },
  {
    ...elastic,
    versions: '>=8.0.0 <9.0.0',
    byDefault: { bounded: false, says: 'waits up to 10 minutes' },
    source: { version: '8.19.2', url, evidence: 'measured; lib/client.js:143' },
  },
  {
    ...elastic,
    versions: '>=9.0.0',
    byDefault: { bounded: false, says: 'never ends' },
    source: { version: '9.4.3', url, evidence: 'measured' },
  },
  {
    label: 'OpenSearch',
    modules: ['@opensearch-project/opensearch'],
    family: 'search',
    clients: [{ export: 'Client', construct: true, options: 0 }],
    calls: [],
    methods: [{ name: '**', options: 1 }],
    judgedAt: 'client',
    options: [limitOfHeaders('requestTimeout', { off: ['zero'], fails: ['null', 'NaN', 'Infinity', 'negative'] })],
    enough: answered,
    // Nothing bounds a body that stops in the middle.
    complete: answeredWhole,
    byDefault: byItself({ connect: 30, response: 30, body: 'ever' }, { attempts: 4 }),
    repair: 'requestTimeout: 10_000, maxRetries: 1',
    source: {
      version: '3.9.0',
      url: 'https://github.com/opensearch-project/opensearch-js',
      evidence: 'measured; lib/Client.js:103',
    },
  },
  {
    label: 'Algolia',
    modules: ['algoliasearch', 'algoliasearch/lite'],
    family: 'search',
    clients: [
      { export: 'algoliasearch', options: 2 },
      { export: 'liteClient', options: 2 },
      { export: 'default', options: 2 },
    ],
    calls: [],
    handsOver: ['requester'],
    judgedAt: 'client',
    // `connect` goes on until the headers are there; `read` and `write` start then, and are limits over the whole body.
    options: [
      limitOfHeaders('timeouts.connect', { at: 'client' }),
      limit('timeouts.read', ['body'], { at: 'client', wholeBody: true }),
      limit('timeouts.write', ['body'], { at: 'client', wholeBody: true }),
    ],
    ignored: [{ path: 'timeout', at: 'client', because: 'Algolia reads timeouts.connect, .read and .write' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: {
      bounded: true,
      says: 'ends after about 32 seconds over its 4 hosts, or 80 when a body stops in the middle',
      waits: { total: 32 },
    },
    repair: 'timeouts: { connect: 1_000, read: 5_000, write: 10_000 }',
    source: {
      version: '5.65.0',
      url: 'https://github.com/algolia/algoliasearch-client-javascript',
      evidence:
        'measured; @algolia/requester-node-http dist/requester.http.js:92, @algolia/client-common dist/common.js:767',
    },
  },
  {
    label: 'Typesense',
    modules: ['typesense'],
    family: 'search',
    clients: [
      { export: 'Client', construct: true, options: 0 },
      { export: 'default.Client', construct: true, options: 0 },
    ],
    calls: [],
    judgedAt: 'client',
    options: [limitOfSilence('connectionTimeoutSeconds', { at: 'client', unit: 's' })],
    enough: answered,
    byDefault: { bounded: true, says: 'ends after 5 seconds in each of its attempts' },
    repair: 'connectionTimeoutSeconds: 5',
    source: {
      version: '3.1.0',
      url: 'https://github.com/typesense/typesense-js',
      evidence: 'lib/Typesense/Configuration.js:26, ApiCall.js:188',
    },
  },
  {
    label: 'Meilisearch',
    modules: ['meilisearch'],
    family: 'search',
    clients: ['Meilisearch', 'MeiliSearch', 'default'].map((name) => ({ export: name, construct: true, options: 0 })),
    calls: [],
    methods: [
      { name: 'search', options: 2 },
      { name: '*', options: [] },
    ],
    derive: [{ name: 'index', options: [], part: true }],
    handsOver: ['httpClient'],
    judgedAt: 'client',
    options: [
      { ...signal },
      { ...signal, path: 'requestInit.signal', at: 'client' },
      // Any signal puts the timeout out of force.
      limitInAll('timeout', { at: 'client', fails: ['zero'], yieldsTo: ['signal', 'requestInit.signal'] }),
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: asFetch,
    repair: 'timeout: 5_000',
    source: {
      version: '0.62.0',
      url: 'https://github.com/meilisearch/meilisearch-js',
      evidence: 'measured; dist/index.js:283',
    },
  },
];
