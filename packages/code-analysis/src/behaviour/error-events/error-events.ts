import { readableMethods, readers, requesters } from '../../libraries/readable-streams.js';
import { functionAround, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import type { ErrorEventFact } from './types.js';

const hearing = /^(?:on|once|addListener|prependListener)$/;
/** Functions that hear of the failure of each stream that they are given. */
const tending = /^(?:pipeline|finished|compose|addAbortSignal|promisify|pump|eos)$/;

/** Requests and piped sources of a file, and whether something hears of their failure. */
export function errorEventFacts({ file }: Found): readonly ErrorEventFact[] {
  if (!/\.pipe\s*\(|\bhttps?\b/.test(file.source.text)) return [];
  return file.nodes('CallExpression').flatMap((call) => pipedFrom(file, call) ?? requestOf(file, call) ?? []);
}

/** `answer.data.pipe(out)`, `createReadStream(path).pipe(res)`. */
function pipedFrom(file: FileContext, call: Call): ErrorEventFact | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'pipe' || call.arguments.length === 0)
    return undefined;
  const source = beneathListeners(callee.object);
  const kind = kindOf(file, source.emitter);
  if (!kind) return undefined;
  const { text } = file.source;
  const [destination] = call.arguments;
  return {
    at: calleePlace(call, text),
    emitter: calleeText(source.emitter, text),
    kind,
    ...(destination && { destination: calleeText(destination, text) }),
    state: source.isHeard ? 'heard' : stateOf(file, source.emitter, call),
  };
}

/** `https.get(url, (answer) => { ... })`, `http.request(options).end()`. */
function requestOf(file: FileContext, call: Call): ErrorEventFact | undefined {
  const origin = /^(?:get|request)$/.test(nameOf(call.callee)) ? file.origin(call.callee) : undefined;
  const module = origin?.module.replace('node:', '') ?? '';
  const path = origin?.path.filter((one) => one !== 'default').join('.') ?? '';
  if (!origin || !requesters[module]?.test(path)) return undefined;
  const { outer, isHeard } = chainAbove(call);
  const { parent } = outer;
  const at = calleePlace(call, file.source.text);
  const emitter = calleeText(call.callee, file.source.text);
  const known = { at, emitter, kind: 'request' } as const;
  if (isHeard) return { ...known, state: 'heard' };
  if (parent?.type === 'ExpressionStatement') return { ...known, state: 'unheard' };
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier')
    return { ...known, state: stateOf(file, parent.id, call) };
  return { ...known, state: 'opaque' };
}

/** What calls behind an emitter lead to: `request(...).on('error', fail).end()`. */
function chainAbove(call: Node): { readonly outer: Node; readonly isHeard: boolean } {
  let outer = call;
  let isHeard = false;
  while (outer.parent?.type === 'MemberExpression' && outer.parent.object === outer && isCalled(outer.parent)) {
    const above = outer.parent.parent as Call;
    if (isHearing(above)) isHeard = true;
    outer = above;
  }
  return { outer, isHeard };
}

const isCalled = (member: Node): boolean => member.parent?.type === 'CallExpression' && member.parent.callee === member;

/** `createReadStream(path).on('error', fail)` is the stream itself. */
function beneathListeners(node: Node): { readonly emitter: Node; readonly isHeard: boolean } {
  let emitter = unwrap(node);
  let isHeard = false;
  while (
    emitter.type === 'CallExpression' &&
    emitter.callee.type === 'MemberExpression' &&
    hearing.test(memberName(emitter.callee) ?? '')
  ) {
    if (isHearing(emitter)) isHeard = true;
    emitter = unwrap(emitter.callee.object);
  }
  return { emitter, isHeard };
}

function isHearing({ callee, arguments: [event] }: Call): boolean {
  return hearing.test(nameOf(callee)) && event?.type === 'Literal' && event.value === 'error';
}

const nameOf = (callee: Node): string =>
  callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : callee.type === 'Identifier' ? callee.name : '';

/** What is read from: undefined for streams of which nothing shows that a dependency is behind them. */
function kindOf(file: FileContext, emitter: Node): ErrorEventFact['kind'] | undefined {
  const terminal = file.resolver.single(emitter);
  const made = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : emitter;
  if (made.type === 'CallExpression') {
    const name = nameOf(made.callee);
    if (readableMethods.test(name)) return 'file';
    const origin = readers.test(name) ? file.origin(made.callee) : undefined;
    return origin && /^(?:node:)?fs$|^fs-extra$|^graceful-fs$/.test(origin.module) ? 'file' : undefined;
  }
  const plain = unwrap(emitter);
  if (plain.type === 'MemberExpression')
    return isBody(file, memberName(plain) ?? '', plain.object) ? 'body' : undefined;
  // `https.get(url, (answer) => { answer.pipe(out); })`
  if (terminal?.kind !== 'parameter' || terminal.path.length > 0 || terminal.index !== 0) return undefined;
  const giver = terminal.fn?.parent;
  const origin = giver?.type === 'CallExpression' ? file.origin(giver.callee) : undefined;
  return requesters[origin?.module.replace('node:', '') ?? '']?.test(origin?.path.at(-1) ?? '') ? 'body' : undefined;
}

/** `answer.data` of axios with a stream, `object.Body` of S3, `answer.body` of node-fetch. */
function isBody(file: FileContext, name: string, owner: Node): boolean {
  const { specifiers, source } = file;
  if (name === 'data') return specifiers.includes('axios') && /responseType\s*:\s*['"`]stream['"`]/.test(source.text);
  if (name === 'Body') return specifiers.some((one) => /^@aws-sdk\/client-s3$|^aws-sdk/.test(one));
  return name === 'body' && specifiers.includes('node-fetch') && file.resolver.single(owner)?.kind !== 'parameter';
}

function stateOf(file: FileContext, emitter: Node, start: Call): ErrorEventFact['state'] {
  const { text } = file.source;
  const written = calleeText(emitter, text);
  const around = functionAround(start);
  let state: ErrorEventFact['state'] = 'unheard';
  for (const call of file.nodes('CallExpression')) {
    if (call === start) continue;
    const isOf =
      call.callee.type === 'MemberExpression' &&
      calleeText(beneathListeners(call.callee.object).emitter, text) === written;
    if (isOf && isHearing(call)) return 'heard';
    const isGiven = call.arguments.some((one) => calleeText(one, text) === written);
    if (!isGiven || !around || call.range[0] < around.range[0] || call.range[1] > around.range[1]) continue;
    if (tending.test(nameOf(call.callee))) return 'heard';
    if (emitter.type === 'Identifier' || emitter.type === 'MemberExpression') state = 'opaque';
  }
  return state;
}
