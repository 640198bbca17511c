import { asFetch, byItself } from './by-default.js';
import { limitInAll, limitOfHeaders, limitOfSilence } from './limits.js';
import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Content, data and analytics behind an HTTP API. */
export const content: readonly ClientLibrary[] = [
  {
    label: 'Contentful',
    modules: ['contentful'],
    family: 'saas',
    clients: [{ export: 'createClient', options: 0 }],
    calls: [],
    handsOver: ['adapter'],
    judgedAt: 'client',
    options: [limitOfSilence('timeout', { at: 'client', off: ['zero'] })],
    enough: answered,
    byDefault: byItself({ response: 30, body: 30 }),
    repair: 'timeout: 10_000',
    source: {
      version: '11.12.10',
      url: 'https://github.com/contentful/contentful.js',
      evidence: 'dist/contentful.cjs:24278',
    },
  },
  {
    label: 'Sanity',
    modules: ['@sanity/client'],
    family: 'saas',
    clients: [{ export: 'createClient', options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [limitOfHeaders('timeout', { at: 'client', off: ['zero'] })],
    enough: answered,
    byDefault: byItself({ response: 300, body: 'ever' }),
    repair: 'timeout: 10_000',
    source: {
      version: '7.28.0, 6.29.1',
      url: 'https://github.com/sanity-io/client',
      evidence: 'measured; dist/index.cjs:699',
    },
  },
  {
    label: 'Supabase',
    modules: ['@supabase/supabase-js'],
    family: 'saas',
    clients: [{ export: 'createClient', options: 2 }],
    calls: [],
    chain: [{ name: 'abortSignal', options: 0 }],
    handsOver: ['global.fetch'],
    judgedAt: 'client',
    // The limit of `db` is cleared when the headers arrive, and reaches queries only: no sign-in, files or functions.
    options: [
      limitOfHeaders('db.timeout', { at: 'client', off: ['zero', 'negative'] }),
      { path: '', at: 'chain', takes: 'signal', covers: ['total'] },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: asFetch,
    repair: 'global: { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) }',
    source: {
      version: '2.109.0',
      url: 'https://github.com/supabase/supabase-js',
      evidence: 'dist/index.cjs:1274; @supabase/postgrest-js dist/index.cjs:3617',
    },
  },
  {
    label: 'PostHog',
    modules: ['posthog-node'],
    family: 'saas',
    clients: [{ export: 'PostHog', construct: true, options: 1 }],
    calls: [],
    judgedAt: 'client',
    options: [limitInAll('requestTimeout', { at: 'client' })],
    enough: answered,
    byDefault: byItself({ total: 10 }),
    repair: 'requestTimeout: 10_000',
    source: { version: '5.70.0', url: 'https://github.com/PostHog/posthog-js', evidence: 'dist/client.js:139' },
  },
];
