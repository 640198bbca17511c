import { limit, limitInAll } from './limits.js';
import type { ClientLibrary } from './types.js';

/** Oracle Database: the limit of a statement is a property of the connection, which no option sets. */
export const oracle: readonly ClientLibrary[] = [
  {
    label: 'node-oracledb',
    modules: ['oracledb'],
    family: 'database',
    clients: [
      { export: 'getConnection', options: 0 },
      { export: 'default.getConnection', options: 0 },
      { export: 'createPool', options: 0, factory: true },
      { export: 'default.createPool', options: 0, factory: true },
    ],
    calls: [],
    derive: [{ name: 'getConnection', options: 0 }],
    setters: [{ on: 'client', name: 'callTimeout', by: 'assign', path: 'callTimeout' }],
    judgedAt: 'client',
    options: [
      limitInAll('callTimeout', { at: 'client', off: ['zero'] }),
      limit('connectTimeout', ['connect'], { at: 'client', unit: 's', off: ['zero', 'negative'] }),
    ],
    enough: [['total'], ['response']],
    byDefault: {
      bounded: false,
      says: 'never ends when the database stops answering',
      waits: { connect: 'ever', response: 'ever', body: 'ever' },
    },
    repair: 'connection.callTimeout = 10_000',
    source: {
      version: '26.0.0',
      url: 'https://github.com/oracle/node-oracledb',
      evidence: 'lib/connection.js:783, lib/thin/sqlnet/sessionAtts.js:103',
    },
  },
];
