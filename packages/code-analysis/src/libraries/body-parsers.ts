/** Code that makes something that reads the bodies of requests. */
interface ParserShape {
  /** Dotted path from the module. */
  readonly export: string;
  readonly construct?: true;
  /** It is handed to `register` of a server, with its options behind it. */
  readonly registered?: true;
  /** Index of the argument that holds the options. */
  readonly options: number;
}

/** An option that bounds how much is read. */
export interface BodyLimitOption {
  /** Dotted path in the options. */
  readonly path: string;
  /** `body`: it is held in memory as a whole; `file`: an upload, which may go to a disk. */
  readonly of: 'body' | 'file' | 'message';
  /** Bytes that are read where the option is not written; `none`: without end; absent: not to be told from here. */
  readonly defaultBytes?: number | 'none';
  /** 0 means no limit as well. */
  readonly zeroIsOff?: true;
}

/** A library that reads the bodies of requests, and up to which size. */
export interface ParserLibrary {
  readonly label: string;
  readonly modules: readonly string[];
  readonly makes: readonly ParserShape[];
  readonly limits: readonly BodyLimitOption[];
  /** Version that was read, and its page. */
  readonly source: { readonly version: string; readonly url: string };
}

const KB = 1024;
const MB = 1024 * KB;
const named = (...names: string[]): readonly ParserShape[] => names.map((name) => ({ export: name, options: 0 }));

export const parserLibraries: readonly ParserLibrary[] = [
  {
    label: 'Express',
    modules: ['express', 'body-parser'],
    makes: named('json', 'urlencoded', 'raw', 'text'),
    limits: [{ path: 'limit', of: 'body', defaultBytes: 100 * KB }],
    source: { version: 'body-parser 2.4.0', url: 'https://github.com/expressjs/body-parser#limit' },
  },
  {
    label: 'koa-bodyparser',
    modules: ['koa-bodyparser', '@koa/bodyparser'],
    makes: named('default', 'bodyParser'),
    limits: [
      { path: 'jsonLimit', of: 'body', defaultBytes: MB },
      { path: 'formLimit', of: 'body', defaultBytes: 56 * KB },
      { path: 'textLimit', of: 'body', defaultBytes: MB },
      { path: 'xmlLimit', of: 'body', defaultBytes: MB },
    ],
    source: { version: '@koa/bodyparser 6.1.0', url: 'https://github.com/koajs/bodyparser#options' },
  },
  {
    label: 'koa-body',
    modules: ['koa-body'],
    makes: named('default', 'koaBody'),
    limits: [
      { path: 'jsonLimit', of: 'body', defaultBytes: MB },
      { path: 'formLimit', of: 'body', defaultBytes: 56 * KB },
      { path: 'textLimit', of: 'body', defaultBytes: 56 * KB },
      { path: 'formidable.maxFileSize', of: 'file', defaultBytes: 200 * MB },
    ],
    source: { version: '8.0.1', url: 'https://github.com/koajs/koa-body#options' },
  },
  {
    label: 'Fastify',
    modules: ['fastify'],
    makes: named('default', 'fastify'),
    limits: [{ path: 'bodyLimit', of: 'body', defaultBytes: MB }],
    source: { version: '5.12.8', url: 'https://fastify.dev/docs/latest/Reference/Server/#bodylimit' },
  },
  {
    label: 'Fastify',
    modules: ['@nestjs/platform-fastify'],
    makes: [{ export: 'FastifyAdapter', construct: true, options: 0 }],
    limits: [{ path: 'bodyLimit', of: 'body', defaultBytes: MB }],
    source: { version: '11', url: 'https://docs.nestjs.com/techniques/performance' },
  },
  {
    label: '@fastify/multipart',
    modules: ['@fastify/multipart', 'fastify-multipart'],
    makes: [{ export: 'default', registered: true, options: 1 }],
    // Without it the limit of the server counts.
    limits: [{ path: 'limits.fileSize', of: 'file', defaultBytes: MB }],
    source: { version: '10', url: 'https://github.com/fastify/fastify-multipart#usage' },
  },
  {
    label: 'hapi',
    modules: ['@hapi/hapi'],
    makes: [
      { export: 'server', options: 0 },
      { export: 'Server', construct: true, options: 0 },
    ],
    limits: [{ path: 'routes.payload.maxBytes', of: 'body', defaultBytes: MB }],
    source: { version: '21.4.10', url: 'https://hapi.dev/api/#-routeoptionspayloadmaxbytes' },
  },
  {
    label: 'Hono',
    modules: ['hono/body-limit'],
    makes: named('bodyLimit'),
    limits: [{ path: 'maxSize', of: 'body' }],
    source: { version: '4.13.19', url: 'https://hono.dev/docs/middleware/builtin/body-limit' },
  },
  {
    label: 'multer',
    modules: ['multer'],
    makes: named('default'),
    limits: [{ path: 'limits.fileSize', of: 'file', defaultBytes: 'none' }],
    source: { version: '2.5.0', url: 'https://github.com/expressjs/multer#limits' },
  },
  {
    label: 'express-fileupload',
    modules: ['express-fileupload'],
    makes: named('default'),
    limits: [{ path: 'limits.fileSize', of: 'file', defaultBytes: 'none' }],
    source: { version: '1.5.2', url: 'https://github.com/richardgirges/express-fileupload#using-busboy-options' },
  },
  {
    label: 'busboy',
    modules: ['busboy'],
    makes: named('default'),
    // Whoever reads the stream may count by itself.
    limits: [{ path: 'limits.fileSize', of: 'file' }],
    source: { version: '1.6.0', url: 'https://github.com/mscdex/busboy#exports' },
  },
  {
    label: 'raw-body',
    modules: ['raw-body'],
    makes: [{ export: 'default', options: 1 }],
    limits: [{ path: 'limit', of: 'body' }],
    source: { version: '3.0.0', url: 'https://github.com/stream-utils/raw-body#getrawbodystream-options-callback' },
  },
  {
    label: 'Socket.IO',
    modules: ['socket.io'],
    makes: [
      { export: 'Server', construct: true, options: 1 },
      { export: 'Server', construct: true, options: 0 },
    ],
    limits: [{ path: 'maxHttpBufferSize', of: 'message', defaultBytes: 1_000_000 }],
    source: { version: '4.8.1', url: 'https://socket.io/docs/v4/server-options/#maxhttpbuffersize' },
  },
  {
    label: 'ws',
    modules: ['ws'],
    makes: [
      { export: 'WebSocketServer', construct: true, options: 0 },
      { export: 'Server', construct: true, options: 0 },
    ],
    limits: [{ path: 'maxPayload', of: 'message', zeroIsOff: true }],
    source: { version: '8.18.3', url: 'https://github.com/websockets/ws/blob/master/doc/ws.md' },
  },
];

export const parserModules: readonly string[] = [...new Set(parserLibraries.flatMap(({ modules }) => modules))];

/** True for modules that read the bodies of requests. */
export function isParserModule(specifier: string): boolean {
  return parserModules.includes(specifier);
}
