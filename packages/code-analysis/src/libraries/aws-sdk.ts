import { signal } from './signals.js';
import type { ClientLibrary, OddValue, Phase, TimeoutOption } from './types.js';

/** Measured: these switch the timeouts of the HTTP/1 handler off without a word. */
const none: readonly OddValue[] = ['zero', 'null', 'NaN'];

/** A deadline over all attempts, pauses and the body: `client.send(command, { abortSignal })`. */
const abortSignal: TimeoutOption = { ...signal, path: 'abortSignal' };

/** Connecting and answering both need a bound; each attempt has its own. */
const connectedAndAnswered: readonly (readonly Phase[])[] = [['total'], ['connect', 'response']];

const presigners = [
  { modules: ['@aws-sdk/s3-request-presigner'], export: 'getSignedUrl', argument: 0 },
  { modules: ['@aws-sdk/s3-presigned-post'], export: 'createPresignedPost', argument: 0 },
];

const documentClients = [
  { modules: ['@aws-sdk/lib-dynamodb'], export: 'DynamoDBDocumentClient.from', argument: 0 },
  { modules: ['@aws-sdk/lib-dynamodb'], export: 'DynamoDBDocument.from', argument: 0 },
  { modules: ['aws-xray-sdk', 'aws-xray-sdk-core'], export: 'captureAWSv3Client', argument: 0 },
];

const handlerModules = ['@smithy/node-http-handler', '@aws-sdk/node-http-handler'];

const ignoredAtTheTop = [
  { path: 'requestTimeout', at: 'client', because: 'the client reads it inside requestHandler only' },
  {
    path: 'connectionTimeout',
    at: 'client',
    because: 'the client reads it inside requestHandler only',
    meant: 'connecting',
  },
  { path: 'socketTimeout', at: 'client', because: 'the client reads it inside requestHandler only' },
  { path: 'httpOptions', at: 'client', because: 'it belongs to version 2 of the SDK' },
  { path: 'maxRetries', at: 'client', because: 'version 3 of the SDK calls it maxAttempts', meant: 'retries' },
] as const;

const url = 'https://github.com/aws/aws-sdk-js-v3';

export const awsSdk: readonly ClientLibrary[] = [
  {
    label: 'AWS SDK v2',
    modules: ['aws-sdk', 'aws-sdk/clients/*'],
    family: 'aws-sdk',
    clients: [
      {
        export: '*',
        except: [
          '*Credentials', 'CredentialProviderChain', 'TokenProviderChain', 'Config', 'ConfigurationOptions', 'Endpoint',
          'HttpRequest', 'HttpResponse', 'HttpClient', 'Request', 'Response', 'Service', 'MetadataService', 'EventListeners',
          'SequentialExecutor', 'ParamValidator', 'IniLoader', 'Token', 'SSOTokenProvider', 'StaticTokenProvider',
          'ManagedUpload', 'Presigner', 'Signer', 'Converter', 'EventStream',
        ], // prettier-ignore
        construct: true,
        options: 0,
      },
      { export: 'default', construct: true, options: 0 },
      { export: 'DynamoDB.DocumentClient', construct: true, options: 0 },
      { export: 'DocumentClient', construct: true, options: 0 },
    ],
    calls: [],
    setters: [
      { on: 'module', name: 'config.update', by: 'call', options: 0 },
      { on: 'module', name: 'config', by: 'assign' },
      { on: 'client', name: 'config.update', by: 'call', options: 0 },
      { on: 'client', name: 'config', by: 'assign' },
    ],
    judgedAt: 'client',
    options: [
      {
        path: 'httpOptions.timeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['response', 'body'],
        off: none,
        fails: ['Infinity', 'negative', 'string'],
      },
      {
        path: 'httpOptions.connectTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect'],
        off: none,
      },
    ],
    ignored: [
      { path: 'requestHandler', at: 'client', because: 'it belongs to version 3 of the SDK' },
      {
        path: 'httpOptions.requestTimeout',
        at: 'client',
        because: 'version 2 of the SDK calls it httpOptions.timeout',
      },
    ],
    enough: [['response']],
    complete: [['connect', 'response', 'body']],
    byDefault: { bounded: false, says: 'waits 2 minutes in each of at least 4 attempts' },
    repair: 'httpOptions: { connectTimeout: 1_000, timeout: 5_000 }',
    source: { version: '2.1693.0', url: 'https://github.com/aws/aws-sdk-js', evidence: 'measured; lib/service.js:172' },
  },
  {
    label: 'AWS SDK v3',
    modules: ['@aws-sdk/client-*'],
    family: 'aws-sdk',
    clients: [
      { export: '*Client', construct: true, options: 0 },
      { export: '<star>', construct: true, options: 0 },
    ],
    calls: [],
    methods: [
      { name: 'send', options: 1 },
      { name: '*', options: 1 },
    ],
    carriers: [
      { modules: handlerModules, export: 'NodeHttpHandler', construct: true, options: 0, into: 'requestHandler' },
      { modules: handlerModules, export: 'NodeHttpHandler.create', options: 0, into: 'requestHandler' },
    ],
    wrappers: documentClients,
    localUses: presigners,
    judgedAt: 'client',
    options: [
      {
        path: 'requestHandler.connectionTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect'],
        off: none,
        fails: ['Infinity', 'negative'],
      },
      {
        path: 'requestHandler.socketTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['response', 'body'],
        off: ['zero', 'null', 'NaN', 'Infinity', 'negative', 'string'],
      },
      {
        path: 'requestHandler.requestTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response'],
        off: none,
        fails: ['Infinity', 'negative'],
        needs: { path: 'requestHandler.throwOnRequestTimeout', value: true },
      },
      abortSignal,
    ],
    ignored: [
      ...ignoredAtTheTop,
      {
        path: 'requestHandler.httpAgent.timeout',
        at: 'client',
        because: 'the timeout of an agent only emits an event',
      },
      {
        path: 'requestHandler.httpsAgent.timeout',
        at: 'client',
        because: 'the timeout of an agent only emits an event',
      },
    ],
    enough: connectedAndAnswered,
    complete: [['total'], ['connect', 'response', 'body']],
    byDefault: { bounded: false, says: 'never ends' },
    repair:
      'requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true, socketTimeout: 5_000 }',
    source: { version: '3.1169.0 with @smithy/node-http-handler 4.14.2', url, evidence: 'measured' },
  },
  {
    label: 'AWS SDK v3 over HTTP/2',
    modules: [
      '@aws-sdk/client-kinesis',
      '@aws-sdk/client-bedrock-runtime',
      '@aws-sdk/client-polly',
      '@aws-sdk/client-transcribe-streaming',
      '@aws-sdk/client-lex-runtime-v2',
      '@aws-sdk/client-qbusiness',
      '@aws-sdk/client-bedrock-agent-runtime',
    ],
    family: 'aws-sdk',
    clients: [
      { export: '*Client', construct: true, options: 0 },
      ...[
        'Kinesis',
        'BedrockRuntime',
        'Polly',
        'TranscribeStreaming',
        'LexRuntimeV2',
        'QBusiness',
        'BedrockAgentRuntime',
      ].map((name) => ({ export: name, construct: true, options: 0 })),
    ],
    calls: [],
    methods: [
      { name: 'send', options: 1 },
      { name: '*', options: 1 },
    ],
    carriers: [
      { modules: handlerModules, export: 'NodeHttp2Handler', construct: true, options: 0, into: 'requestHandler' },
      { modules: handlerModules, export: 'NodeHttp2Handler.create', options: 0, into: 'requestHandler' },
    ],
    wrappers: documentClients,
    judgedAt: 'client',
    options: [
      {
        path: 'requestHandler.requestTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response', 'body'],
        off: ['zero', 'null'],
      },
      {
        path: 'requestHandler.sessionTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response'],
      },
      abortSignal,
    ],
    ignored: [
      ...ignoredAtTheTop,
      {
        path: 'requestHandler.connectionTimeout',
        at: 'client',
        because: 'the HTTP/2 handler reads requestTimeout only',
        meant: 'connecting',
      },
      { path: 'requestHandler.socketTimeout', at: 'client', because: 'the HTTP/2 handler reads requestTimeout only' },
    ],
    enough: connectedAndAnswered,
    byDefault: { bounded: false, says: 'waits 5 minutes in each of its 3 attempts' },
    repair: 'requestHandler: { requestTimeout: 5_000 }',
    source: {
      version: '3.1162.0',
      url,
      evidence: 'measured for Kinesis and Bedrock; the others import NodeHttp2Handler in dist-cjs',
    },
  },
];
