import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const elastic = {
  label: 'Elasticsearch',
  modules: ['@elastic/elasticsearch'],
  family: 'search',
  clients: [{ export: 'Client', construct: true, options: 0 }],
  calls: [],
  methods: [{ name: '*', options: 1 }],
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
    byDefault: { bounded: true, says: 'ends after 30 seconds' },
    source: { version: '7.17.14', url, evidence: 'index.js:96' },
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
    methods: [{ name: '*', options: 1 }],
    judgedAt: 'client',
    options: [
      {
        path: 'requestTimeout',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response'],
        off: ['zero'],
        fails: ['null', 'NaN', 'Infinity', 'negative'],
      },
    ],
    // Nothing bounds a body that stops in the middle.
    enough: answered,
    byDefault: { bounded: true, says: 'ends after 30 seconds in each of its 4 attempts' },
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
    options: [{ path: 'timeouts.read', at: 'client', takes: 'duration', unit: 'ms', covers: ['response'] }],
    enough: answered,
    byDefault: { bounded: true, says: 'ends after 5 seconds, or 30 for a write' },
    repair: 'timeouts: { connect: 2_000, read: 5_000, write: 30_000 }',
    source: {
      version: '5.64.0',
      url: 'https://github.com/algolia/algoliasearch-client-javascript',
      evidence: 'dist/lite/builds/node.cjs:383',
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
    options: [
      { path: 'connectionTimeoutSeconds', at: 'client', takes: 'duration', unit: 's', covers: ['connect', 'response'] },
    ],
    enough: answered,
    byDefault: { bounded: true, says: 'ends after 5 seconds in each of its attempts' },
    repair: 'connectionTimeoutSeconds: 5',
    source: {
      version: '3.1.0',
      url: 'https://github.com/typesense/typesense-js',
      evidence: 'lib/Typesense/Configuration.js:26, ApiCall.js:188',
    },
  },
];
