/** A framework that answers requests, and how its servers begin to listen. */
export interface HttpFramework {
  readonly label: string;
  readonly modules: readonly string[];
  readonly makes: readonly { readonly export: string; readonly construct?: true }[];
  /** The same class makes the parts of a server, which are put together in other files. */
  readonly parts?: true;
  /** Methods with which it begins to listen. */
  readonly listens: readonly string[];
  /** Version that was read, and its page. */
  readonly source: { readonly version: string; readonly url: string };
}

export const httpFrameworks: readonly HttpFramework[] = [
  {
    label: 'Express',
    modules: ['express'],
    makes: [{ export: 'default' }],
    listens: ['listen'],
    source: { version: '5.1.0', url: 'https://expressjs.com/en/api.html#app.listen' },
  },
  {
    label: 'Fastify',
    modules: ['fastify'],
    makes: [{ export: 'default' }, { export: 'fastify' }],
    listens: ['listen'],
    source: { version: '5.12.8', url: 'https://fastify.dev/docs/latest/Reference/Server/#listen' },
  },
  {
    label: 'Koa',
    modules: ['koa'],
    makes: [{ export: 'default', construct: true }],
    listens: ['listen'],
    source: { version: '3.3.0', url: 'https://koajs.com/#app-listen' },
  },
  {
    label: 'hapi',
    modules: ['@hapi/hapi'],
    makes: [{ export: 'server' }, { export: 'Server', construct: true }],
    listens: ['start'],
    source: { version: '21.4.10', url: 'https://hapi.dev/api/#-await-serverstart' },
  },
  {
    label: 'Nest',
    modules: ['@nestjs/core'],
    makes: [{ export: 'NestFactory.create' }],
    listens: ['listen', 'listenAsync'],
    source: { version: '11', url: 'https://docs.nestjs.com/first-steps' },
  },
  {
    label: 'Hono',
    modules: ['hono', '@hono/zod-openapi'],
    makes: [
      { export: 'Hono', construct: true },
      { export: 'OpenAPIHono', construct: true },
    ],
    parts: true,
    listens: [],
    source: { version: '4.13.19', url: 'https://hono.dev/docs/getting-started/nodejs' },
  },
];

export const frameworkModules: readonly string[] = httpFrameworks.flatMap(({ modules }) => modules);

/** True for modules of frameworks that answer requests. */
export function isFrameworkModule(specifier: string): boolean {
  return frameworkModules.includes(specifier);
}

/** Modules whose functions are given an application and begin to listen. Source: hono.dev/docs/getting-started/nodejs. */
export const servingModules: ReadonlySet<string> = new Set(['@hono/node-server']);

/** Modules of Node.js that make a server of an application. */
export const nodeServers = /^(?:node:)?(?:https?|http2)$/;

/** Modules that make a function of an application: what is in front of the function limits the rate. */
export const functionAdapters =
  /^(?:serverless-http|serverless-express|aws-serverless-express|aws-lambda-fastify|@fastify\/aws-lambda|@(?:vendia|codegenie|h4ad)\/serverless-\w+|hono\/(?:aws-lambda|lambda-edge|vercel|netlify|azure-functions|cloudflare-\w+)|firebase-functions(?:\/.*)?|@google-cloud\/functions-framework)$/;
