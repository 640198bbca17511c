/** Where the number that limits work stands: an argument, or a member of an object argument. */
export interface LimitPlace {
  readonly argument: number;
  /** Members of the object; the first that is written counts. Absent: the argument itself is the number. */
  readonly members?: readonly string[];
}

/** A function that runs work for each element of a list. */
export interface FanOutFunction {
  readonly modules: readonly string[];
  /** Last name of the export, or of the member that is called. */
  readonly names: readonly string[];
  /** Index of the argument with the list; absent: the list is what the member is called on. */
  readonly list?: number;
  readonly work: number;
  /** Absent: there is no limit to be set. */
  readonly limit?: LimitPlace;
}

/** Makes something that lets a number of tasks run at once. */
export interface Limiter {
  readonly modules: readonly string[];
  /** Last name of the export that is called or constructed; `default` for the default export. */
  readonly names: readonly string[];
  /** Absent: what is set later, or a limit that the library has by itself. */
  readonly limit?: LimitPlace;
  /** Without the limit as many run as there are. */
  readonly unlimitedByDefault: boolean;
  /** Tasks that wait are kept in a list, and what is known of it. */
  readonly backlog?: Backlog;
}

/** The tasks that wait in a queue object. */
export interface Backlog {
  /** Methods that put a task in. */
  readonly adds: readonly string[];
  /** Members whose reading, or methods whose calling, shows that the length is looked at. */
  readonly looks: readonly string[];
  /** Options that bound the list. */
  readonly bounds: LimitPlace;
}

/**
 * Functions without a limit unless one is given. Sources: lib of p-map 7.1, p-all 5.0, p-filter 4.1, p-settle 5.2,
 * async 3.2 (`eachOf` hands `Infinity` on), bluebird 3.7 (`map` has limit 0, which is none), rxjs 7.8 (`mergeMap`).
 */
export const fanOutFunctions: readonly FanOutFunction[] = [
  {
    modules: ['p-map'],
    names: ['default', 'pMap'],
    list: 0,
    work: 1,
    limit: { argument: 2, members: ['concurrency'] },
  },
  {
    modules: ['p-filter'],
    names: ['default', 'pFilter'],
    list: 0,
    work: 1,
    limit: { argument: 2, members: ['concurrency'] },
  },
  {
    modules: ['p-all'],
    names: ['default', 'pAll'],
    list: 0,
    work: 0,
    limit: { argument: 1, members: ['concurrency'] },
  },
  {
    modules: ['p-settle'],
    names: ['default', 'pSettle'],
    list: 0,
    work: 0,
    limit: { argument: 1, members: ['concurrency'] },
  },
  { modules: ['async'], names: ['each', 'forEach', 'map', 'eachOf', 'filter', 'concat'], list: 0, work: 1 },
  {
    modules: ['async'],
    names: ['eachLimit', 'forEachLimit', 'mapLimit', 'eachOfLimit', 'filterLimit', 'concatLimit'],
    list: 0,
    work: 2,
    limit: { argument: 1 },
  },
  {
    modules: ['bluebird'],
    names: ['map', 'filter'],
    list: 0,
    work: 1,
    limit: { argument: 2, members: ['concurrency'] },
  },
  { modules: ['rxjs', 'rxjs/operators'], names: ['mergeMap', 'flatMap'], work: 0, limit: { argument: 1 } },
];

/**
 * Sources: p-limit 7.3, p-queue 9.3 (`concurrency` is infinite by default), fastq 1.20, async 3.2 (one at a time by
 * default), bottleneck 2.19 (`maxConcurrent` and `highWater` are null by default), throat 6.0, async-sema 3.1,
 * @supercharge/promise-pool 3.3 (ten by default), better-queue 3.8 (one by default).
 */
export const limiters: readonly Limiter[] = [
  { modules: ['p-limit'], names: ['default', 'pLimit'], limit: { argument: 0 }, unlimitedByDefault: false },
  {
    modules: ['p-queue'],
    names: ['default', 'PQueue'],
    limit: { argument: 0, members: ['concurrency', 'intervalCap'] },
    unlimitedByDefault: true,
    backlog: {
      adds: ['add', 'addAll'],
      looks: ['size', 'sizeBy', 'pending', 'onSizeLessThan', 'isSaturated', 'clear'],
      bounds: { argument: 0, members: [] },
    },
  },
  {
    modules: ['fastq'],
    names: ['default', 'promise', 'fastq'],
    limit: { argument: 1 },
    unlimitedByDefault: false,
    backlog: {
      adds: ['push', 'unshift'],
      looks: ['length', 'saturated', 'idle', 'kill', 'killAndDrain', 'getQueue'],
      bounds: { argument: 1, members: [] },
    },
  },
  {
    modules: ['async', 'async/queue'],
    names: ['queue', 'priorityQueue'],
    limit: { argument: 1 },
    unlimitedByDefault: false,
    backlog: {
      adds: ['push', 'pushAsync', 'unshift', 'unshiftAsync'],
      looks: ['length', 'saturated', 'unsaturated', 'remove', 'kill'],
      bounds: { argument: 1, members: [] },
    },
  },
  {
    modules: ['bottleneck'],
    names: ['default', 'Bottleneck', 'Group'],
    limit: { argument: 0, members: ['maxConcurrent', 'minTime', 'reservoir'] },
    unlimitedByDefault: true,
    backlog: {
      adds: ['schedule', 'submit', 'wrap'],
      looks: ['queued', 'empty', 'counts', 'stop', 'check', 'jobs'],
      bounds: { argument: 0, members: ['highWater'] },
    },
  },
  { modules: ['throat'], names: ['default', 'throat'], limit: { argument: 0 }, unlimitedByDefault: false },
  { modules: ['async-sema'], names: ['Sema', 'RateLimit'], limit: { argument: 0 }, unlimitedByDefault: false },
  { modules: ['async-mutex'], names: ['Semaphore', 'Mutex'], limit: { argument: 0 }, unlimitedByDefault: false },
  {
    modules: ['@supercharge/promise-pool'],
    names: ['PromisePool', 'default'],
    unlimitedByDefault: false,
  },
  {
    modules: ['better-queue'],
    names: ['default'],
    limit: { argument: 1, members: ['concurrent'] },
    unlimitedByDefault: false,
  },
  { modules: ['tiny-async-pool'], names: ['default'], limit: { argument: 0 }, unlimitedByDefault: false },
  {
    modules: ['p-throttle', 'p-ratelimit', 'limiter', 'p-debounce'],
    names: ['*'],
    limit: { argument: 0 },
    unlimitedByDefault: false,
  },
];

const builtIn =
  /^(node:)?(fs|path|os|crypto|util|url|zlib|stream|events|assert|buffer|child_process|perf_hooks|querystring|timers)(\/|$)/;

/**
 * Packages that compute and call no other system; none of them depends on a client or opens a socket. Signing needs
 * credentials, which the SDK keeps.
 */
const computing = new RegExp(
  `^(?:${[
    'lodash(?:-es)?|lodash\\.\\w+|underscore|ramda|fast-deep-equal|deepmerge',
    'uuid|nanoid|ulid|ms|semver|mime-types|slugify|chalk|qs',
    'date-fns|dayjs|moment|luxon|big\\.js|bignumber\\.js|decimal\\.js',
    'zod|yup|joi|ajv|superstruct|valibot|class-validator|class-transformer',
    'fast-xml-parser|xml2js|csv-parse|papaparse|handlebars|mustache|marked',
    'jsonwebtoken|bcrypt(?:js)?|sharp',
    '@smithy/(?:util-[\\w-]+|signature-v4|protocol-http)|@aws-crypto/[\\w-]+',
    '@aws-sdk/(?:util-[\\w-]+|s3-request-presigner|s3-presigned-post|cloudfront-signer)',
  ].join('|')})(?:/|$)`,
);

/** True for modules whose functions do their work in this process. */
export function isComputing(module: string): boolean {
  return builtIn.test(module) || computing.test(module);
}
