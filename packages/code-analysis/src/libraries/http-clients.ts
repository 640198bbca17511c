import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary, Method, TimeoutOption } from './types.js';

/** Methods of an axios instance with the argument that takes the options. */
const axiosMethods: readonly Method[] = [
  { name: 'request', options: 0 },
  ...['get', 'delete', 'head', 'options'].map((name) => ({ name, options: 1 })),
  ...['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'].map((name) => ({ name, options: 2 })),
];

/** A timer that starts anew with every piece of the answer; measured: a body that drips never ends. */
const idle: TimeoutOption = {
  path: 'timeout',
  takes: 'duration',
  unit: 'ms',
  covers: ['connect', 'response', 'body'],
};

const axiosTimeout: TimeoutOption = { ...idle, off: ['zero', 'null', 'NaN'], fails: ['Infinity'] };

const gotMethods = ['get', 'post', 'put', 'patch', 'head', 'delete', 'stream', 'paginate'];

const gotRequest: TimeoutOption = {
  path: 'timeout.request',
  takes: 'duration',
  unit: 'ms',
  covers: ['total'],
  fails: ['zero', 'null', 'NaN', 'Infinity', 'negative', 'string'],
};

const gotPhases: readonly TimeoutOption[] = [
  { path: 'timeout.response', takes: 'duration', unit: 'ms', covers: ['response'] },
  { path: 'timeout.socket', takes: 'duration', unit: 'ms', covers: ['response', 'body'] },
  { path: 'timeout.connect', takes: 'duration', unit: 'ms', covers: ['connect'] },
];

const got = {
  label: 'got',
  modules: ['got'],
  family: 'http',
  clients: [{ export: 'default.extend', options: 0 }],
  calls: [
    { export: 'default', options: [1, 0] },
    ...gotMethods.map((name) => ({ export: `default.${name}`, options: 1 })),
    { export: 'got', options: [1, 0] },
    ...gotMethods.map((name) => ({ export: `got.${name}`, options: 1 })),
  ],
  methods: gotMethods.map((name) => ({ name, options: 1 })),
  derive: [{ name: 'extend', options: 0 }],
  judgedAt: 'client',
  enough: answered,
  complete: answeredWhole,
  byDefault: { bounded: false, says: 'never ends' },
  repair: 'timeout: { request: 5_000 }',
} as const satisfies Partial<ClientLibrary>;

export const httpClients: readonly ClientLibrary[] = [
  {
    label: 'axios',
    modules: ['axios'],
    family: 'http',
    clients: [
      { export: 'default.create', options: 0 },
      { export: 'Axios', construct: true, options: 0 },
    ],
    calls: [
      { export: 'default', options: [1, 0] },
      ...axiosMethods.map(({ name, options }) => ({ export: `default.${name}`, options })),
    ],
    methods: axiosMethods,
    derive: [{ name: 'create', options: 0 }],
    setters: [
      { on: 'module', name: 'default.defaults', by: 'assign' },
      { on: 'client', name: 'defaults', by: 'assign' },
    ],
    handsOver: ['adapter'],
    judgedAt: 'client',
    options: [axiosTimeout, signal, { path: 'cancelToken', takes: 'signal', at: 'call', covers: ['total'] }],
    ignored: [
      { path: 'httpAgent.timeout', because: 'the timeout of an agent only emits an event' },
      { path: 'httpsAgent.timeout', because: 'the timeout of an agent only emits an event' },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000',
    source: {
      version: '1.21.1, 0.35.0',
      url: 'https://github.com/axios/axios',
      evidence: 'measured; lib/defaults/index.js:149',
    },
  },
  {
    label: 'Nest HttpService',
    modules: ['@nestjs/axios'],
    family: 'http',
    clients: [
      { export: 'HttpModule.register', options: 0 },
      { export: 'HttpService', options: [], injected: true },
    ],
    calls: [],
    methods: [...axiosMethods, ...axiosMethods.map(({ name, options }) => ({ name: `axiosRef.${name}`, options }))],
    setters: [{ on: 'client', name: 'axiosRef.defaults', by: 'assign' }],
    handsOver: ['adapter'],
    judgedAt: 'client',
    options: [axiosTimeout, signal],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000',
    source: { version: '12.0.1', url: 'https://github.com/nestjs/axios', evidence: 'measured' },
  },
  {
    ...got,
    versions: '<12.0.0',
    options: [gotRequest, { path: 'timeout', takes: 'duration', unit: 'ms', covers: ['total'] }, ...gotPhases, signal],
    source: { version: '11.8.6', url: 'https://github.com/sindresorhus/got', evidence: 'measured' },
  },
  {
    ...got,
    versions: '>=12.0.0',
    options: [
      gotRequest,
      { path: 'timeout', takes: 'duration', unit: 'ms', covers: ['total'], refused: true },
      ...gotPhases,
      { path: 'timeout.read', takes: 'duration', unit: 'ms', covers: ['body'], wholeBody: true },
      signal,
    ],
    source: { version: '14.6.6, 13.0.0, 12.6.1', url: 'https://github.com/sindresorhus/got', evidence: 'measured' },
  },
  {
    label: 'superagent',
    modules: ['superagent'],
    family: 'http',
    clients: [{ export: 'default.agent', options: [] }],
    calls: [
      { export: 'default', options: [] },
      ...['get', 'post', 'put', 'patch', 'head', 'del', 'delete', 'options'].map((name) => ({
        export: `default.${name}`,
        options: [],
      })),
    ],
    methods: ['get', 'post', 'put', 'patch', 'head', 'del', 'delete', 'options'].map((name) => ({ name, options: [] })),
    chain: [{ name: 'timeout', options: 0 }],
    judgedAt: 'call',
    options: [
      {
        path: '',
        at: 'chain',
        takes: 'duration',
        unit: 'ms',
        covers: ['total'],
        off: ['zero', 'null', 'NaN'],
        fails: ['Infinity', 'negative'],
      },
      { path: 'deadline', at: 'chain', takes: 'duration', unit: 'ms', covers: ['total'], off: ['zero', 'null', 'NaN'] },
      { path: 'response', at: 'chain', takes: 'duration', unit: 'ms', covers: ['connect', 'response'] },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: '.timeout(5_000)',
    source: { version: '10.4.2', url: 'https://github.com/forwardemail/superagent', evidence: 'measured' },
  },
  {
    label: 'needle',
    modules: ['needle'],
    family: 'http',
    clients: [],
    calls: [
      { export: 'default', options: [3, 2] },
      ...['get', 'head'].map((name) => ({ export: `default.${name}`, options: 1 })),
      ...['post', 'put', 'patch', 'delete', 'request'].map((name) => ({ export: `default.${name}`, options: 2 })),
    ],
    setters: [{ on: 'module', name: 'default.defaults', by: 'call', options: 0 }],
    judgedAt: 'call',
    options: [
      {
        path: 'response_timeout',
        takes: 'duration',
        unit: 'ms',
        covers: ['response'],
        off: ['zero', 'negative'],
        fails: ['null', 'NaN', 'Infinity', 'string'],
      },
      { path: 'read_timeout', takes: 'duration', unit: 'ms', covers: ['body'], off: ['zero'], wholeBody: true },
      { path: 'open_timeout', takes: 'duration', unit: 'ms', covers: ['connect'], off: ['zero'] },
      { path: 'timeout', takes: 'duration', unit: 'ms', covers: ['connect'], off: ['zero'] },
      signal,
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends once connected' },
    repair: 'response_timeout: 5_000, read_timeout: 5_000',
    source: { version: '3.5.0', url: 'https://github.com/tomas/needle', evidence: 'measured; lib/needle.js:94,120' },
  },
  {
    label: 'request',
    modules: ['request', 'request-promise', 'request-promise-native'],
    family: 'http',
    clients: [{ export: 'default.defaults', options: 0 }],
    calls: [
      { export: 'default', options: [1, 0] },
      ...['get', 'post', 'put', 'patch', 'head', 'del', 'delete'].map((name) => ({
        export: `default.${name}`,
        options: [1, 0],
      })),
    ],
    methods: ['get', 'post', 'put', 'patch', 'head', 'del', 'delete'].map((name) => ({ name, options: [1, 0] })),
    derive: [{ name: 'defaults', options: 0 }],
    judgedAt: 'call',
    options: [{ ...idle, off: ['zero'] }],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000',
    source: { version: '2.88.2', url: 'https://github.com/request/request', evidence: 'measured' },
  },
  {
    label: 'phin',
    modules: ['phin'],
    family: 'http',
    clients: [{ export: 'default.defaults', options: 0 }],
    calls: [
      { export: 'default', options: 0 },
      { export: 'phin', options: 0 },
    ],
    judgedAt: 'call',
    options: [{ ...idle, off: ['zero', 'null'] }],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000',
    source: { version: '4.0.0', url: 'https://github.com/ethanent/phin', evidence: 'measured' },
  },
  {
    label: 'gaxios',
    modules: ['gaxios'],
    family: 'http',
    clients: [{ export: 'Gaxios', construct: true, options: 0 }],
    calls: [{ export: 'request', options: 0 }],
    methods: [{ name: 'request', options: 0 }],
    setters: [{ on: 'module', name: 'instance.defaults', by: 'assign' }],
    handsOver: ['adapter', 'fetchImplementation'],
    judgedAt: 'client',
    options: [{ path: 'timeout', takes: 'duration', unit: 'ms', covers: ['total'], off: ['zero'] }, signal],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'timeout: 5_000',
    source: { version: '7.3.1', url: 'https://github.com/googleapis/gaxios', evidence: 'measured' },
  },
];
