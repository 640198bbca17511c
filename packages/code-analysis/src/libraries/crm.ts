import { byItself, neverEnds } from './by-default.js';
import { fern, fernDefault } from './generated.js';
import { limitOfHeaders, race } from './limits.js';
import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Customers and sales. */
export const crm: readonly ClientLibrary[] = [
  {
    label: 'HubSpot',
    modules: ['@hubspot/api-client'],
    family: 'saas',
    clients: [{ export: 'Client', construct: true, options: 0 }],
    calls: [],
    methods: [{ name: '**', options: [] }],
    localMethods: ['setAccessToken', 'setApiKey', 'init', 'oauth.getAuthorizationUrl'],
    judgedAt: 'call',
    options: [],
    ignored: [
      { path: 'timeout', at: 'client', because: 'HubSpot hands no timeout to fetch' },
      { path: 'httpAgent.timeout', at: 'client', because: 'the timeout of an agent only emits an event' },
    ],
    enough: [],
    byDefault: neverEnds,
    repair: race('hubspot.crm.contacts.basicApi.getById(id)'),
    source: {
      version: '13.5.0',
      url: 'https://github.com/HubSpot/hubspot-api-nodejs',
      evidence: 'measured; lib/codegen/crm/contacts/http/isomorphic-fetch.js:14',
    },
  },
  {
    label: 'JSforce',
    modules: ['jsforce'],
    family: 'saas',
    clients: [
      { export: 'Connection', construct: true, options: 0 },
      { export: 'default.Connection', construct: true, options: 0 },
    ],
    calls: [],
    methods: [
      { name: 'request', options: 1 },
      { name: '*', options: [] },
    ],
    derive: [{ name: 'sobject', options: [], part: true }],
    judgedAt: 'call',
    options: [limitOfHeaders('timeout', { at: 'call' })],
    ignored: [{ path: 'timeout', at: 'client', because: 'a connection does not read it' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: byItself({ connect: 1_800, response: 1_800, body: 'ever' }),
    repair: race('connection.query(soql)'),
    source: {
      version: '3.10.16',
      url: 'https://github.com/jsforce/jsforce',
      evidence: 'measured; lib/request.js:136,178',
    },
  },
  {
    ...fern,
    label: 'Intercom',
    modules: ['intercom-client'],
    versions: '>=7.0.0',
    clients: [{ export: 'IntercomClient', construct: true, options: 0 }],
    byDefault: fernDefault(20),
    source: {
      version: '7.0.3',
      url: 'https://github.com/intercom/intercom-node',
      evidence: 'core/fetcher/makeRequest.js:36, api/resources/*/client/Client.js',
    },
  },
];
