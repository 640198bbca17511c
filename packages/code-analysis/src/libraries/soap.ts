import { neverEnds } from './by-default.js';
import { limitOfSilence } from './limits.js';
import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Methods that prepare calls of a SOAP client. */
const localMethods = [
  'setSecurity', 'setEndpoint', 'setSOAPAction', 'describe', 'addSoapHeader', 'changeSoapHeader', 'getSoapHeaders',
  'clearSoapHeaders', 'addHttpHeader', 'getHttpHeaders', 'clearHttpHeaders', 'addBodyAttribute', 'getBodyAttributes',
  'clearBodyAttributes',
]; // prettier-ignore

/** Calls over SOAP: `wsdl_options.timeout` bounds the fetch of the description, and each call needs its own. */
export const soap: readonly ClientLibrary[] = [
  {
    label: 'soap',
    modules: ['soap'],
    family: 'rpc',
    clients: [
      { export: 'createClientAsync', options: 1 },
      { export: 'createClient', options: 1 },
    ],
    calls: [],
    methods: [{ name: '**', options: [2, 1] }],
    localMethods,
    judgedAt: 'call',
    options: [limitOfSilence('timeout', { at: 'call', off: ['zero'] })],
    ignored: [{ path: 'timeout', at: 'client', because: 'a client does not read it' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: neverEnds,
    repair: 'client.loadAsync(input, { timeout: 10_000 })',
    source: { version: '1.13.0', url: 'https://github.com/vpulim/node-soap', evidence: 'measured; lib/http.js:161' },
  },
];
