import { asFetch, byItself, neverEnds } from './by-default.js';
import { limitInAll, limitOfHeaders, limitOfSilence } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

/** A limit of Slack's clients: a signal that is made anew for each attempt. */
const slackTimeout = limitInAll('timeout', { at: 'client', off: ['zero', 'null', 'NaN', 'negative'] });

/** The same until version 7, whose clients stood over axios. */
const axiosTimeout = limitOfSilence('timeout', { at: 'client', off: ['zero', 'null', 'NaN'] });

const slackSource = { url: 'https://github.com/slackapi/node-slack-sdk' } as const;

const slackApi = {
  label: 'Slack Web API',
  modules: ['@slack/web-api'],
  family: 'saas',
  clients: [{ export: 'WebClient', construct: true, options: 1 }],
  calls: [],
  methods: [{ name: '**', options: [] }],
  handsOver: ['fetch', 'adapter'],
  judgedAt: 'client',
  ignored: [{ path: 'requestTimeout', at: 'client', because: 'Slack calls it timeout' }],
  enough: answered,
  complete: answeredWhole,
  repair: 'timeout: 10_000, retryConfig: { retries: 2 }',
} as const satisfies Partial<ClientLibrary>;

const slackWebhook = {
  label: 'Slack webhook',
  modules: ['@slack/webhook'],
  family: 'saas',
  clients: [{ export: 'IncomingWebhook', construct: true, options: 1 }],
  calls: [],
  handsOver: ['fetch'],
  judgedAt: 'client',
  enough: answered,
  complete: answeredWhole,
  repair: 'timeout: 10_000',
} as const satisfies Partial<ClientLibrary>;

/** Chat, tickets and documents of teams. */
export const teamServices: readonly ClientLibrary[] = [
  {
    ...slackApi,
    versions: '<8.0.0',
    options: [{ ...axiosTimeout, perAttempt: true }],
    byDefault: neverEnds,
    source: { ...slackSource, version: '7.19.0, 6.13.0', evidence: 'measured; dist/WebClient.js over axios' },
  },
  {
    ...slackApi,
    versions: '>=8.0.0',
    options: [{ ...slackTimeout, perAttempt: true }],
    byDefault: byItself({ response: 300, body: 300 }, { attempts: 11, pauses: 1_320 }),
    source: {
      ...slackSource,
      version: '8.2.0',
      evidence: 'measured; dist/WebClient.js:123,421, dist/retry-policies.js:9',
    },
  },
  {
    label: 'Slack Bolt',
    modules: ['@slack/bolt'],
    family: 'saas',
    clients: [
      { export: 'App', construct: true, options: 0 },
      { export: 'default.App', construct: true, options: 0 },
    ],
    calls: [],
    handsOver: ['clientOptions.fetch', 'clientOptions.adapter'],
    judgedAt: 'client',
    options: [{ ...slackTimeout, path: 'clientOptions.timeout', perAttempt: true }],
    ignored: [{ path: 'timeout', at: 'client', because: 'Bolt reads it inside clientOptions only' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: byItself({ response: 300, body: 300 }, { attempts: 11, pauses: 1_320 }),
    repair: 'clientOptions: { timeout: 10_000, retryConfig: { retries: 2 } }',
    source: {
      version: '5.1.0 over @slack/web-api 8.2.0',
      url: 'https://github.com/slackapi/bolt-js',
      evidence: 'dist/App.js; @slack/web-api dist/WebClient.js:123',
    },
  },
  {
    ...slackWebhook,
    versions: '<8.0.0',
    options: [axiosTimeout],
    byDefault: neverEnds,
    source: { ...slackSource, version: '7.2.0, 6.1.0', evidence: 'measured; dist/IncomingWebhook.js over axios' },
  },
  {
    ...slackWebhook,
    versions: '>=8.0.0',
    options: [slackTimeout],
    byDefault: asFetch,
    source: { ...slackSource, version: '8.0.2', evidence: 'measured; dist/IncomingWebhook.js:76,98' },
  },
  {
    label: 'Notion',
    modules: ['@notionhq/client'],
    family: 'saas',
    clients: [{ export: 'Client', construct: true, options: 0 }],
    calls: [],
    methods: [{ name: '**', options: [] }],
    handsOver: ['fetch'],
    judgedAt: 'client',
    options: [limitOfHeaders('timeoutMs', { at: 'client' })],
    ignored: [{ path: 'timeout', at: 'client', because: 'Notion calls it timeoutMs' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: byItself({ connect: 60, response: 60, body: 300 }),
    repair: 'timeoutMs: 10_000',
    source: {
      version: '5.26.0',
      url: 'https://github.com/makenotion/notion-sdk-js',
      evidence: 'measured; build/src/Client.js:1148, build/src/constants.js:11',
    },
  },
  {
    label: 'Airtable',
    modules: ['airtable'],
    family: 'saas',
    clients: [
      { export: 'default', construct: true, options: 0 },
      { export: 'default.configure', options: 0 },
    ],
    calls: [],
    judgedAt: 'client',
    options: [limitInAll('requestTimeout', { at: 'client' })],
    enough: answered,
    byDefault: byItself({ total: 300 }),
    repair: 'requestTimeout: 10_000',
    source: { version: '0.12.2', url: 'https://github.com/Airtable/airtable.js', evidence: 'lib/airtable.js:36,52' },
  },
  {
    label: 'Linear SDK',
    modules: ['@linear/sdk'],
    family: 'saas',
    clients: [
      { export: 'LinearClient', construct: true, options: 0 },
      { export: 'LinearGraphQLClient', construct: true, options: 1 },
    ],
    calls: [],
    judgedAt: 'client',
    options: [{ ...signal, at: 'client' }],
    ignored: [
      { path: 'timeout', at: 'client', because: 'the client hands its options to fetch, which has no such option' },
    ],
    enough: answered,
    byDefault: asFetch,
    repair: 'signal: AbortSignal.timeout(10_000)',
    source: { version: '98.0.0', url: 'https://github.com/linear/linear', evidence: 'dist/index.mjs:1422' },
  },
  {
    label: 'discord.js REST',
    modules: ['@discordjs/rest'],
    family: 'saas',
    clients: [{ export: 'REST', construct: true, options: 0 }],
    calls: [],
    judgedAt: 'client',
    options: [limitOfHeaders('timeout', { at: 'client' })],
    enough: answered,
    byDefault: byItself({ response: 15 }),
    repair: 'timeout: 10_000',
    source: { version: '2.6.3', url: 'https://github.com/discordjs/discord.js', evidence: 'dist/index.js:143,744' },
  },
];
