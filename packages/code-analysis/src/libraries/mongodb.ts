import { signal } from './signals.js';
import type { ClientLibrary, IgnoredOption, TimeoutOption } from './types.js';

const connecting: readonly TimeoutOption[] = [
  {
    path: 'serverSelectionTimeoutMS',
    at: 'client',
    takes: 'duration',
    unit: 'ms',
    covers: ['connect'],
    off: ['zero', 'NaN'],
    reset: ['null'],
    fails: ['Infinity', 'negative'],
    urlParameter: 'serverSelectionTimeoutMS',
  },
  {
    path: 'waitQueueTimeoutMS',
    at: 'client',
    takes: 'duration',
    unit: 'ms',
    covers: ['pool'],
    off: ['zero'],
    urlParameter: 'waitQueueTimeoutMS',
  },
];

const socketTimeout: TimeoutOption = {
  path: 'socketTimeoutMS',
  at: 'client',
  takes: 'duration',
  unit: 'ms',
  covers: ['response'],
  off: ['zero'],
  urlParameter: 'socketTimeoutMS',
};

const maxTime: TimeoutOption = {
  path: 'maxTimeMS',
  at: 'call',
  takes: 'duration',
  unit: 'ms',
  covers: ['response'],
  off: ['zero'],
  keptByServer: true,
};

const timeoutMS: TimeoutOption = {
  path: 'timeoutMS',
  takes: 'duration',
  unit: 'ms',
  covers: ['total'],
  off: ['zero'],
  urlParameter: 'timeoutMS',
};

const withoutEffect: IgnoredOption = {
  path: 'timeoutMS',
  because: 'the driver takes it and does nothing with it from 6.22.0 and 7.8.0 on',
};

const driver = {
  label: 'MongoDB driver',
  modules: ['mongodb'],
  family: 'database',
  clients: [
    { export: 'MongoClient', construct: true, options: 1, url: 0 },
    { export: 'MongoClient.connect', options: 1, url: 0 },
  ],
  calls: [],
  judgedAt: 'client',
  enough: [['total'], ['response']],
  complete: [['connect', 'response']],
  boundedPhases: ['connect'],
  byDefault: { bounded: false, says: 'never ends when a connected server stops answering' },
} as const;

const url = 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/';

/** The timeouts of the MongoDB driver by version: `timeoutMS` came in 6 and lost its effect in 6.22.0 and 7.8.0. */
export const mongodb: readonly ClientLibrary[] = [
  {
    ...driver,
    versions: '<6.0.0',
    options: [socketTimeout, ...connecting, maxTime],
    repair: 'socketTimeoutMS: 10_000',
    source: { version: '4.17.2', url, evidence: 'measured' },
  },
  {
    ...driver,
    versions: '>=6.0.0 <6.22.0 || >=7.0.0 <7.8.0',
    options: [timeoutMS, socketTimeout, ...connecting, maxTime, signal],
    repair: 'socketTimeoutMS: 10_000',
    source: { version: '7.7.0', url, evidence: 'measured' },
  },
  {
    ...driver,
    versions: '>=6.22.0 <7.0.0 || >=7.8.0',
    options: [socketTimeout, ...connecting, maxTime, signal],
    ignored: [withoutEffect],
    repair: 'socketTimeoutMS: 10_000',
    source: { version: '7.8.0, 6.22.0', url, evidence: 'measured; lib/connection_string.js:1022' },
  },
  {
    label: 'Mongoose',
    modules: ['mongoose', '@nestjs/mongoose'],
    family: 'database',
    clients: [
      { export: 'connect', options: 1, url: 0 },
      { export: 'createConnection', options: 1, url: 0 },
      { export: 'MongooseModule.forRoot', options: 1, url: 0 },
    ],
    calls: [],
    // Whether timeoutMS does anything depends on the version of the driver below, which is not known here.
    handsOver: ['timeoutMS'],
    judgedAt: 'client',
    options: [socketTimeout, ...connecting],
    enough: driver.enough,
    complete: driver.complete,
    boundedPhases: driver.boundedPhases,
    byDefault: driver.byDefault,
    repair: 'socketTimeoutMS: 10_000',
    source: { version: '9.12.1', url: 'https://mongoosejs.com/docs/connections.html', evidence: 'measured' },
  },
];
