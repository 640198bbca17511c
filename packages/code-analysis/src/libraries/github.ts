import { signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const url = 'https://github.com/octokit';

/** Every Octokit class takes the same options; `request.*` goes to each request. */
const octokit = {
  family: 'saas',
  calls: [],
  handsOver: ['request.fetch', 'request.agent', 'authStrategy.request'],
  judgedAt: 'client',
  // An abort in the body is taken for an empty answer, so the signal covers the wait for the headers only.
  options: [
    { ...signal, path: 'request.signal', at: 'client', covers: ['connect', 'response'] },
    { ...signal, path: 'request.signal', covers: ['connect', 'response'] },
  ],
  ignored: [
    { path: 'request.timeout', because: 'Octokit no longer reads it' },
    { path: 'timeout', because: 'Octokit has no such option' },
  ],
  enough: [['response']],
  repair: 'request: { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) }',
} as const;

const fiveMinutes = {
  bounded: false,
  says: 'waits 5 minutes for the headers and as long again for every gap in the body',
};

export const github: readonly ClientLibrary[] = [
  {
    ...octokit,
    label: 'Octokit',
    modules: ['@octokit/core', '@octokit/rest', '@octokit/action', '@actions/github', '@actions/github/lib/utils'],
    clients: [
      { export: 'Octokit', construct: true, options: 0 },
      { export: 'GitHub', construct: true, options: 0 },
      { export: 'getOctokit', options: 1 },
    ],
    variants: [
      { export: 'Octokit.plugin', of: 'Octokit', options: [] },
      { export: 'Octokit.defaults', of: 'Octokit', options: 0 },
      { export: 'GitHub.plugin', of: 'GitHub', options: [] },
    ],
    methods: [
      { name: 'request', options: 1 },
      { name: '**', options: 0 },
    ],
    byDefault: fiveMinutes,
    source: {
      version: '@octokit/core 7.0.8, @octokit/rest 22.0.1',
      url,
      evidence: 'dist-src/index.js; measured for @octokit/request',
    },
  },
  {
    ...octokit,
    label: 'Octokit',
    modules: ['octokit'],
    clients: [{ export: 'Octokit', construct: true, options: 0 }],
    variants: [
      { export: 'Octokit.plugin', of: 'Octokit', options: [] },
      { export: 'Octokit.defaults', of: 'Octokit', options: 0 },
    ],
    methods: [
      { name: 'request', options: 1 },
      { name: '**', options: 0 },
    ],
    byDefault: { bounded: false, says: 'waits 5 minutes in each of its 4 attempts' },
    source: { version: '5.0.5', url, evidence: 'measured' },
  },
  {
    ...octokit,
    label: 'Octokit request',
    modules: ['@octokit/request', '@octokit/graphql'],
    clients: [
      { export: 'request.defaults', options: 0 },
      { export: 'graphql.defaults', options: 0 },
    ],
    calls: [
      { export: 'request', options: [1, 0] },
      { export: 'graphql', options: [1, 0] },
    ],
    derive: [{ name: 'defaults', options: 0 }],
    judgedAt: 'call',
    byDefault: fiveMinutes,
    source: {
      version: '@octokit/request 10.0.16, @octokit/graphql 9.0.5',
      url,
      evidence: 'measured; dist-bundle/index.js:135',
    },
  },
  {
    label: 'Octokit authentication',
    modules: ['@octokit/auth-app', '@octokit/auth-oauth-app'],
    family: 'saas',
    clients: [
      { export: 'createAppAuth', options: 0 },
      { export: 'createOAuthAppAuth', options: 0 },
    ],
    calls: [],
    carriers: [{ modules: ['@octokit/request'], export: 'request.defaults', options: 0, into: 'request' }],
    handsOver: ['request', 'request.request.fetch'],
    judgedAt: 'client',
    options: [{ ...signal, path: 'request.request.signal', at: 'client', covers: ['connect', 'response'] }],
    enough: [['response']],
    byDefault: fiveMinutes,
    repair:
      'request: request.defaults({ request: { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) } })',
    source: { version: '@octokit/auth-app 8.3.1', url, evidence: 'dist-src/index.js' },
  },
  {
    label: 'Octokit app',
    modules: ['@octokit/app', '@octokit/oauth-app', 'octokit'],
    family: 'saas',
    clients: [
      { export: 'App', construct: true, options: 0 },
      { export: 'OAuthApp', construct: true, options: 0 },
    ],
    calls: [],
    handsOver: ['Octokit'],
    judgedAt: 'client',
    options: [],
    enough: [],
    byDefault: fiveMinutes,
    repair:
      'Octokit: Octokit.defaults({ request: { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) } })',
    source: { version: '@octokit/app 16.1.4', url, evidence: 'dist-src/index.js' },
  },
];
