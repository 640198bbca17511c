import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

const destroys = { event: 'timeout', calls: ['destroy', 'abort'] } as const;

/** `http.request` and `https.request`: their timeout only emits an event that somebody must act upon. */
export const nodeHttp: readonly ClientLibrary[] = [
  {
    label: 'node:http',
    modules: ['node:http', 'node:https'],
    family: 'http',
    clients: [],
    calls: [
      { export: 'request', options: [1, 0] },
      { export: 'get', options: [1, 0] },
    ],
    chain: [{ name: 'setTimeout', options: 0 }],
    judgedAt: 'call',
    options: [
      {
        path: 'timeout',
        at: 'call',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response', 'body'],
        off: ['zero'],
        fails: ['null', 'NaN', 'Infinity', 'negative', 'string'],
        needsListener: destroys,
      },
      {
        path: '',
        at: 'chain',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response', 'body'],
        off: ['zero'],
        fails: ['null', 'NaN', 'Infinity', 'negative', 'string'],
        needsListener: destroys,
      },
      signal,
    ],
    ignored: [{ path: 'agent.timeout', because: 'the timeout of an agent only emits an event' }],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'signal: AbortSignal.timeout(5_000)',
    source: {
      version: 'Node.js 20.20.2',
      url: 'https://nodejs.org/api/http.html#httprequesturl-options-callback',
      evidence: 'measured',
    },
  },
];
