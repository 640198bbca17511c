import { serviceRetries } from './service-retries.js';
import { isInRange } from './versions.js';

/** What a client does by itself when a call fails. */
export interface ClientRetries {
  readonly label: string;
  /** Modules; a trailing `*` stands for the rest. */
  readonly modules: readonly string[];
  /** Semver range of the versions that it is true for; absent for all. Of a version that is not known the first counts. */
  readonly versions?: string;
  /** Only failures of the network are repeated, and no answer. */
  readonly networkOnly?: boolean;
  /** Only answers that have the form of the service's own errors are repeated. */
  readonly ownErrorsOnly?: boolean;
  /** Option of the client or the call, as dotted paths; the first that is set counts. */
  readonly paths: readonly string[];
  readonly counts: 'retries' | 'attempts';
  /** Calls made in all when nothing is set. */
  readonly attempts: number;
  /** Only methods that change nothing are repeated. */
  readonly idempotentOnly?: boolean;
  /** Seconds between the attempts, without jitter; the last comes again. Absent: not known. */
  readonly delays?: readonly number[];
  readonly jitter?: boolean;
  /** What is repeated, as a person would say it: `5xx and resets, every method`. */
  readonly repeats?: string;
  /** What it does with a `Retry-After` header; absent: not known. */
  readonly retryAfter?: 'ignored' | 'honoured' | 'capped';
  /** An attempt that timed out is repeated as well; the option that makes the attempts few, as code. */
  readonly fewer?: string;
  /** Option that sets one pause for all, in milliseconds. */
  readonly delayPath?: string;
  /** It waits as long as a `Retry-After` header says, unless one of the options caps that. */
  readonly waits?: { readonly cappedBy: readonly string[]; readonly repair: string };
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

/** Clients that try again by themselves, measured with an answer of status 503; the first that fits counts. */
export const clientRetries: readonly ClientRetries[] = [
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
    label: 'Groq',
    modules: ['groq-sdk'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 3,
    source: { version: '1.6.0', url: 'https://github.com/groq/groq-typescript', evidence: 'client.js:71' },
  },
  {
    label: 'AI SDK',
    modules: ['ai'],
    paths: ['maxRetries'],
    counts: 'retries',
    attempts: 3,
    source: { version: '6.0.326', url: 'https://ai-sdk.dev/docs/ai-sdk-core/settings', evidence: 'maxRetries: 2' },
  },
  ...(
    [
      ['>=17.0.0', 3, '23.1.0'],
      ['>=13.0.0 <17.0.0', 2, '16.12.0'],
      ['<13.0.0', 1, '12.18.0'],
    ] as const
  ).map(([versions, attempts, version]): ClientRetries => ({
    label: 'Stripe',
    modules: ['stripe'],
    versions,
    paths: ['maxNetworkRetries'],
    counts: 'retries',
    attempts,
    source: { version, url: 'https://github.com/stripe/stripe-node', evidence: `measured: ${attempts} requests` },
  })),
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
  ...serviceRetries,
];

const fits = (pattern: string, module: string) =>
  pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : pattern === module;

/** What the clients of a module do by themselves when a call fails; undefined where they do nothing. */
export function clientRetriesOf(module: string, version?: string): ClientRetries | undefined {
  return clientRetries.find(
    ({ modules, versions }) =>
      modules.some((pattern) => fits(pattern, module)) && (!version || !versions || isInRange(version, versions)),
  );
}
