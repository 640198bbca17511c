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
  /** Index of the client whose requests are repeated from then on, where it repeats no function. */
  readonly attachesTo?: number;
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
export const retryLibraries: readonly RetryLibrary[] = [
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
    attachesTo: 0,
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
  {
    label: 'The strategy of the durable execution SDK',
    modules: ['@aws/durable-execution-sdk-js'],
    retries: ['createRetryStrategy', 'createLinearRetryStrategy'].map((name) => ({ export: name, options: 0 })),
    attempts: { path: 'maxAttempts', counts: 'attempts', byDefault: 3 },
    delay: { byDefault: 'exponential' },
    jitter: { path: 'jitter', byDefault: true, off: ['NONE'] },
    cap: 'maxDelay',
    repeats: 'all',
    selects: ['retryableErrors', 'retryableErrorTypes'],
    stops: [],
    source: {
      version: '2.4.0',
      url: `${node}@aws/durable-execution-sdk-js`,
      evidence: 'dist-types/utils/retry/retry-config/index.d.ts; the linear one makes 6 attempts',
    },
  },
];

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
