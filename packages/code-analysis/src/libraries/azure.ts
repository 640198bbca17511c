import { byItself, neverEnds } from './by-default.js';
import { limitOfHeaders } from './limits.js';
import { answered, signal } from './signals.js';
import type { ClientLibrary, Method } from './types.js';

const abortSignal = { ...signal, path: 'abortSignal' };

/** Methods of the clients of Azure Storage by the index of their options. */
const blobMethods: readonly Method[] = [
  ...['download', 'upload', 'syncUploadFromURL'].map((name) => ({ name, options: 2 })),
  { name: 'downloadToBuffer', options: [3, 2] },
  ...['downloadToFile', 'uploadStream', 'stageBlock', 'uploadPages', 'clearPages'].map((name) => ({
    name,
    options: 3,
  })),
  { name: '*', options: [1, 0] },
];

const blobParts = [
  'getContainerClient', 'getBlobClient', 'getBlockBlobClient', 'getAppendBlobClient', 'getPageBlobClient',
  'getBlobBatchClient', 'withSnapshot', 'withVersion',
]; // prettier-ignore

/** Services of Azure; `@azure/cosmos` stands with the databases. */
export const azure: readonly ClientLibrary[] = [
  {
    label: 'Azure Blob Storage',
    modules: ['@azure/storage-blob'],
    family: 'saas',
    clients: [
      { export: 'BlobServiceClient.fromConnectionString', options: 1 },
      { export: 'BlobServiceClient', construct: true, options: [2, 1] },
      { export: 'ContainerClient', construct: true, options: [2, 1] },
      ...['BlobClient', 'BlockBlobClient', 'AppendBlobClient', 'PageBlobClient'].map((name) => ({
        export: name,
        construct: true,
        options: [3, 2, 1],
      })),
    ],
    calls: [],
    methods: blobMethods,
    derive: blobParts.map((name) => ({ name, options: [], part: true })),
    localMethods: [
      'generateSasUrl',
      'generateSasStringToSign',
      'generateUserDelegationSasUrl',
      'generateAccountSasUrl',
    ],
    judgedAt: 'call',
    options: [abortSignal],
    ignored: [
      {
        path: 'retryOptions.tryTimeoutInMs',
        at: 'client',
        because: 'it only tells the server how long it may work',
        instead: 'abortSignal: AbortSignal.timeout($) at each call',
      },
      { path: 'timeout', because: 'the client has no such option' },
      { path: 'requestTimeout', because: 'the client has no such option' },
    ],
    enough: answered,
    byDefault: neverEnds,
    repair: 'abortSignal: AbortSignal.timeout(10_000)',
    source: {
      version: '12.32.0',
      url: 'https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/storage/storage-blob',
      evidence: 'measured; @azure/storage-common dist/commonjs/policies/StorageRetryPolicyV2.js:33,133',
    },
  },
  {
    label: 'Azure Service Bus',
    modules: ['@azure/service-bus'],
    family: 'broker',
    clients: [{ export: 'ServiceBusClient', construct: true, options: [2, 1] }],
    calls: [],
    methods: [
      { name: 'sendMessages', options: 1 },
      { name: 'scheduleMessages', options: 2 },
      { name: 'cancelScheduledMessages', options: 1 },
    ],
    derive: [
      { name: 'createSender', options: [], part: true },
      { name: 'createReceiver', options: [], part: true },
    ],
    judgedAt: 'client',
    options: [limitOfHeaders('retryOptions.timeoutInMs', { at: 'client', perAttempt: true }), abortSignal],
    enough: answered,
    byDefault: byItself({ response: 60 }, { attempts: 4, pauses: 90 }),
    repair: 'retryOptions: { timeoutInMs: 10_000, maxRetries: 2, retryDelayInMs: 1_000 }',
    source: {
      version: '7.9.5',
      url: 'https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/servicebus/service-bus',
      evidence: 'measured; @azure/core-amqp dist/commonjs/util/constants.js:76,101',
    },
  },
];
