import {
  frameworkModules,
  functionAdapters,
  httpFrameworks,
  isFrameworkModule,
  nodeServers,
  servingModules,
  type HttpFramework,
} from '../../libraries/http-frameworks.js';
import { speaksOfLimits } from '../../libraries/rate-limits.js';
import { memberName, type Node } from '../../syntax/tree.js';
import { writtenText } from '../mutations/objects.js';
import { calleePlace } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { isDevelopment } from './development.js';
import { rateLimiterFacts } from './rate-limiters.js';
import { importsModule } from '../specifiers.js';
import { servingExport } from './shapes.js';
import type { HttpServerFact } from './types.js';

const loopback = /^(?:127\.|localhost$|::1$)/;
const ownFiles = /^(?:[./~#]|@\/|src\/)/;
const publicScopes =
  /^@(?:aws-sdk|aws-lambda-powertools|smithy|fastify|hapi|hono|koa|nestjs|opentelemetry|prisma|sentry|types|apollo|trpc)\//;

/** The applications that answer requests in a file. */
export function httpServerFacts(file: FileContext): readonly HttpServerFact[] {
  if (!importsModule(file, frameworkModules)) return [];
  const made = file.calls.flatMap((node) => {
    const framework = frameworkOf(file, node);
    return framework ? [{ node, framework }] : [];
  });
  if (made.length === 0) return [];
  const development = isDevelopment(file);
  const [limiter] = rateLimiterFacts(file);
  return made.flatMap(({ node, framework }): readonly HttpServerFact[] => {
    const listens = whereItListens(file, node, framework);
    if (listens === 'function' || (listens === 'elsewhere' && framework.parts)) return [];
    return [
      {
        at: calleePlace(node, file.source.text),
        framework: framework.label,
        listens,
        limited: limiter ? 'here' : speaksOfLimits(file.source.text) ? 'perhaps' : 'no',
        ...(limiter && { limiter: limiter.label }),
        alone: isAlone(file),
        development,
      },
    ];
  });
}

function frameworkOf(file: FileContext, node: Construction): HttpFramework | undefined {
  const made = servingExport(file, node, isFrameworkModule);
  if (!made) return undefined;
  return httpFrameworks.find(({ modules, makes }) => modules.includes(made.module) && makes.some(made.accepts));
}

function whereItListens(
  file: FileContext,
  app: Construction,
  { listens }: HttpFramework,
): HttpServerFact['listens'] | 'function' {
  let found: HttpServerFact['listens'] = 'elsewhere';
  for (const call of file.calls) {
    const module = file.origin(call.callee)?.module ?? '';
    const isGiven = call.arguments.some((argument) => holds(file, argument, app));
    if (isGiven && functionAdapters.test(module)) return 'function';
    if (isGiven && servingModules.has(module)) found = 'here';
    if (call.callee.type !== 'MemberExpression') continue;
    const method = memberName(call.callee) ?? '';
    const begins = listens.includes(method) ? isServerOf(file, call.callee.object, app) : false;
    const beginsBelow = method === 'listen' && isNodeServerOf(file, call.callee.object, app);
    if (begins || beginsBelow) found = isLocal(file, call) ? 'locally' : 'here';
  }
  return found;
}

function isServerOf(file: FileContext, node: Node, app: Construction): boolean {
  return file.resolver
    .resolve(node)
    .some((value) => value.kind === 'expression' && value.path.length === 0 && value.node === app);
}

/** `http.createServer(app)`, under whichever name. */
function isNodeServerOf(file: FileContext, node: Node, app: Construction): boolean {
  return file.resolver.resolve(node).some((value) => {
    if (value.kind !== 'expression' || value.path.length > 0 || value.node.type !== 'CallExpression') return false;
    const { callee, arguments: given } = value.node;
    return nodeServers.test(file.origin(callee)?.module ?? '') && given.some((one) => holds(file, one, app));
  });
}

/** The application itself, what hands requests to it (`app.callback()`, `app.fetch`), or an object with either. */
function holds(file: FileContext, argument: Node, app: Construction): boolean {
  if (argument.type === 'SpreadElement') return false;
  if (argument.type === 'ObjectExpression')
    return argument.properties.some((one) => one.type === 'Property' && holds(file, one.value, app));
  return file.resolver.resolve(argument).some((value) => {
    if (value.kind !== 'expression') return false;
    if (value.node === app) return true;
    const { node } = value;
    return (
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      isServerOf(file, node.callee.object, app)
    );
  });
}

/** `listen(3000, '127.0.0.1')`, `listen({ host: 'localhost' })`. */
function isLocal(file: FileContext, call: Construction): boolean {
  return call.arguments.some((argument) => {
    const host = writtenText(file, argument) ?? writtenText(file, argument, ['host']);
    return host !== undefined && loopback.test(host);
  });
}

/** True where all that the file imports are public packages: nothing of the project can stand between. */
function isAlone(file: FileContext): boolean {
  const specifiers = [
    ...file.source.ast.body.flatMap((statement) =>
      'source' in statement && statement.source?.type === 'Literal' ? [statement.source.value] : [],
    ),
    ...[...file.source.text.matchAll(/\b(?:require|import)\s*\(\s*['"`]?([^'"`)\n]*)/g)].map((match) => match[1] ?? ''),
  ];
  return specifiers.every(
    (one) => one !== '' && !ownFiles.test(one) && (!one.startsWith('@') || publicScopes.test(one)),
  );
}
