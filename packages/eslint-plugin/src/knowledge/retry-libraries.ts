import type { Shape } from './types.js';

/** How a library that repeats a function waits between two calls. */
export interface RetryDelayOption {
  /** Dotted path of the delay; absent when there is none. */
  readonly path?: string;
  readonly byDefault: 'none' | 'constant' | 'exponential';
  /** Milliseconds when nothing is set. */
  readonly ms?: number;
  /** Option by whose value the delay grows: a factor above 1, or one of the names. */
  readonly growsBy?: {
    readonly path: string;
    readonly above?: number;
    readonly names?: Readonly<Record<string, 'linear' | 'exponential' | 'none'>>;
  };
  /** Exports that stand for a kind of delay when they are given: `exponentialDelay`. */
  readonly exports?: Readonly<
    Record<
      string,
      { readonly kind: 'constant' | 'growing'; readonly growth?: 'linear' | 'exponential'; readonly jitter: boolean }
    >
  >;
}

/** A library that repeats a function or a request. */
export interface RetryLibrary {
  readonly label: string;
  readonly modules: readonly string[];
  /** Exports that start or make the retry; `task` is the index of the repeated function, `options` that of the options. */
  readonly retries: readonly (Shape & { readonly task?: number })[];
  readonly attempts: {
    readonly path: string;
    /** `retries`: further calls after the first one; `attempts`: all calls. */
    readonly counts: 'retries' | 'attempts';
    readonly byDefault: number;
    /** Values that stand for no limit, beside `Infinity`. */
    readonly unlimited?: readonly (string | number | null)[];
    /** The options may be the number itself: `retry(3)`. */
    readonly plain?: boolean;
  };
  /** Option that repeats for ever when it is true. */
  readonly forever?: string;
  /** Option that bounds all attempts together. */
  readonly deadline?: { readonly path: string; readonly byDefault?: number };
  readonly delay: RetryDelayOption;
  readonly jitter?: {
    readonly path: string;
    readonly byDefault: boolean;
    readonly off?: readonly (string | boolean)[];
  };
  /** Upper bound of a delay. */
  readonly cap?: string;
  /** What is repeated when nothing selects: every failure, or those of the network and the server. */
  readonly repeats: 'all' | 'transient' | 'network';
  /** Options by which the caller selects what is repeated. */
  readonly selects: readonly string[];
  /** Names by which the repeated function itself says stop: an exported error class, a parameter's name. */
  readonly stops: readonly string[];
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

const node = 'https://www.npmjs.com/package/';

const operation = {
  attempts: { path: 'retries', counts: 'retries', byDefault: 10 },
  forever: 'forever',
  deadline: { path: 'maxRetryTime' },
  delay: { path: 'minTimeout', byDefault: 'exponential', ms: 1_000, growsBy: { path: 'factor', above: 1 } },
  cap: 'maxTimeout',
} as const;

/** Retry libraries by what they were measured to do. */
const retryLibraries: readonly RetryLibrary[] = [
  {
    label: 'p-retry',
    modules: ['p-retry'],
    retries: [
      { export: 'default', task: 0, options: 1 },
      { export: 'pRetry', task: 0, options: 1 },
      { export: 'makeRetriable', task: 0, options: 1 },
    ],
    ...operation,
    jitter: { path: 'randomize', byDefault: false },
    repeats: 'all',
    selects: ['shouldRetry', 'onFailedAttempt', 'shouldConsumeRetry'],
    stops: ['AbortError'],
    source: {
      version: '7.1.1',
      url: `${node}p-retry`,
      evidence: 'measured: 11 attempts, 1 s doubled each time, no jitter',
    },
  },
  {
    label: 'retry',
    modules: ['retry'],
    retries: [
      { export: 'operation', options: 0 },
      { export: 'default.operation', options: 0 },
    ],
    ...operation,
    jitter: { path: 'randomize', byDefault: false },
    repeats: 'all',
    selects: [],
    stops: ['stop', 'retry'],
    source: {
      version: '0.13.1',
      url: `${node}retry`,
      evidence: 'measured: 11 attempts, 1 s doubled each time, no jitter',
    },
  },
  {
    label: 'promise-retry',
    modules: ['promise-retry'],
    retries: [{ export: 'default', task: 0, options: 1 }],
    ...operation,
    jitter: { path: 'randomize', byDefault: false },
    repeats: 'all',
    selects: [],
    stops: [],
    source: {
      version: '2.0.1',
      url: `${node}promise-retry`,
      evidence: 'measured: 11 attempts, 1 s doubled each time, no jitter',
    },
  },
  {
    label: 'async-retry',
    modules: ['async-retry'],
    retries: [{ export: 'default', task: 0, options: 1 }],
    ...operation,
    jitter: { path: 'randomize', byDefault: true },
    repeats: 'all',
    selects: [],
    stops: ['bail'],
    source: {
      version: '1.3.3',
      url: `${node}async-retry`,
      evidence: 'measured: 11 attempts; lib/index.js: options.randomize = true',
    },
  },
  {
    label: 'axios-retry',
    modules: ['axios-retry'],
    retries: [
      { export: 'default', options: 1 },
      { export: 'axiosRetry', options: 1 },
    ],
    attempts: { path: 'retries', counts: 'retries', byDefault: 3 },
    delay: {
      path: 'retryDelay',
      byDefault: 'none',
      exports: {
        exponentialDelay: { kind: 'growing', growth: 'exponential', jitter: true },
        linearDelay: { kind: 'growing', growth: 'linear', jitter: true },
      },
    },
    repeats: 'transient',
    selects: ['retryCondition'],
    stops: [],
    source: {
      version: '4.5.0',
      url: `${node}axios-retry`,
      evidence: 'measured: 4 requests at once; dist/cjs/index.js: retryDelay: noDelay',
    },
  },
  {
    label: 'fetch-retry',
    modules: ['fetch-retry'],
    retries: [{ export: 'default', options: 1 }],
    attempts: { path: 'retries', counts: 'retries', byDefault: 3 },
    delay: { path: 'retryDelay', byDefault: 'constant', ms: 1_000 },
    repeats: 'network',
    selects: ['retryOn'],
    stops: [],
    source: { version: '6.0.0', url: `${node}fetch-retry`, evidence: 'measured: 4 requests, 1 s apart' },
  },
  {
    label: 'cockatiel',
    modules: ['cockatiel'],
    retries: [{ export: 'retry', options: 1 }],
    attempts: { path: 'maxAttempts', counts: 'retries', byDefault: Infinity },
    delay: {
      path: 'backoff',
      byDefault: 'none',
      exports: {
        ExponentialBackoff: { kind: 'growing', growth: 'exponential', jitter: true },
        ConstantBackoff: { kind: 'constant', jitter: false },
      },
    },
    repeats: 'all',
    selects: [],
    stops: ['handleType', 'handleWhen', 'handleResultType', 'handleWhenResult', 'orType', 'orWhen'],
    source: {
      version: '3.2.1',
      url: `${node}cockatiel`,
      evidence: 'measured: 814 attempts in 1.5 s; dist/Policy.js: maxAttempts ?? Infinity',
    },
  },
  {
    label: 'exponential-backoff',
    modules: ['exponential-backoff'],
    retries: [{ export: 'backOff', task: 0, options: 1 }],
    attempts: { path: 'numOfAttempts', counts: 'attempts', byDefault: 10 },
    delay: { path: 'startingDelay', byDefault: 'exponential', ms: 100, growsBy: { path: 'timeMultiple', above: 1 } },
    jitter: { path: 'jitter', byDefault: false, off: ['none'] },
    cap: 'maxDelay',
    repeats: 'all',
    selects: ['retry'],
    stops: [],
    source: {
      version: '3.1.3',
      url: `${node}exponential-backoff`,
      evidence: 'measured: 10 attempts, 100 ms doubled each time; dist/options.js: jitter: "none"',
    },
  },
  {
    label: 'ts-retry-promise',
    modules: ['ts-retry-promise'],
    retries: [
      { export: 'retry', task: 0, options: 1 },
      { export: 'retryDecorator', task: 0, options: 1 },
    ],
    attempts: { path: 'retries', counts: 'retries', byDefault: 10, unlimited: ['INFINITELY'] },
    deadline: { path: 'timeout', byDefault: 60_000 },
    delay: {
      path: 'delay',
      byDefault: 'constant',
      ms: 100,
      growsBy: { path: 'backoff', names: { FIXED: 'none', LINEAR: 'linear', EXPONENTIAL: 'exponential' } },
    },
    cap: 'maxBackOff',
    repeats: 'all',
    selects: ['retryIf', 'until'],
    stops: ['NotRetryableError'],
    source: { version: '0.8.1', url: `${node}ts-retry-promise`, evidence: 'measured: 11 attempts, 100 ms apart' },
  },
  {
    label: '@lifeomic/attempt',
    modules: ['@lifeomic/attempt'],
    retries: [{ export: 'retry', task: 0, options: 1 }],
    attempts: { path: 'maxAttempts', counts: 'attempts', byDefault: 3, unlimited: [0] },
    delay: { path: 'delay', byDefault: 'constant', ms: 200, growsBy: { path: 'factor', above: 1 } },
    jitter: { path: 'jitter', byDefault: false },
    cap: 'maxDelay',
    repeats: 'all',
    selects: ['handleError', 'beforeAttempt'],
    stops: ['abort'],
    source: {
      version: '3.1.0',
      url: `${node}@lifeomic/attempt`,
      evidence: 'measured: 3 attempts, 200 ms apart; maxAttempts 0 never stops',
    },
  },
  {
    label: 'async.retry',
    modules: ['async', 'async/retry', 'async-es'],
    retries: [
      { export: 'retry', task: 1, options: 0 },
      { export: 'default.retry', task: 1, options: 0 },
    ],
    attempts: { path: 'times', counts: 'attempts', byDefault: 5, plain: true },
    delay: { path: 'interval', byDefault: 'none' },
    repeats: 'all',
    selects: ['errorFilter'],
    stops: [],
    source: { version: '3.2.6', url: `${node}async`, evidence: 'measured: 5 attempts without a pause' },
  },
  {
    label: 'retry of RxJS',
    modules: ['rxjs', 'rxjs/operators'],
    retries: [{ export: 'retry', options: 0 }],
    attempts: { path: 'count', counts: 'retries', byDefault: Infinity, plain: true },
    delay: { path: 'delay', byDefault: 'none' },
    repeats: 'all',
    selects: ['delay'],
    stops: [],
    source: { version: '7.8.2', url: `${node}rxjs`, evidence: 'measured: retry() never stops and does not wait' },
  },
  {
    label: 'Retryable',
    modules: ['typescript-retry-decorator'],
    retries: [{ export: 'Retryable', options: 0 }],
    attempts: { path: 'maxAttempts', counts: 'retries', byDefault: 3 },
    delay: {
      path: 'backOff',
      byDefault: 'none',
      growsBy: {
        path: 'backOffPolicy',
        names: { FixedBackOffPolicy: 'none', ExponentialBackOffPolicy: 'exponential' },
      },
    },
    repeats: 'all',
    selects: ['value', 'doRetry'],
    stops: [],
    source: {
      version: '2.4.2',
      url: `${node}typescript-retry-decorator`,
      evidence: 'README: the attempts follow at once unless backOff is set',
    },
  },
];

/** What a client does by itself when a call fails. */
export interface ClientRetries {
  readonly label: string;
  /** Modules; a trailing `*` stands for the rest. */
  readonly modules: readonly string[];
  /** Option of the client or the call, as dotted paths; the first that is set counts. */
  readonly paths: readonly string[];
  readonly counts: 'retries' | 'attempts';
  /** Calls made in all when nothing is set. */
  readonly attempts: number;
  /** Only methods that change nothing are repeated. */
  readonly idempotentOnly?: boolean;
  /** It waits as long as a `Retry-After` header says, unless one of the options caps that. */
  readonly waits?: { readonly cappedBy: readonly string[]; readonly repair: string };
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

/** Clients that try again by themselves, measured with an answer of status 503; the first that fits counts. */
const clientRetries: readonly ClientRetries[] = [
  {
    label: 'DynamoDB of AWS SDK v3',
    modules: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    paths: ['maxAttempts'],
    counts: 'attempts',
    attempts: 4,
    source: { version: '3.1162.0', url: 'https://github.com/aws/aws-sdk-js-v3', evidence: 'measured: 4 requests' },
  },
  {
    label: 'AWS SDK v3',
    modules: ['@aws-sdk/client-*', '@aws-sdk/lib-*'],
    paths: ['maxAttempts'],
    counts: 'attempts',
    attempts: 3,
    source: { version: '3.1169.0', url: 'https://github.com/aws/aws-sdk-js-v3', evidence: 'measured: 3 requests' },
  },
  {
    label: 'DynamoDB of AWS SDK v2',
    modules: ['aws-sdk/clients/dynamodb'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 11,
    source: { version: '2.1693.0', url: 'https://github.com/aws/aws-sdk-js', evidence: 'measured: 11 requests' },
  },
  {
    label: 'AWS SDK v2',
    modules: ['aws-sdk', 'aws-sdk/clients/*'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 4,
    source: { version: '2.1693.0', url: 'https://github.com/aws/aws-sdk-js', evidence: 'measured: 4 requests' },
  },
  {
    label: 'got',
    modules: ['got'],
    paths: ['retry.limit', 'retry'],
    counts: 'retries',
    attempts: 3,
    idempotentOnly: true,
    waits: {
      cappedBy: ['retry.maxRetryAfter', 'retry.calculateDelay', 'timeout'],
      repair: 'retry: { maxRetryAfter: 5_000 }',
    },
    source: {
      version: '14.6.6',
      url: 'https://github.com/sindresorhus/got',
      evidence: 'measured: 3 requests for GET, 1 for POST',
    },
  },
  {
    label: 'ky',
    modules: ['ky'],
    paths: ['retry.limit', 'retry'],
    counts: 'retries',
    attempts: 3,
    idempotentOnly: true,
    waits: { cappedBy: ['retry.maxRetryAfter', 'totalTimeout'], repair: 'retry: { maxRetryAfter: 5_000 }' },
    source: {
      version: '1.14.3',
      url: 'https://github.com/sindresorhus/ky',
      evidence: 'measured: 3 requests for GET, 1 for POST',
    },
  },
  {
    label: 'ofetch',
    modules: ['ofetch'],
    paths: ['retry'],
    counts: 'retries',
    attempts: 2,
    idempotentOnly: true,
    source: {
      version: '1.5.1',
      url: 'https://github.com/unjs/ofetch',
      evidence: 'measured: 2 requests for GET, 1 for POST',
    },
  },
  {
    label: 'OpenAI',
    modules: ['openai'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 3,
    waits: { cappedBy: [], repair: 'signal: AbortSignal.timeout(30_000)' },
    source: { version: '6.49.0', url: 'https://github.com/openai/openai-node', evidence: 'measured: 3 requests' },
  },
  {
    label: 'Anthropic',
    modules: ['@anthropic-ai/sdk'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 3,
    source: {
      version: '1.11.0',
      url: 'https://github.com/anthropics/anthropic-sdk-typescript',
      evidence: 'measured: 3 requests',
    },
  },
  {
    label: 'Stripe',
    modules: ['stripe'],
    paths: ['maxNetworkRetries'],
    counts: 'retries',
    attempts: 3,
    source: { version: '23.1.0', url: 'https://github.com/stripe/stripe-node', evidence: 'measured: 3 requests' },
  },
  {
    label: 'Octokit',
    modules: ['octokit'],
    paths: ['retry.retries', 'request.retries'],
    counts: 'retries',
    attempts: 4,
    source: { version: '5.0.5', url: 'https://github.com/octokit/octokit.js', evidence: 'measured: 4 requests' },
  },
  {
    label: 'Elasticsearch',
    modules: ['@elastic/elasticsearch', '@opensearch-project/opensearch'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 4,
    source: { version: '9.4.3', url: 'https://github.com/elastic/elasticsearch-js', evidence: 'measured: 4 requests' },
  },
  {
    label: 'Cloud Storage',
    modules: ['@google-cloud/storage'],
    paths: ['retryOptions.maxRetries'],
    counts: 'retries',
    attempts: 4,
    source: {
      version: '7.22.0',
      url: 'https://github.com/googleapis/nodejs-storage',
      evidence: 'measured: 4 requests',
    },
  },
];

const fits = (pattern: string, module: string) =>
  pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : pattern === module;

/** What the clients of a module do by themselves when a call fails; undefined where they do nothing. */
export function clientRetriesOf(module: string): ClientRetries | undefined {
  return clientRetries.find(({ modules }) => modules.some((pattern) => fits(pattern, module)));
}

const librariesByModule = new Map(
  retryLibraries.flatMap((library) => library.modules.map((module) => [module, library])),
);

/** The retry that an export of a module starts; `name` is its dotted path, without a leading `default`. */
export function retryLibraryFor(
  module: string,
  name: string,
): { readonly library: RetryLibrary; readonly shape: RetryLibrary['retries'][number] } | undefined {
  const library = librariesByModule.get(module);
  const plain = (path: string) => path.replace(/^default(?:\.|$)/, '');
  const shape = library?.retries.find((one) => plain(one.export) === plain(name));
  return library && shape && { library, shape };
}
