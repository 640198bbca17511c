/** Operations that fetch configuration and secrets, by service; the member of the input that names what is fetched. */
export const configurationOperations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ssm: { GetParameter: ['Name'], GetParameters: ['Names'], GetParametersByPath: ['Path'] },
  'secrets-manager': { GetSecretValue: ['SecretId'], BatchGetSecretValue: ['SecretIdList'] },
  appconfigdata: { StartConfigurationSession: ['ApplicationIdentifier'] },
  appconfig: { GetConfiguration: ['Application'] },
};

/** A library that fetches configuration and keeps it, and the options by which it does not. */
export interface ConfigurationLibrary {
  readonly module: RegExp;
  /** Options that switch the cache off, with the value that does so. */
  readonly off: readonly (readonly [option: string, value: boolean | number])[];
  readonly label: string;
}

/**
 * Sources: docs.aws.amazon.com/powertools/typescript 2 (parameters: kept for 5 seconds; `maxAge`, `forceFetch`),
 * middy.js.org 6 (`cacheExpiry`: -1 keeps for ever and is the default, 0 keeps nothing).
 */
export const configurationLibraries: readonly ConfigurationLibrary[] = [
  {
    module: /^@aws-lambda-powertools\/parameters\b/,
    off: [
      ['forceFetch', true],
      ['maxAge', 0],
    ],
    label: 'Powertools',
  },
  {
    module: /^@middy\/(?:ssm|secrets-manager|appconfig)$/,
    off: [['cacheExpiry', 0]],
    label: 'middy',
  },
];
