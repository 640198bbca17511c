import { endsAbruptly, statementsAfter } from '../../syntax/control-flow/completions.js';
import {
  ancestor,
  contains,
  functionAround,
  isFunction,
  memberName,
  type FunctionNode,
  type Node,
  type NodeOfType,
} from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import { calleePlace, calleeText } from '../callee.js';
import { dependencyFailuresOf, type DependencyFailures } from '../catches/dependency-failures.js';
import { place, type FileContext } from '../context.js';
import { insideOf, within } from '../retries/regions.js';
import type { Found } from '../lazy.js';
import { uncaughtAwait } from './executors.js';
import type { SettlingFact } from './types.js';

/** A promise made by hand: `new Promise((resolve, reject) => { ... })`. */
interface Made {
  readonly node: NodeOfType<'NewExpression'>;
  readonly executor: FunctionNode;
  /** Where the names that settle it stand in the executor. */
  readonly settles: readonly Node[];
}

/** Promises of a file that are made by hand, and the ways on which nothing settles them. */
export function settlingFacts(found: Found): readonly SettlingFact[] {
  const { file } = found;
  if (!/\bnew Promise\b/.test(file.source.text)) return [];
  const failures = dependencyFailuresOf(found);
  return file.nodes('NewExpression').flatMap((node): readonly SettlingFact[] => {
    const made = madeBy(file, node);
    if (!made) return [];
    return [
      ...asynchronous(file, failures, made),
      ...catches(file, made),
      ...errorBranches(file, made),
      ...errorListeners(file, made),
    ];
  });
}

function madeBy(file: FileContext, node: NodeOfType<'NewExpression'>): Made | undefined {
  const [executor] = node.arguments;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'Promise' || !isFunction(executor)) return undefined;
  const settles = executor.params.flatMap((parameter): readonly Node[] => {
    const variable = parameter.type === 'Identifier' ? file.resolver.scopes.variableOf(parameter) : undefined;
    return (variable?.references ?? []).map(({ identifier }) => identifier as Node);
  });
  return { node, executor, settles };
}

/** `new Promise(async (resolve) => { resolve(await load()); })`: what `load` throws reaches nobody. */
function asynchronous(file: FileContext, failures: DependencyFailures, made: Made): readonly SettlingFact[] {
  if (!made.executor.async) return [];
  const at = calleePlace(made.node, file.source.text);
  const dependency = failures.ofFunction(made.executor);
  if (dependency !== undefined) return [{ at, by: 'executor', work: dependency, state: 'unsettled' }];
  const open = uncaughtAwait(file, made.executor);
  if (!open) return [];
  return [{ at, by: 'executor', work: open.work, state: open.isForeign ? 'unsettled' : 'unclear' }];
}

const mentions = ({ settles }: Made, region: Node): boolean => settles.some((one) => contains(region, one));

/** Anything that settles it later whatever happens here: a timer, the end of an emitter. */
function isSettledOtherwise(file: FileContext, made: Made, region: Node): boolean {
  return insideOf(file.calls, made.executor).some((call) => {
    if (contains(region, call) || !call.arguments.some((one) => mentions(made, one))) return false;
    const [event] = call.arguments;
    const isClose = event?.type === 'Literal' && /^(?:close|exit|disconnect|end)$/.test(String(event.value));
    const name =
      call.callee.type === 'MemberExpression' ? memberName(call.callee) : calleeText(call.callee, file.source.text);
    return isClose || /^(?:setTimeout|setInterval|finally|addEventListener)$/.test(name ?? '');
  });
}

/** `try { resolve(JSON.parse(text)); } catch (error) { console.error(error); }` */
function catches(file: FileContext, made: Made): readonly SettlingFact[] {
  return within(file, 'CatchClause', made.executor).flatMap((clause): readonly SettlingFact[] => {
    const whole = clause.parent;
    const fn = functionAround(whole);
    if (!fn || !isOwn(made, clause) || !mentions(made, whole.block)) return [];
    const at = { range: [clause.range[0], clause.body.range[0]] as const };
    const state = mentions(made, clause.body) ? 'settled' : undefined;
    if (state) return [{ at, by: 'catch', work: '', state }];
    const isAfter = !endsAbruptly(clause.body) && statementsAfter(whole, fn).some((one) => mentions(made, one));
    if (isAfter || (whole.finalizer && mentions(made, whole.finalizer)) || !isQuiet(file, clause.body)) return [];
    return isSettledOtherwise(file, made, fn) ? [] : [{ at, by: 'catch', work: '', state: 'unsettled' }];
  });
}

/** `read(path, (error, text) => { if (error) { console.error(error); return; } resolve(text); })` */
function errorBranches(file: FileContext, made: Made): readonly SettlingFact[] {
  return within(file, 'IfStatement', made.executor).flatMap((branch): readonly SettlingFact[] => {
    const fn = functionAround(branch);
    const [first] = fn?.params ?? [];
    if (!fn || fn === made.executor || first?.type !== 'Identifier' || branch.test.type !== 'Identifier') return [];
    if (branch.test.name !== first.name || !isOwn(made, branch)) return [];
    const { consequent } = branch;
    const later = [branch.alternate, ...statementsAfter(branch, fn)].some((one) => one && mentions(made, one));
    if (!later || mentions(made, consequent)) return [];
    if (!branch.alternate && !endsAbruptly(consequent)) return [];
    // What stands behind both branches settles it as well.
    if (branch.alternate && !endsAbruptly(consequent) && statementsAfter(branch, fn).some((one) => mentions(made, one)))
      return [];
    if (!isQuiet(file, consequent) || isSettledOtherwise(file, made, fn)) return [];
    return [{ at: place(branch.test), by: 'error', work: first.name, state: 'unsettled' }];
  });
}

/** `stream.on('error', (error) => { console.error(error); })` where `finish` alone settles it. */
function errorListeners(file: FileContext, made: Made): readonly SettlingFact[] {
  return within(file, 'CallExpression', made.executor).flatMap((call): readonly SettlingFact[] => {
    const {
      callee,
      arguments: [event, listener],
    } = call;
    if (callee.type !== 'MemberExpression' || !/^(?:on|once)$/.test(memberName(callee) ?? '')) return [];
    if (event?.type !== 'Literal' || event.value !== 'error' || !listener || !isOwn(made, call)) return [];
    const at = calleePlace(call, file.source.text);
    const work = calleeText(callee.object, file.source.text);
    if (mentions(made, listener)) return [{ at, by: 'listener', work, state: 'settled' }];
    if (!isFunction(listener) || listener.async || !isQuiet(file, listener.body)) return [];
    const isSettledByEvent = within(file, 'CallExpression', made.executor).some(
      (other) =>
        other !== call &&
        other.callee.type === 'MemberExpression' &&
        /^(?:on|once)$/.test(memberName(other.callee) ?? '') &&
        calleeText(other.callee.object, file.source.text) === work &&
        other.arguments.slice(1).some((one) => mentions(made, one)),
    );
    if (!isSettledByEvent || isSettledOtherwise(file, made, listener)) return [];
    return [{ at, by: 'listener', work, state: 'unsettled' }];
  });
}

/** True for code that belongs to this promise, and not to one that is made inside of it. */
function isOwn({ node }: Made, inner: Node): boolean {
  const nearest = ancestor(
    inner,
    (above): above is Node =>
      above?.type === 'NewExpression' && above.callee.type === 'Identifier' && above.callee.name === 'Promise',
  );
  return nearest === node;
}

/** Nothing but words about it: no call that may come back to it, nothing that is kept, no throw. */
function isQuiet(file: FileContext, body: Node): boolean {
  if (within(file, 'ThrowStatement', body).length > 0 || within(file, 'AssignmentExpression', body).length > 0)
    return false;
  const calls = [...within(file, 'CallExpression', body), ...within(file, 'NewExpression', body)];
  return calls.every((call) => isLog(file, call) || isWithinLog(file, call, body));
}

function isWithinLog(file: FileContext, call: Node, body: Node): boolean {
  const log = ancestor(
    call,
    (above): above is NodeOfType<'CallExpression'> =>
      above === body || (above?.type === 'CallExpression' && isLog(file, above)),
  );
  return log !== undefined && log !== body;
}
