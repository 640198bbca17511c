import { asFetch, byItself } from './by-default.js';
import { withoutLimit } from './generated.js';
import { foundIn, limitInAll, race } from './limits.js';
import { answered } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Databases of vectors. */
export const vectorStores: readonly ClientLibrary[] = [
  {
    ...withoutLimit,
    label: 'Qdrant',
    modules: ['@qdrant/js-client-rest'],
    clients: [{ export: 'QdrantClient', construct: true, options: 0 }],
    judgedAt: 'client',
    options: [limitInAll('timeout', { at: 'client', off: ['NaN', 'Infinity'] })],
    enough: answered,
    byDefault: byItself({ total: 300 }),
    repair: 'timeout: 10_000',
    source: foundIn('qdrant/qdrant-js', '1.18.0', 'dist/cjs/qdrant-client.js:11, dist/cjs/api-client.js:26'),
  },
  {
    ...withoutLimit,
    label: 'Pinecone',
    modules: ['@pinecone-database/pinecone'],
    clients: [{ export: 'Pinecone', construct: true, options: 0 }],
    handsOver: ['fetchApi'],
    derive: ['index', 'Index', 'namespace'].map((name) => ({ name, options: [], part: true })),
    byDefault: asFetch,
    repair: race('pinecone.index(name).query(query)'),
    source: foundIn(
      'pinecone-io/pinecone-ts-client',
      '8.2.0',
      'dist/pinecone.js, dist/pinecone-generated-ts-fetch-alpha/db_data/runtime.js',
    ),
  },
];
