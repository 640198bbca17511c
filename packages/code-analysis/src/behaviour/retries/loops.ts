import type { TSESTree } from '@typescript-eslint/utils';
import {
  completionsInSequence,
  completionsOf,
  leavesLoop,
  statementsAfter,
} from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { originOf, place, type FileContext } from '../context.js';
import type { Place } from '../types.js';
import { delayOf, pausesIn, withoutPause } from './delay.js';
import { errorsOfCatch, isStatusTest, selected } from './errors.js';
import { countersIn, limitOfLoop } from './limit.js';
import { isScript, purposeOf } from './purpose.js';
import { directlyWithin, isLoop, textOf, within, type Loop } from './regions.js';
import type { RetryErrors, RetryFact } from './types.js';

/** A loop that tries again, with the code that it repeats. */
export interface FoundRetry {
  readonly fact: RetryFact;
  /** What is tried. */
  readonly tried: Node;
}

const retryWords = /retr(?:y|ies)|attempt|\btries\b|backoff/i;

/** Loops that do the same thing again after it has failed. */
export function loopRetries(file: FileContext): readonly FoundRetry[] {
  const loops = new Map<Loop, FoundRetry>();
  for (const attempt of file.nodes('TryStatement')) {
    const loop = ancestor(attempt, isLoop);
    if (!loop || loops.has(loop) || !contains(loop.body, attempt)) continue;
    if (ancestor(loop, isFunction) !== ancestor(attempt, isFunction)) continue;
    if (triesAgain(file, loop, attempt)) loops.set(loop, ofCatch(file, loop, attempt));
  }
  for (const call of file.nodes('AwaitExpression')) {
    const loop = ancestor(call, isLoop);
    if (!loop || loops.has(loop) || ancestor(loop, isFunction) !== ancestor(call, isFunction)) continue;
    const found = ofResult(file, loop, call);
    if (found) loops.set(loop, found);
  }
  return [...loops.values()];
}

/** True when a failure leads to the next round and success ends the loop. */
function triesAgain(file: FileContext, loop: Loop, attempt: TSESTree.TryStatement): boolean {
  const { handler, block } = attempt;
  if (!handler || !doesRemoteWork(file, block)) return false;
  const after = statementsAfter(attempt, loop);
  const failed = completionsOf(handler.body);
  const again = failed.has('continue') || (failed.has('normal') && !leavesLoop(completionsInSequence(after)));
  if (!again || isSearch(file, loop, block)) return false;
  const success = completionsOf(block);
  const definite =
    leavesLoop(success) ||
    (!success.has('continue') && leavesLoop(completionsInSequence(after)) && failed.has('continue'));
  if (loop.type === 'ForOfStatement')
    return definite && pausesIn(file, loop).some(({ duration }) => duration && mentionsVariable(file, loop, duration));
  if (definite) return true;
  const ends =
    success.has('return') ||
    success.has('break') ||
    setsFlag(file, loop, block) ||
    completionsInSequence(after).has('break') ||
    completionsInSequence(after).has('return');
  return ends && hasRetryWords(file, loop, handler);
}

/** Conditional ends are found in loops over pages and batches too, so a name has to say that this one tries again. */
function hasRetryWords(file: FileContext, loop: Loop, handler: TSESTree.CatchClause): boolean {
  const counted = [...countersIn(file, loop)].map((variable) => variable.name);
  const handled = within(file, 'Identifier', handler).map(({ name }) => name);
  return [...counted, ...handled].some((name) => retryWords.test(name));
}

function doesRemoteWork(file: FileContext, block: Node): boolean {
  return directlyWithin(file, 'AwaitExpression', block).length > 0;
}

/** True when each round tries something else: another host, the next free name. */
function isSearch(file: FileContext, loop: Loop, block: Node): boolean {
  if (loop.type !== 'ForStatement' && loop.type !== 'ForOfStatement') return false;
  if (loop.type === 'ForOfStatement') return mentionsVariable(file, loop, block);
  const declared = loop.init?.type === 'VariableDeclaration' ? loop.init.declarations : [];
  return declared.some(({ id }) => {
    const variable = id.type === 'Identifier' ? file.resolver.scopes.variableOf(id) : undefined;
    if (!variable || retryWords.test(variable.name)) return false;
    return variable.references.some(
      ({ identifier }) => contains(loop.body, identifier) && choosesBy(file, identifier as Node),
    );
  });
}

/** `hosts[i]`, or an argument of what is tried. */
function choosesBy(file: FileContext, use: Node): boolean {
  const parent = use.parent;
  if (parent?.type === 'MemberExpression' && parent.property === use)
    return !/delay|backoff|wait|interval|pause/i.test(textOf(file, parent.object));
  const awaited = ancestor(use, (node): node is TSESTree.AwaitExpression => node?.type === 'AwaitExpression');
  if (!awaited || !contains(ancestor(use, isLoop)?.body ?? use, awaited)) return false;
  return !/sleep|delay|wait|setTimeout|backoff|pause|log/i.test(textOf(file, awaited.argument).slice(0, 80));
}

function mentionsVariable(file: FileContext, loop: TSESTree.ForOfStatement, node: Node): boolean {
  const declared =
    loop.left.type === 'VariableDeclaration' ? loop.left.declarations.map(({ id }) => id) : [loop.left as Node];
  return declared.some((id) =>
    (id.type === 'Identifier' ? [id] : within(file, 'Identifier', id)).some((name) =>
      file.resolver.scopes
        .variableOf(name as TSESTree.Identifier)
        ?.references.some(({ identifier }) => contains(node, identifier)),
    ),
  );
}

/** True when the loop's own condition reads what a successful try sets. */
function setsFlag(file: FileContext, loop: Loop, block: Node): boolean {
  if (loop.type === 'ForOfStatement' || !loop.test) return false;
  const { test } = loop;
  return directlyWithin(file, 'AssignmentExpression', block).some(({ left }) => {
    const variable = left.type === 'Identifier' ? file.resolver.scopes.variableOf(left) : undefined;
    return variable?.references.some(({ identifier }) => contains(test, identifier));
  });
}

function ofCatch(file: FileContext, loop: Loop, attempt: TSESTree.TryStatement): FoundRetry {
  const regions = [attempt.handler as Node, ...statementsAfter(attempt, loop)];
  const limiter = directlyWithin(file, 'AwaitExpression', attempt.block).filter(({ argument }) =>
    /limit|throttl|acquire|semaphore/i.test(textOf(file, argument).slice(0, 60)),
  );
  const otherwise = withoutPause(file, [...regions, ...limiter, ...before(attempt, loop)]);
  return {
    tried: attempt.block,
    fact: {
      at: headOf(file, loop),
      form: 'loop',
      label: 'This loop',
      purpose: purposeOf(loop),
      script: isScript(file),
      limit: limitOfLoop(file, loop),
      delay: delayOf(file, pausesIn(file, loop), otherwise),
      errors: errorsOfCatch(file, attempt, loop),
      inner: [],
    },
  };
}

/** Statements of a loop's body before the try. */
function before(attempt: Node, loop: Loop): readonly Node[] {
  if (loop.body.type !== 'BlockStatement') return [];
  return loop.body.body.filter((statement) => statement.range[1] <= attempt.range[0]);
}

/** A loop that asks again after an answer with an error status, without a `catch`. */
function ofResult(file: FileContext, loop: Loop, call: TSESTree.AwaitExpression): FoundRetry | undefined {
  if (loop.type === 'ForOfStatement' || !contains(loop.body, call)) return undefined;
  const request = unwrap(call.argument);
  const declarator = call.parent;
  if (request.type !== 'CallExpression' || !isRequest(file, request)) return undefined;
  const target =
    declarator?.type === 'VariableDeclarator'
      ? declarator.id
      : declarator?.type === 'AssignmentExpression'
        ? declarator.left
        : undefined;
  const answer = target?.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  if (!answer || isSearch(file, loop, loop.body)) return undefined;
  const tests = directlyWithin(file, 'IfStatement', loop.body).filter(
    ({ test }) =>
      answer.references.some(({ identifier }) => contains(test, identifier)) && isStatusTest(textOf(file, test)),
  );
  const done = tests.some(({ consequent, alternate }) =>
    [consequent, alternate].some((branch) => branch && /return|break/.test([...completionsOf(branch)].join())),
  );
  const again = tests.some(({ consequent }) => completionsOf(consequent).has('continue'));
  const rest = completionsInSequence(loop.body.type === 'BlockStatement' ? loop.body.body : [loop.body]);
  if (tests.length === 0 || !(done || (again && leavesLoop(new Set([...rest].filter((one) => one !== 'continue'))))))
    return undefined;
  if (!rest.has('normal') && !rest.has('continue')) return undefined;
  if (!retryWords.test(textOf(file, loop))) return undefined;
  const errors: RetryErrors = selected(
    file,
    tests.map(({ test }) => test),
  );
  return {
    tried: request,
    fact: {
      at: headOf(file, loop),
      form: 'loop',
      label: 'This loop',
      purpose: purposeOf(loop),
      script: isScript(file),
      limit: limitOfLoop(file, loop),
      delay: delayOf(
        file,
        pausesIn(file, loop),
        withoutPause(
          file,
          [loop.body].filter(() => directlyWithin(file, 'AwaitExpression', loop.body).length > 1),
        ),
      ),
      errors: errors.about.length > 0 ? errors : { kind: 'unknown', about: [] },
      inner: [],
    },
  };
}

/** A call that answers with a status: `fetch` or a client's method. */
function isRequest(file: FileContext, call: TSESTree.CallExpression): boolean {
  const origin = originOf(file.resolver.single(call.callee));
  if (origin && origin.path.join('.') === 'fetch') return true;
  const name =
    call.callee.type === 'Identifier'
      ? call.callee.name
      : call.callee.type === 'MemberExpression'
        ? (memberName(call.callee) ?? '')
        : '';
  return /fetch|request|^(?:get|post|put|patch|delete)$/i.test(name);
}

/** The head of a loop, on whose line a finding stands. */
function headOf(file: FileContext, loop: Loop): Place {
  if (loop.type === 'DoWhileStatement') return { range: [loop.range[0], loop.range[0] + 2] };
  const end = loop.body.range[0];
  const text = file.source.text.slice(loop.range[0], end).trimEnd();
  return text.length > 0 ? { range: [loop.range[0], loop.range[0] + text.length] } : place(loop);
}
