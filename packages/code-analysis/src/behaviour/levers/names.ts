/** Names of operational switches: the word that switches stands at the front, or the name says what it is. */
const explicit =
  /^(?:ENABLE|DISABLE)_|(?:^|_)(?:KILL_?SWITCH|FEATURE_?(?:FLAG|TOGGLE|SWITCH)|MAINTENANCE(?:_MODE)?|READ_?ONLY_MODE)(?:_|$)|^(?:FEATURE|FF)_(?!FLAGS?_(?:URL|KEY|HOST))/;
const plain = /_(?:ENABLED|DISABLED)$/;

/**
 * Switches of how a program is built, watched, secured or set up. Nobody turns them to shed load, and most of them can
 * be read at the start only.
 */
const setup = new RegExp(
  `(?:^|_)(?:${[
    'TELEMETRY|TRAC(?:E|ES|ING)|METRICS?|LOGS?|LOGGING|LOGGER|DEBUG(?:GER)?|VERBOSE|SENTRY|DATADOG|DD|OTEL|PROMETHEUS|XRAY|PROFIL\\w*|NEW_?RELIC|ANALYTICS|APM|AUDIT',
    'TLS|SSL|HTTPS|STARTTLS|CERT\\w*|CORS|CSP|CSRF|HELMET|OAUTH2?|SAML|OIDC|SSO|LDAP|MFA|AUTH|LOGIN|SIGNUP|REGISTRATION|INVITE|VERIFICATION|PASSWORD|SMTP|EMAIL',
    'DEV|DEVTOOLS|DEVELOPMENT|LOCAL|TEST|TESTS|TESTING|MOCKS?|MOCKING|E2E|CI|STORYBOOK|SWAGGER|DOCS|OPENAPI|PLAYGROUND|INTROSPECTION|GRAPHIQL|SOURCE_?MAPS?|HMR|ANALY[SZ]E\\w*|BUNDLE\\w*|MINIFY|COLORS?|PWA|SW|ESLINT|TYPECHECK|LINT|COVERAGE|PREVIEW|NEXT|TURBO|VITE|REACT|PUBLIC|EXPO|ELECTRON',
    'IPV6|IPV4|POLLING|POOL(?:ER|ING)?|PGBOUNCER|PROXY|CLUSTER|WORKERS?|CRON|JOBS?|MIGRATIONS?|SEED\\w*|STREAMING|GZIP|COMPRESSION|KEEP_?ALIVE|HTTP2|PERSISTENCE|MULTI_?TENAN\\w*|CLOUD|SELF_?HOSTED',
  ].join('|')})(?:_|$)`,
);
/** Names of values that are no switches. */
const values =
  /_(?:URLS?|HOST|PORT|KEYS?|IDS?|TOKEN|SECRET|PATH|DIR|NAMES?|TTL|TIMEOUT|MS|SECONDS|COUNT|LIMIT|LIST|ERRORS?|FILE|ARN|TABLE)$/;

/** Names of constants that stop something. Others choose how a program works, and change with its releases. */
export const stops =
  /^DISABLE_|_DISABLED$|(?:^|_)(?:KILL_?SWITCH|MAINTENANCE(?:_MODE)?|READ_?ONLY_MODE|FEATURE_?(?:FLAG|TOGGLE|SWITCH))(?:_|$)/;

/** What a name in capitals says: an operational switch for sure, something that is on or off, or neither. */
export function leverName(name: string): 'explicit' | 'plain' | undefined {
  const upper = name.toUpperCase();
  if (values.test(upper) || setup.test(upper)) return undefined;
  if (explicit.test(upper)) return 'explicit';
  return plain.test(upper) ? 'plain' : undefined;
}
