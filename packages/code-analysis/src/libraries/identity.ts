import { byItself } from './by-default.js';
import { fern, fernDefault } from './generated.js';
import { limitInAll, limitOfHeaders } from './limits.js';
import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

/** Names that may stand in front of a verifier of tokens. */
const verifiers = ['CognitoJwtVerifier', 'JwtVerifier', 'JwtRsaVerifier', 'AlbJwtVerifier'];

/** Sign-in services, keys that tokens are checked with, and credentials. */
export const identity: readonly ClientLibrary[] = [
  {
    ...fern,
    label: 'Auth0 management',
    modules: ['auth0'],
    clients: [{ export: 'ManagementClient', construct: true, options: 0 }],
    byDefault: fernDefault(60),
    source: {
      version: '7.1.0',
      url: 'https://github.com/auth0/node-auth0',
      evidence: 'dist/cjs/management/core/fetcher/makeRequest.js, dist/cjs/management/api/resources/*/client/Client.js',
    },
  },
  {
    label: 'jwks-rsa',
    modules: ['jwks-rsa'],
    family: 'saas',
    clients: [
      { export: 'default', options: 0 },
      { export: 'JwksClient', construct: true, options: 0 },
      ...['passportJwtSecret', 'expressJwtSecret', 'koaJwtSecret', 'hapiJwt2KeyAsync', 'hapiJwt2Key'].map((name) => ({
        export: name,
        options: 0,
      })),
    ],
    calls: [],
    methods: [{ name: '*', options: [] }],
    handsOver: ['fetcher'],
    judgedAt: 'client',
    options: [limitOfHeaders('timeout', { at: 'client', off: ['zero'] })],
    enough: answered,
    complete: answeredWhole,
    byDefault: byItself({ connect: 30, response: 30, body: 'ever' }),
    repair: 'timeout: 5_000',
    source: {
      version: '4.1.0',
      url: 'https://github.com/auth0/node-jwks-rsa',
      evidence: 'measured; src/JwksClient.js:12, src/wrappers/request.js:30',
    },
  },
  {
    label: 'aws-jwt-verify',
    modules: ['aws-jwt-verify', 'aws-jwt-verify/cognito-verifier', 'aws-jwt-verify/jwt-verifier'],
    family: 'saas',
    clients: verifiers.map((name) => ({ export: `${name}.create`, options: 1 })),
    calls: [],
    carriers: [
      {
        modules: ['aws-jwt-verify/jwk', 'aws-jwt-verify'],
        export: 'SimpleJwksCache',
        construct: true,
        options: 0,
        into: 'jwksCache',
      },
      {
        modules: ['aws-jwt-verify/https', 'aws-jwt-verify'],
        export: 'SimpleFetcher',
        construct: true,
        options: 0,
        into: 'jwksCache.fetcher',
      },
    ],
    judgedAt: 'client',
    options: [limitInAll('jwksCache.fetcher.defaultRequestOptions.responseTimeout', { at: 'client', off: ['zero'] })],
    ignored: [
      {
        path: 'jwksCache.fetcher.defaultRequestOptions.timeout',
        at: 'client',
        because: 'nothing listens for the silence of the socket',
      },
    ],
    enough: answered,
    byDefault: byItself({ total: 3 }, { attempts: 2 }),
    repair:
      'jwksCache: new SimpleJwksCache({ fetcher: new SimpleFetcher({ defaultRequestOptions: { responseTimeout: 3_000 } }) })',
    source: {
      version: '5.2.1',
      url: 'https://github.com/awslabs/aws-jwt-verify',
      evidence: 'measured; dist/cjs/node-web-compat-node.js',
    },
  },
  {
    label: 'openid-client',
    modules: ['openid-client'],
    versions: '>=6.0.0',
    family: 'saas',
    clients: [
      { export: 'discovery', options: 4 },
      { export: 'Configuration', construct: true, options: [] },
    ],
    calls: [],
    setters: [{ on: 'client', name: 'timeout', by: 'assign', path: 'timeout' }],
    judgedAt: 'client',
    options: [limitInAll('timeout', { at: 'client', unit: 's', off: ['zero'] })],
    enough: answered,
    byDefault: byItself({ total: 30 }),
    repair: 'timeout: 10',
    source: {
      version: '6.9.0',
      url: 'https://github.com/panva/openid-client',
      evidence: 'measured; build/index.js:201,1205',
    },
  },
  {
    label: 'WorkOS',
    modules: ['@workos-inc/node'],
    family: 'saas',
    clients: [{ export: 'WorkOS', construct: true, options: [1, 0] }],
    calls: [],
    localMethods: ['webhooks.constructEvent', 'webhooks.verifyHeader', 'userManagement.getAuthorizationUrl'],
    handsOver: ['fetchFn'],
    judgedAt: 'client',
    options: [limitOfHeaders('timeout', { at: 'client' })],
    enough: answered,
    complete: answeredWhole,
    byDefault: byItself({ connect: 60, response: 60, body: 300 }),
    repair: 'timeout: 10_000',
    source: {
      version: '8.13.0',
      url: 'https://github.com/workos/workos-node',
      evidence: 'lib/factory-HM2NchXm.mjs:191,265',
    },
  },
];
