import { paymentAddresses, paymentCalls } from '../../libraries/idempotency-tokens.js';
import { endsFunction } from '../../syntax/control-flow/completions.js';
import { isFunction, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, Construction, FileContext } from '../context.js';
import { packageBehind } from '../handlers/packages-behind.js';
import { moduleBehind } from '../handlers/registered.js';
import type { Found } from '../lazy.js';
import { isInLoop } from './aws.js';
import { freshness, type Freshness } from './fresh.js';
import type { Guards } from './guards.js';
import { keyFact } from './keys.js';
import { membersOf, writtenText } from './objects.js';
import type { MutationFact, TokenFact } from './types.js';

/** Requests that take a key: payments, jobs of queues, POST requests that are tried again. */
export function keyedRequests({ file, sites }: Found, guards: Guards): readonly MutationFact[] {
  const outbound = new Set<Node>(sites.map(({ call }) => call.node));
  return file.calls.flatMap((call): readonly MutationFact[] => {
    if (call.type !== 'CallExpression') return [];
    const found =
      payment(file, call, guards) ?? job(file, call, guards) ?? post(file, call, guards, outbound.has(call));
    return found ? [{ ...found, guard: found.guard === 'none' ? guards.of(call) : found.guard }] : [];
  });
}

function request(
  file: FileContext,
  call: Construction,
  guards: Guards,
  about: TokenFact['about'],
  name: string,
  found: Freshness,
): TokenFact {
  const { text } = file.source;
  return {
    effect: 'request',
    at: calleePlace(call, text),
    operation: calleeText(call.callee, text),
    about,
    key: keyFact(file, name, found),
    automatic: false,
    inLoop: isInLoop(call),
    retried: guards.retriedWith(call, found),
    guard: 'none',
  };
}

function payment(file: FileContext, call: Call, guards: Guards): TokenFact | undefined {
  if (call.callee.type !== 'MemberExpression') return undefined;
  const text = file.source.text.slice(...call.callee.range).replace(/\s+|[?!]|this\.|\(\)/g, '');
  const known = paymentCalls.find((one) => one.call.test(text));
  if (!known || !isService(file, call.callee, text, known.roots)) return undefined;
  const argument = call.arguments[known.argument];
  const found: Freshness = argument ? freshness(file, argument, known.path) : { kind: 'absent' };
  const fact = request(file, call, guards, known.opens ? 'account' : 'payment', known.path.join('.'), found);
  return known.opens && isTestedBefore(call) ? { ...fact, guard: 'marker' } : fact;
}

/** True where a condition around a call, or one before it that ends the function, may look whether it was done already. */
function isTestedBefore(call: Node): boolean {
  for (let node = call; node.parent && !isFunction(node); node = node.parent) {
    const { parent } = node;
    if (/^(?:IfStatement|ConditionalExpression|LogicalExpression|SwitchCase)$/.test(parent.type)) return true;
    if (parent.type !== 'BlockStatement') continue;
    const before = parent.body.slice(0, parent.body.indexOf(node as never));
    if (before.some((one) => one.type === 'IfStatement' && endsFunction(one.consequent))) return true;
  }
  return false;
}

/** True when the root of the callee is named like the service, or it or a member of it comes from its package. */
function isService(file: FileContext, callee: Node, text: string, roots: RegExp): boolean {
  if (roots.test(text)) return true;
  for (let node = callee; node.type === 'MemberExpression'; node = node.object)
    if (roots.test(packageBehind(file, node.object) ?? '')) return true;
  return false;
}

/** `mailQueue`, `mailQueue()`, `MailQueue.getInstance({ shard })`. */
const queueNames = /queue(\.(getInstance|instance|get))?(\([^()]*\))?$/i;
const jobModules = /^(bullmq|bull|@taskforcesh\/bullmq-pro)$/;

/** `queue.add('mail', data, { jobId })`. */
function job(file: FileContext, call: Call, guards: Guards): TokenFact | undefined {
  const { callee } = call;
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'add' || !first || isFunction(first))
    return undefined;
  const module = moduleBehind(file, callee.object);
  const text = file.source.text.slice(...callee.object.range);
  const isOther = module === undefined || /^[.~@#]/.test(module);
  if (!(module && jobModules.test(module)) && !(isOther && queueNames.test(text) && isImported(file, callee.object)))
    return undefined;
  const options = call.arguments.at(-1);
  const found = options && options !== first ? freshness(file, options, ['jobId']) : ({ kind: 'absent' } as const);
  return request(file, call, guards, 'job', 'jobId', found);
}

/** True when a value comes from another file, so that it is no `Set` or list of this one. */
function isImported(file: FileContext, node: Node): boolean {
  return file.resolver.resolve(node).some(({ kind, ...rest }) => {
    if (kind === 'module' || kind === 'parameter') return true;
    return 'node' in rest && rest.node?.type === 'CallExpression' && file.origin(rest.node.callee) !== undefined;
  });
}

const reads =
  /graphql|search|query|token|oauth|login|auth|complet|embed|predict|generat|analy[sz]|translat|validat|verif|lookup|check|rpc|preview|find/i;

/** A POST or PATCH to a payment service, or one that is tried again. */
function post(file: FileContext, call: Call, guards: Guards, isOutbound: boolean): TokenFact | undefined {
  const [address, second, third] = call.arguments;
  if (!isOutbound || !address) return undefined;
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  const isMethod = method === 'post' || method === 'patch';
  const options = isMethod ? (third ?? second) : second;
  const written = options && writtenText(file, options, ['method']);
  if (!isMethod && !/^(post|patch)$/i.test(written ?? '')) return undefined;
  const text = writtenText(file, address) ?? '';
  const service = paymentAddresses.find((one) => one.address.test(text));
  const found = headerOf(file, options, service?.header ?? 'idempotency-key');
  const fact = request(file, call, guards, service ? 'payment' : 'http', service?.header ?? 'Idempotency-Key', found);
  if (service) return fact;
  if (fact.retried === 'no' || reads.test(`${text} ${file.source.text.slice(...address.range)}`)) return undefined;
  return fact;
}

function headerOf(file: FileContext, options: Node | undefined, header: string): Freshness {
  if (!options) return { kind: 'absent' };
  const terminals = file.resolver.resolve(options, ['headers']);
  if (terminals.every(({ kind }) => kind === 'absent')) return { kind: 'absent' };
  const members = membersOf(file, options, ['headers']);
  if (!members) return { kind: 'unknown' };
  const own = members.find(({ name }) => name.toLowerCase() === header || /idempotency|request-id|dedup/i.test(name));
  if (own) return freshness(file, own.value);
  const isWhole = terminals.every(
    ({ kind, ...rest }) =>
      kind === 'expression' &&
      'node' in rest &&
      rest.node?.type === 'ObjectExpression' &&
      rest.node.properties.every((one) => one.type === 'Property' && !one.computed),
  );
  return { kind: isWhole ? 'absent' : 'unknown' };
}
