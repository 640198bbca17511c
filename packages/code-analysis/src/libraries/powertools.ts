import { neverEnds } from './by-default.js';
import { limit } from './limits.js';
import type { ClientLibrary } from './types.js';

const root = '@aws-lambda-powertools/parameters';
const kinds = ['ssm', 'secrets', 'appconfig', 'dynamodb'] as const;

const repair = 'clientConfig: { requestHandler: { connectionTimeout: 1_000, socketTimeout: 5_000 } }';

const common = {
  family: 'saas',
  byDefault: neverEnds,
  source: {
    version: '2.35.0',
    url: 'https://github.com/aws-powertools/powertools-lambda-typescript',
    evidence: 'lib/esm/base/BaseProvider.js:29, lib/esm/ssm/getParameter.js; the client of AWS below it measured',
  },
} as const satisfies Partial<ClientLibrary>;

/** Parameters and secrets through a client of AWS that is made without limits, unless a provider is given some. */
export const powertools: readonly ClientLibrary[] = [
  {
    ...common,
    label: 'Powertools parameters',
    modules: kinds.map((kind) => `${root}/${kind}`),
    clients: [],
    calls: [
      'getParameter', 'getParameters', 'getParametersByName', 'setParameter', 'getSecret', 'getAppConfig',
    ].map((name) => ({ export: name, options: [] })), // prettier-ignore
    // A name such as `/shop/path` is no address.
    addsHost: true,
    judgedAt: 'call',
    options: [],
    enough: [],
    repair: `new SSMProvider({ ${repair} })`,
  },
  {
    ...common,
    label: 'Powertools provider',
    modules: kinds.map((kind) => `${root}/${kind}`),
    clients: ['SSMProvider', 'SecretsProvider', 'AppConfigProvider', 'DynamoDBProvider'].map((name) => ({
      export: name,
      construct: true,
      options: 0,
    })),
    calls: [],
    carriers: [
      {
        modules: ['@smithy/node-http-handler'],
        export: 'NodeHttpHandler',
        construct: true,
        options: 0,
        into: 'clientConfig.requestHandler',
      },
    ],
    // The client that is given is judged where it is made.
    exempt: [{ path: 'awsSdkV3Client' }],
    judgedAt: 'client',
    options: [
      limit('clientConfig.requestHandler.connectionTimeout', ['connect'], { at: 'client', off: ['zero'] }),
      limit('clientConfig.requestHandler.socketTimeout', ['response', 'body'], { at: 'client', off: ['zero'] }),
    ],
    enough: [['connect', 'response']],
    repair,
  },
];
