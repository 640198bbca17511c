import { byItself } from './by-default.js';
import { race } from './limits.js';
import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

const firebase = {
  family: 'saas',
  calls: [],
  methods: [{ name: '*', options: [] }],
  judgedAt: 'call',
  options: [],
  enough: [],
} as const satisfies Partial<ClientLibrary>;

const firebaseUrl = 'https://github.com/firebase/firebase-admin-node';

/** Text messages and notifications. */
export const messaging: readonly ClientLibrary[] = [
  {
    label: 'Twilio',
    modules: ['twilio'],
    family: 'saas',
    clients: [
      { export: 'default', options: 2 },
      { export: 'Twilio', construct: true, options: 2 },
    ],
    calls: [],
    handsOver: ['httpClient'],
    judgedAt: 'client',
    options: [
      {
        path: 'timeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response', 'body'],
        reset: ['zero', 'null', 'NaN'],
        fails: ['Infinity', 'negative'],
      },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: true, says: 'ends after 30 seconds' },
    repair: 'timeout: 10_000',
    source: {
      version: '6.2.0',
      url: 'https://github.com/twilio/twilio-node',
      evidence: 'measured; lib/base/RequestClient.js:47',
    },
  },
  {
    ...firebase,
    label: 'Firebase messaging',
    modules: ['firebase-admin/messaging', 'firebase-admin'],
    clients: [
      { export: 'getMessaging', options: [] },
      { export: 'default.messaging', options: [] },
    ],
    byDefault: byItself({ response: 15, body: 15 }, { attempts: 5, pauses: 7 }),
    repair: race('getMessaging().send(message)'),
    source: {
      version: '13.10.0',
      url: firebaseUrl,
      evidence: 'measured; lib/messaging/messaging-api-request-internal.js:25, lib/utils/api-request.js:99',
    },
  },
  {
    ...firebase,
    label: 'Firebase authentication',
    modules: ['firebase-admin/auth', 'firebase-admin'],
    clients: [
      { export: 'getAuth', options: [] },
      { export: 'default.auth', options: [] },
    ],
    // Tokens are checked with keys that are kept, and signed with a key that is there.
    localMethods: [
      'verifyIdToken',
      'verifySessionCookie',
      'createCustomToken',
      'tenantManager',
      'projectConfigManager',
    ],
    byDefault: byItself({ response: 25, body: 25 }, { attempts: 5, pauses: 7 }),
    repair: race('getAuth().getUser(uid)'),
    source: {
      version: '13.10.0',
      url: firebaseUrl,
      evidence: 'measured; lib/auth/auth-api-request.js:38, lib/utils/api-request.js:99',
    },
  },
];
