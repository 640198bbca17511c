import { contains, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations, paginatedOperation } from '../aws/operations.js';
import { calleeText } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { isPrisma } from '../mutations/stores.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { isReturned } from './treatment.js';
import { isLogged, statementReaction } from './quiet.js';
import { wordsOf } from './spared.js';
import type { FailureFact } from './types.js';

const reading = /^(?:Get|BatchGet|Describe|List|Query|Scan|Search|Select|AdminGet|Head)/;
/** Reads of what the workload itself keeps: an answer that is missing there is a fact, and not a decoration. */
const prisma = /\.(?:findUnique|findFirst|findMany)$/;
/** What people can do without, and what says by its name that it may find nothing. */
const spared =
  /cache|\btags?\b|metric|\bstat(?:s|istics?)?\b|usage|preview|thumb|avatar|\bicon|suggest|recommend|\brelated|unfurl|enrich|\bhint|version|health|\bping\b|\btry\b|\bsafe|maybe|optional|default|fallback|locale|\bgeo|feature|\bflags?\b|telemetr|\blog(?:s|ger)?\b|token|session|prefetch|\bwarm/i;

type Absence = Pick<FailureFact, 'work'> & { readonly kind: 'absence' };
type Nothing = 'none' | 'list';

/**
 * A `catch` around a read of a store that answers what the function answers where nothing is stored, so that nobody can
 * tell an outage from an empty store.
 */
export function absenceOf(found: Found, one: Catch, fn: FunctionNode): Absence | undefined {
  const { file } = found;
  const isAnswer = one.whole.type === 'TryStatement' || isReturned(one.whole);
  const answer = isAnswer ? lastAnswer(one.body) : undefined;
  if (answer === undefined || !isQuietBefore(file, one.body)) return undefined;
  const names = `${functionName(fn)} ${file.path.split('/').at(-1) ?? ''}`;
  if (spared.test(wordsOf(names))) return undefined;
  const read = readIn(found, one.tried);
  if (!read) return undefined;
  const isSilent = !isLogged(file, one.body) && one.whole.type === 'TryStatement';
  if (!isSilent && !saysNothing(file, fn, one.body, answer)) return undefined;
  return { kind: 'absence', work: calleeText(read.callee, file.source.text) };
}

/** What a `catch` says at its end: nothing, or an empty list. */
function lastAnswer(body: Node): Nothing | undefined {
  if (body.type !== 'BlockStatement') return nothingOf(body);
  const last = body.body.at(-1);
  if (last?.type !== 'ReturnStatement') return undefined;
  return last.argument ? nothingOf(last.argument) : 'none';
}

function nothingOf(value: Node): Nothing | undefined {
  const plain = unwrap(value);
  if (plain.type === 'ArrayExpression') return plain.elements.length === 0 ? 'list' : undefined;
  if (plain.type === 'Identifier') return plain.name === 'undefined' ? 'none' : undefined;
  return plain.type === 'Literal' && plain.raw === 'null' ? 'none' : undefined;
}

/** True when the `catch` does no more than log before it answers. */
export function isQuietBefore(file: FileContext, body: Node): boolean {
  if (body.type !== 'BlockStatement') return true;
  return body.body.slice(0, -1).every((statement) => statementReaction(file, statement) === 'quiet');
}

/** The first read of a store in a block, by itself or through functions of this file. */
function readIn(found: Found, tried: Node): Construction | undefined {
  const { file } = found;
  const reads = readsOf(found);
  const direct = reads.find((read) => contains(tried, read));
  if (direct) return direct;
  const { graph } = handlersOf(file);
  return directlyWithin(file, 'CallExpression', tried).find((call) => {
    const reached = graph.calledBy(call).filter(({ async }) => async);
    return reached.some((fn) => reads.some((read) => contains(fn, read) && !isCaught(file, fn, read)));
  });
}

/** True when a function takes the failure of a call inside of it, and does not throw it again. */
function isCaught(file: FileContext, fn: FunctionNode, read: Node): boolean {
  return directlyWithin(file, 'CatchClause', fn).some(
    (clause) => contains(clause.parent.block, read) && directlyWithin(file, 'ThrowStatement', clause.body).length === 0,
  );
}

function readsOf({ file, clients }: Found): readonly Construction[] {
  return file.once(readsOf, () => {
    const aws = awsOperations(file, clients).flatMap(({ name, sends }) => (reading.test(name) ? sends : []));
    const mapped = /\bfind(?:Unique|First|Many)\b/.test(file.source.text)
      ? file.nodes('CallExpression').filter((call) => prisma.test(textOf(file, call.callee)) && isPrisma(file, call))
      : [];
    const paged = file.calls.filter((call) => paginatedOperation(file, call) !== undefined);
    return [...aws, ...paged, ...mapped];
  });
}

/** True when the function gives the same answer elsewhere, where it has found nothing. */
function saysNothing(file: FileContext, fn: FunctionNode, body: Node, answer: Nothing): boolean {
  return directlyWithin(file, 'ReturnStatement', fn).some((statement) => {
    if (contains(body, statement)) return false;
    const { argument } = statement;
    return argument ? alternatives(argument).includes(answer) : answer === 'none';
  });
}

/** What an answer may be, of those that say nothing: `item ?? null`, `found ? found : []`. */
function alternatives(value: Node): readonly (Nothing | undefined)[] {
  const plain = unwrap(value);
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&') return alternatives(plain.right);
  if (plain.type === 'ConditionalExpression')
    return [...alternatives(plain.consequent), ...alternatives(plain.alternate)];
  return [nothingOf(plain)];
}
