import type { ClientUser } from './types.js';

/** Functions that hand back the module which they are given, with tracing added: its clients are those of the module. */
export const instrumented: readonly (ClientUser & { readonly source: string })[] = [
  ...['captureAWS', 'captureHTTPs'].map((name) => ({
    modules: ['aws-xray-sdk', 'aws-xray-sdk-core'],
    export: name,
    argument: 0,
    source: 'aws-xray-sdk-core 3.12.0: dist/lib/patchers/aws_p.js:34, http_p.js:53',
  })),
  ...[
    { modules: ['aws-xray-sdk'], export: 'captureMySQL' },
    { modules: ['aws-xray-sdk'], export: 'capturePostgres' },
    { modules: ['aws-xray-sdk-mysql', 'aws-xray-sdk-postgres'], export: 'default' },
  ].map((one) => ({
    ...one,
    argument: 0,
    source: 'aws-xray-sdk-mysql 3.12.0: lib/mysql_p.js:24; aws-xray-sdk-postgres 3.12.0: lib/postgres_p.js:25',
  })),
];
