import { baseClasses, decorators, jobTypes, reRunnableSources, type HandlerSource } from '../../libraries/handlers.js';
import { classMember } from '../../syntax/class-members.js';
import {
  contains,
  decoratorsOf,
  isFunction,
  keyName,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import type { SourcePlace } from '../modules/types.js';
import type { Guard } from '../mutations/types.js';
import type { Place } from '../types.js';
import { importsModule } from '../specifiers.js';
import { whereItRuns } from '../where-it-runs/where-it-runs.js';
import { exportedEntries, exportedFunctions } from './exported-functions.js';
import { CallGraph, functionsIn } from './functions.js';
import { handlersReaching } from './reach.js';
import { registrations } from './registered.js';
import { shapeOf } from './shape.js';
import type { HandlerFact } from './types.js';
import {
  isJobType,
  isPlainLambdaType,
  isRequestType,
  lambdaType,
  parameterType,
  valueType,
  writtenTypes,
  type WrittenType,
} from './written-types.js';

/** A handler with the functions that run on its behalf. */
export interface Handler {
  readonly fn: FunctionNode;
  readonly name: string;
  readonly source: HandlerSource;
  readonly host: HandlerFact['host'];
  readonly batch: boolean;
  readonly by: HandlerFact['by'];
  readonly reaches: readonly FunctionNode[];
  /** For a handler of another file: where it is, and what keeps it from doing a thing twice. */
  readonly elsewhere?: SourcePlace;
  readonly guard?: Guard;
}

/** The handlers of a file, found when they are first asked for. */
export function handlersOf(file: FileContext): Handlers {
  return file.once(Handlers, () => new Handlers(file));
}

/** Which functions of a file something outside starts, and which code runs on their behalf. */
export class Handlers {
  readonly graph: CallGraph;
  readonly #found = new Map<FunctionNode, Handler>();
  #deduplicated: readonly FunctionNode[] | undefined;
  #entries: readonly Entry[] | undefined;

  constructor(readonly file: FileContext) {
    this.graph = new CallGraph(file);
    if (!mayHoldHandlers(file)) return;
    file.index();
    this.#byRegistration();
    this.#byDecorator();
    this.#byType();
    this.#byExport();
  }

  get all(): readonly Handler[] {
    return [...this.#found.values()];
  }

  /** The handlers on whose behalf a place runs, as far as this file shows. */
  around(at: Place): readonly Handler[] {
    return this.all.filter(({ reaches }) => reaches.some((fn) => contains(fn, at)));
  }

  /** Handlers of other files on whose behalf a place runs, as far as the host knows them. */
  callersOf(at: Place): readonly Handler[] {
    const entries = (this.#entries ??= entriesOf(this.file, this.graph));
    return entries
      .filter(({ reaches }) => reaches.some((fn) => contains(fn, at)))
      .flatMap(({ handlers }) => handlers());
  }

  /** The handlers on whose behalf a place runs; those of other files only where this one does not show what starts it. */
  behind(at: Place): readonly Handler[] {
    const around = this.around(at);
    return around.some(({ source }) => source !== 'unknown') ? around : [...around, ...this.callersOf(at)];
  }

  /** True for code that can run twice for one intent. */
  isOnReRunnablePath(node: Node): boolean {
    return this.around(node).some(({ source }) => reRunnableSources.has(source));
  }

  /** True for code that somebody waits for. */
  isOnRequestPath(node: Node): boolean {
    return this.around(node).some(({ source }) => isRequest(source));
  }

  /** True for code inside a utility that drops what was already done, such as `makeIdempotent` of Powertools. */
  isDeduplicated(node: Node): boolean {
    this.#deduplicated ??= deduplicated(this.file).flatMap((fn) => this.graph.from(fn));
    return this.#deduplicated.some((fn) => contains(fn, node));
  }

  #add(fn: FunctionNode, handler: Pick<Handler, 'name' | 'source' | 'by'> & { readonly batch?: boolean }): void {
    const before = this.#found.get(fn);
    if (before && before.source !== 'unknown') return;
    const reaches = before?.reaches ?? this.graph.from(fn);
    const { source, by, batch = false } = handler;
    const name = handler.name === '' ? ownName(fn) : handler.name;
    const isWebhook = source === 'http' && checksSignature(this.file, reaches);
    this.#found.set(fn, {
      fn,
      name,
      source: isWebhook ? 'webhook' : source,
      host: hostOf(source, by),
      batch,
      by,
      reaches,
    });
  }

  #byRegistration(): void {
    for (const call of this.file.calls)
      for (const one of registrations(this.file, call)) this.#add(one.fn, { ...one, by: 'registration' });
  }

  #byDecorator(): void {
    for (const decorator of this.file.nodes('Decorator')) {
      const method = decorator.parent;
      if (method.type !== 'MethodDefinition' || !isFunction(method.value)) continue;
      const { expression } = decorator;
      const origin = this.file.origin(expression.type === 'CallExpression' ? expression.callee : expression);
      const source = origin && decorators[origin.module]?.[origin.path.at(-1) ?? ''];
      if (source) this.#add(method.value, { name: keyName(method) ?? '', source, by: 'registration' });
    }
    for (const owner of [...this.file.nodes('ClassDeclaration'), ...this.file.nodes('ClassExpression')]) {
      const base = owner.superClass && this.file.origin(owner.superClass);
      const entry = base && baseClasses[base.module]?.[base.path.at(-1) ?? ''];
      const method = entry && classMember(owner, entry[0]).method;
      if (method) this.#add(method, { name: entry[0], source: entry[1], by: 'registration' });
      else if (owner.superClass && receivers.test(nameOfBase(owner.superClass)))
        for (const name of receiving) {
          const taking = classMember(owner, name).method;
          if (taking?.async && taking.params.length > 0)
            this.#add(taking, { name, source: 'message', by: 'registration' });
        }
    }
  }

  #byType(): void {
    for (const fn of allFunctions(this.file)) {
      const types = writtenTypes(this.file, valueType(fn));
      const events = [...writtenTypes(this.file, parameterType(fn, 0)), ...types];
      const event = lambdaType(events);
      if (event) this.#add(fn, { name: '', source: event.source, batch: event.batch === true, by: 'type' });
      else if (fn.params.some((_, index) => isRequestType(writtenTypes(this.file, parameterType(fn, index)))))
        this.#add(fn, { name: '', source: 'http', by: 'registration' });
      else if (isRequestType(types)) this.#add(fn, { name: '', source: 'http', by: 'registration' });
      else if (isJob(this.file, fn, types)) this.#add(fn, { name: '', source: 'job', by: 'registration' });
      else if (isPlainLambdaType([...types, ...writtenTypes(this.file, parameterType(fn, 1))])) {
        const shape = shapeOf(this.file, fn, this.graph.from(fn));
        this.#add(fn, { name: '', by: shape ? 'shape' : 'type', ...(shape ?? unknown) });
      }
    }
  }

  #byExport(): void {
    const exported = exportedFunctions(this.file);
    const isCommandLine = /\bexport const (builder|command)\b|\bexports\.(builder|command)\b/.test(
      this.file.source.text,
    );
    for (const { name, fn } of exported) {
      if (isFrameworkFile(this.file.filename, name)) this.#add(fn, { name, source: 'http', by: 'name' });
      else if (!isCommandLine && takesEvent(fn)) {
        const shape = shapeOf(this.file, fn, this.graph.from(fn));
        const isNamed = /handler$/i.test(name) || takesContext(fn);
        if (shape && (isNamed || shape.batch || shape.source === 'custom-resource'))
          this.#add(fn, { name, by: 'shape', ...shape });
        else if (/^(lambda_?)?handler$/i.test(name) || takesContext(fn))
          this.#add(fn, { name, by: 'name', ...unknown });
      }
    }
    for (const fn of serverActions(this.file)) this.#add(fn, { name: '', source: 'http', by: 'name' });
  }
}

/** Bases of a project that take messages from a queue, by their names, and the methods to which they hand each. */
const receivers = /(?:Receiver|Reciever|Consumer|Subscriber)$/;
const receiving = ['processMessage', 'handleMessage', 'consumeMessage', 'onMessage'] as const;

const nameOfBase = (base: Node): string =>
  base.type === 'Identifier' ? base.name : base.type === 'MemberExpression' ? (memberName(base) ?? '') : '';

const unknown = { source: 'unknown', batch: false } as const;

/** An export with what runs on its behalf, and the handlers of other files that reach it, asked for when wanted. */
interface Entry extends Pick<Handler, 'reaches'> {
  readonly handlers: () => readonly Handler[];
}

function entriesOf(file: FileContext, graph: CallGraph): readonly Entry[] {
  if (file.engine.project.files.length === 0) return [];
  file.index();
  return exportedEntries(file).map(({ name: entry, fn }): Entry => {
    const reaches = graph.from(fn);
    let found: readonly Handler[] | undefined;
    const find = () => file.ask(handlersReaching, { file: file.filename, name: entry });
    const handlers = () =>
      (found ??= find().map(({ at, name, source, host, guard }): Handler => {
        return { fn, name, source, host, batch: false, by: 'caller', reaches, elsewhere: at, guard };
      }));
    return { reaches, handlers };
  });
}

/** Files without a word that every handler has, and files that run in a browser, hold none. */
function mayHoldHandlers(file: FileContext): boolean {
  const { source } = file;
  if (whereItRuns(file).where === 'browser') return false;
  return /handler|Event\b|Records|express|fastify|koa|hono|hapi|@nestjs|[rR]out(e|er)\b|procedure|job|eachMessage|consume|cron|schedule|use server|Request\b|GET|POST|aws-lambda|queue|graphile-worker|temporalio|trigger\.dev|pubsub|service-bus|rhea|jetstream|durable|(?:process|handle|on)Message/i.test(
    source.text,
  );
}

function isRequest(source: HandlerSource): boolean {
  return source === 'http' || source === 'webhook';
}

/** Where a handler of this kind runs. */
export function hostOf(source: HandlerSource, by: HandlerFact['by']): HandlerFact['host'] {
  if (by === 'type' || by === 'shape') return 'function';
  if (source === 'unknown') return 'function';
  return isRequest(source) ? 'server' : 'worker';
}

function ownName(fn: FunctionNode): string {
  if (fn.id) return fn.id.name;
  let parent: Node = fn.parent;
  while (
    parent.type === 'CallExpression' ||
    parent.type === 'MemberExpression' ||
    parent.type === 'TSAsExpression' ||
    parent.type === 'TSSatisfiesExpression'
  )
    parent = parent.parent;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'MethodDefinition' || parent.type === 'Property') return keyName(parent) ?? '';
  return '';
}

function allFunctions(file: FileContext): readonly FunctionNode[] {
  const all: readonly Node[] = [
    ...file.nodes('FunctionDeclaration'),
    ...file.nodes('FunctionExpression'),
    ...file.nodes('ArrowFunctionExpression'),
  ];
  return all.filter(isFunction);
}

/** Names of functions that are told of a job, and do not do it. */
const told =
  /^on[A-Z]|fail|complet|error|stall|progress|log|track|record|report|metric|notif|event|label|name|key$|^is[A-Z]|^get[A-Z]|retry/i;

/** Names of those that do it, whatever it is about: `notificationJob`, `reportWorker`. */
const doing = /^(?!on[A-Z]|log|track|fail|complet|stall|is[A-Z]|get[A-Z])\w*(?:Job|Worker|Processor)$/;

/**
 * True for a function that does the job it is given, by the written types: not for listeners and other callbacks, and not
 * for helpers of this file, which run on behalf of those that call them.
 */
function isJob(file: FileContext, fn: FunctionNode, own: readonly WrittenType[]): boolean {
  const [first, second] = fn.params;
  if (!importsModule(file, Object.keys(jobTypes)) || fn.params.length > 3) return false;
  if (first?.type !== 'Identifier' && first?.type !== 'ObjectPattern' && own.length === 0) return false;
  if (!isJobType(own) && !isJobType(writtenTypes(file, parameterType(fn, 0)).slice(0, 1))) return false;
  const isTold = second?.type === 'Identifier' && /^_*(err|error|result|reason|prev)/i.test(second.name);
  const { parent } = fn;
  if (isTold || parent.type === 'CallExpression' || parent.type === 'NewExpression') return false;
  if (parent.type === 'MethodDefinition' && decoratorsOf(parent).length > 0) return false;
  return (!told.test(ownName(fn)) || doing.test(ownName(fn))) && file.callersOf(fn).length === 0;
}

/** True when the parameters are named as those of a function of a platform. */
function takesEvent({ params }: FunctionNode): boolean {
  const [first, second] = params.map((one) => (one.type === 'AssignmentPattern' ? one.left : one));
  if (params.length > 3) return false;
  const isEvent = first?.type === 'Identifier' && /^_*(event|evt|ev|e|input|payload)$|event$/i.test(first.name);
  const isContext = second?.type === 'Identifier' && /^_*(context|ctx)$/i.test(second.name);
  return isEvent || isContext || (first?.type === 'ObjectPattern' && params.length === 1);
}

/** True for `(event, context)`, under whatever name the function is exported. */
function takesContext({ params }: FunctionNode): boolean {
  const [first, second] = params;
  return (
    first?.type === 'Identifier' &&
    second?.type === 'Identifier' &&
    /^_*(event|evt)$/.test(first.name) &&
    /^_*(context|ctx)$/.test(second.name)
  );
}

/** Route files of Next.js, React Router, Remix and SvelteKit, by their place. */
function isFrameworkFile(filename: string, name: string): boolean {
  const plain = filename.replaceAll('\\', '/');
  if (/(^|\/)app\/(.*\/)?route\.[cm]?[jt]sx?$/.test(plain))
    return /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(name);
  // https://svelte.dev/docs/kit/routing: `+server.ts` answers by method, `+page.server.ts` loads for a page.
  if (/(^|\/)\+server\.[jt]s$/.test(plain)) return /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|fallback)$/.test(name);
  if (/(^|\/)\+(page|layout)\.server\.[jt]s$/.test(plain)) return name === 'load';
  if (/(^|\/)pages\/api\/.*\.[cm]?[jt]sx?$/.test(plain)) return name === 'default';
  return /(^|\/)routes\/.*\.[cm]?[jt]sx?$/.test(plain) && (name === 'loader' || name === 'action');
}

/** Functions of a file, or with a body, that begins with `'use server'`. */
function serverActions(file: FileContext): readonly FunctionNode[] {
  if (!/['"]use server['"]/.test(file.source.text)) return [];
  const isMarked = (body: readonly Node[]) =>
    body[0]?.type === 'ExpressionStatement' && body[0].directive === 'use server';
  if (isMarked(file.source.ast.body)) return exportedFunctions(file).map(({ fn }) => fn);
  return allFunctions(file).filter(({ body }) => body.type === 'BlockStatement' && isMarked(body.body));
}

/** True when a signature header is read or an event is verified, as receivers of webhooks do, or SNS is answered. */
function checksSignature(file: FileContext, reaches: readonly FunctionNode[]): boolean {
  if (reaches.some((fn) => fromSns.test(file.source.text.slice(...fn.range)))) return true;
  if (!/signature|constructEvent/i.test(file.source.text)) return false;
  const inside = (node: Node) => reaches.some((fn) => contains(fn, node));
  return (
    file
      .nodes('Literal')
      .some(
        (node) => typeof node.value === 'string' && /^[\w-]+-signature(-[\w-]+)?$/i.test(node.value) && inside(node),
      ) ||
    file
      .nodes('MemberExpression')
      .some(
        ({ property }) =>
          property.type === 'Identifier' && /^constructEvent(Async)?$/.test(property.name) && inside(property),
      )
  );
}

/** What SNS sends over HTTP (docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html): it delivers at least once. */
const fromSns = /\.SubscribeURL\b|['"](?:SubscriptionConfirmation|x-amz-sns-message-type)['"]/;

/** Utilities that remember what they have done. */
const utilities = /^@aws-lambda-powertools\/idempotency/;

/** Functions that are wrapped by, or decorated with, a utility that remembers what it has done. */
function deduplicated(file: FileContext): readonly FunctionNode[] {
  if (!/idempoten|durable/i.test(file.source.text)) return [];
  const wrapped = file.calls.flatMap((call) => {
    if (!utilities.test(file.origin(call.callee)?.module ?? '')) return [];
    const own = call.arguments[0] ? functionsIn(file, call.arguments[0]) : [];
    // `middy(fn).use(makeHandlerIdempotent(...))`
    const use = call.parent;
    const around =
      use.type === 'CallExpression' && use.callee.type === 'MemberExpression'
        ? functionsIn(file, use.callee.object)
        : [];
    return [...own, ...around];
  });
  const decorated = file.nodes('Decorator').flatMap((decorator) => {
    const { expression, parent } = decorator;
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    const isKnown = utilities.test(file.origin(callee)?.module ?? '');
    return isKnown && parent.type === 'MethodDefinition' && isFunction(parent.value) ? [parent.value] : [];
  });
  return [...wrapped, ...decorated, ...stepsThatRunOnce(file)];
}

/**
 * Steps of durable functions that are never repeated: `context.step('pay', fn, { retryStrategy: () => ({ shouldRetry:
 * false }), semantics: StepSemantics.AtMostOncePerRetry })`. One of the two alone repeats a step whose end was not recorded.
 */
function stepsThatRunOnce(file: FileContext): readonly FunctionNode[] {
  if (!importsModule(file, ['@aws/durable-execution-sdk-js'])) return [];
  return file.calls.flatMap((call) => {
    const { callee } = call;
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'step') return [];
    const written = call.arguments.map((argument) => file.source.text.slice(...argument.range));
    const isOnce =
      written.some((text) => /semantics: *StepSemantics\.AtMostOncePerRetry/.test(text)) &&
      written.some((text) =>
        /retryStrategy:\s*(\w+\.noRetry\b|\([^)]*\)\s*=>\s*\(\s*\{\s*shouldRetry:\s*false\s*,?\s*\}\s*\))/.test(text),
      );
    return isOnce ? call.arguments.flatMap((argument) => functionsIn(file, argument)) : [];
  });
}

/** The handlers of a file as plain facts. */
export function handlerFacts(file: FileContext): readonly HandlerFact[] {
  return handlersOf(file).all.map(handlerFact);
}

/** Tells which handlers of other files a place runs for; each export is asked for when it is first wanted. */
export function callersAt(file: FileContext): (at: Place) => readonly HandlerFact[] {
  return (at) => handlersOf(file).callersOf(at).map(handlerFact);
}

function handlerFact({ fn, name, source, host, batch, by, reaches, elsewhere }: Handler): HandlerFact {
  return {
    at: place(fn),
    name,
    source,
    host,
    reRunnable: reRunnableSources.has(source),
    request: isRequest(source),
    batch,
    by,
    reaches: reaches.map(place),
    ...(elsewhere && { elsewhere }),
  };
}
