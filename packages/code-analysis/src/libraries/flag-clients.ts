/** A method or function that evaluates a flag. */
interface FlagEvaluation {
  /** Name of the method, or of the export where it is called by itself; a `*` stands for any part. */
  readonly name: string;
  /** Index of the argument that is answered while the flag service is down; absent where there is none. */
  readonly fallback?: number;
}

/** How a library that evaluates flags behaves while its service cannot be reached. */
export interface FlagLibrary {
  readonly label: string;
  readonly modules: readonly string[];
  readonly evaluations: readonly FlagEvaluation[];
  /**
   * What an evaluation without an argument for it answers while the service is down: `undefined`, a safe value of the
   * library's own (`library`), or an error.
   */
  readonly without: 'undefined' | 'library' | 'throws';
  /** Options of the client with which it answers even then. */
  readonly clientFallbacks?: readonly string[];
  /** Methods and functions that wait for the service at the start, and throw when it does not answer. */
  readonly starts?: readonly string[];
  /** The repair as code. */
  readonly repair: string;
  /** Version whose published types and source were read, and its page. */
  readonly source: { readonly version: string; readonly url: string };
}

export const flagLibraries: readonly FlagLibrary[] = [
  {
    label: 'LaunchDarkly',
    modules: ['@launchdarkly/node-server-sdk', 'launchdarkly-node-server-sdk', '@launchdarkly/js-server-sdk-common'],
    evaluations: [
      { name: 'variation', fallback: 2 },
      { name: 'variationDetail', fallback: 2 },
      { name: '*Variation', fallback: 2 },
      { name: '*VariationDetail', fallback: 2 },
    ],
    without: 'undefined',
    starts: ['waitForInitialization'],
    repair: 'client.variation(key, context, false)',
    source: { version: '9.13.7', url: 'https://launchdarkly.com/docs/sdk/server-side/node-js' },
  },
  {
    label: 'OpenFeature',
    modules: ['@openfeature/server-sdk'],
    evaluations: ['Boolean', 'String', 'Number', 'Object'].flatMap((type) => [
      { name: `get${type}Value`, fallback: 1 },
      { name: `get${type}Details`, fallback: 1 },
    ]),
    without: 'undefined',
    starts: ['setProviderAndWait'],
    repair: 'client.getBooleanValue(key, false)',
    source: { version: '1.23.0', url: 'https://openfeature.dev/docs/reference/sdks/server/javascript' },
  },
  {
    label: 'Unleash',
    modules: ['unleash-client'],
    evaluations: [
      { name: 'isEnabled', fallback: 2 },
      { name: 'getVariant', fallback: 2 },
      { name: 'forceGetVariant', fallback: 2 },
    ],
    without: 'library',
    // It waits for `synchronized` with `events.once`, which ends with the `error` event as well.
    starts: ['startUnleash'],
    repair: 'unleash.isEnabled(name, context, false)',
    source: { version: '6.12.1', url: 'https://docs.getunleash.io/reference/sdks/node' },
  },
  {
    label: 'GrowthBook',
    modules: ['@growthbook/growthbook'],
    evaluations: [
      { name: 'getFeatureValue', fallback: 1 },
      { name: 'isOn' },
      { name: 'isOff' },
      { name: 'evalFeature' },
    ],
    without: 'library',
    repair: 'growthbook.getFeatureValue(key, false)',
    source: { version: '1.8.0', url: 'https://docs.growthbook.io/lib/node' },
  },
  {
    label: 'ConfigCat',
    modules: ['configcat-node', '@configcat/sdk', '@configcat/sdk/node'],
    evaluations: [
      { name: 'getValueAsync', fallback: 1 },
      { name: 'getValueDetailsAsync', fallback: 1 },
      { name: 'getValue', fallback: 1 },
    ],
    without: 'undefined',
    repair: 'client.getValueAsync(key, false)',
    source: { version: '11.4.1', url: 'https://configcat.com/docs/sdk-reference/js/node/' },
  },
  {
    label: 'Flagsmith',
    modules: ['flagsmith-nodejs'],
    evaluations: [{ name: 'getEnvironmentFlags' }, { name: 'getIdentityFlags' }],
    without: 'throws',
    clientFallbacks: ['defaultFlagHandler', 'offlineHandler'],
    repair: 'new Flagsmith({ environmentKey, defaultFlagHandler: () => new DefaultFlag(undefined, false) })',
    source: { version: '8.1.2', url: 'https://docs.flagsmith.com/clients/server-side' },
  },
  {
    label: 'Split',
    modules: ['@splitsoftware/splitio'],
    evaluations: [{ name: 'getTreatment*' }],
    // `control`, which no rule of the flag gives.
    without: 'library',
    starts: ['ready', 'whenReady'],
    repair: 'client.getTreatment(key, name)',
    source: { version: '11.11.2', url: 'https://help.split.io/hc/en-us/articles/360020564931-Node-js-SDK' },
  },
  {
    label: 'Statsig',
    modules: ['statsig-node', '@statsig/statsig-node-core'],
    evaluations: [{ name: 'checkGate' }, { name: 'getFeatureGate' }],
    without: 'library',
    repair: 'statsig.checkGate(user, name)',
    source: { version: '6.5.2', url: 'https://docs.statsig.com/server/nodejsServerSDK' },
  },
  {
    label: 'PostHog',
    modules: ['posthog-node'],
    evaluations: [{ name: 'isFeatureEnabled' }, { name: 'getFeatureFlag' }],
    // `undefined`, which tests of a flag read as off.
    without: 'library',
    repair: 'client.isFeatureEnabled(key, id)',
    source: { version: '5.70.0', url: 'https://posthog.com/docs/libraries/node' },
  },
  {
    label: 'Powertools for AWS Lambda',
    modules: ['@aws-lambda-powertools/parameters/appconfig'],
    evaluations: [{ name: 'getAppConfig' }, { name: 'get' }],
    without: 'throws',
    repair: 'getAppConfig(name, options).catch(() => defaults)',
    source: { version: '2.35.0', url: 'https://docs.aws.amazon.com/powertools/typescript/latest/features/parameters/' },
  },
];

export const flagModules: readonly string[] = flagLibraries.flatMap(({ modules }) => modules);

/** The library of a module. */
export function flagLibraryOf(module: string | undefined): FlagLibrary | undefined {
  return flagLibraries.find((library) => module !== undefined && library.modules.includes(module));
}

/** The evaluation that a method or function of a library makes. */
export function evaluationOf(library: FlagLibrary, name: string): FlagEvaluation | undefined {
  return library.evaluations.find(({ name: known }) => {
    const [head = '', tail] = known.split('*');
    return tail === undefined
      ? known === name
      : name.startsWith(head) && name.endsWith(tail) && name.length >= head.length + tail.length;
  });
}

/** Where the agent of AppConfig answers beside a function or container. Source: docs.aws.amazon.com/appconfig. */
export const appConfigAgent = /^https?:\/\/(?:localhost|127\.0\.0\.1):2772\/applications\//;

/** Operations of the AWS SDK that read a configuration of AppConfig, by service as in the package name. */
export const appConfigOperations: Readonly<Record<string, readonly string[]>> = {
  appconfigdata: ['GetLatestConfiguration', 'StartConfigurationSession'],
  appconfig: ['GetConfiguration'],
};
