import { isFunction, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import type { DependencyFailures } from '../catches/dependency-failures.js';
import { place, type Construction, type FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { importsModule } from '../specifiers.js';
import { failureOfGiven } from './callbacks.js';
import { survivalBy } from './survival.js';
import type { RejectionFact } from './types.js';

const methods = /^(?:get|post|put|patch|delete|all|head|options|use|param)$/;
/** Packages that make Express 4 take the promise of a handler. */
const patches = ['express-async-errors', 'express-promise-router', '@overnightjs/core', 'express-async-router'];

/**
 * Handlers that Express 4 calls without taking their promise: what fails in them ends the process, and the request is never
 * answered. Express 5 hands it to the handler of errors. One fact for a file, since one wrapper mends all of its routes.
 */
export function routeRejections(file: FileContext, failures: DependencyFailures): readonly RejectionFact[] {
  if (!importsModule(file, ['express']) || patches.some((one) => isUsed(file, one))) return [];
  const version = file.version('express');
  if (version !== undefined && Number(version.split('.')[0]) !== 4) return [];
  const found = file.calls.flatMap((call) => failingHandlers(file, failures, call));
  const [first, ...others] = found;
  if (!first) return [];
  const survives = survivalBy(file);
  return [
    {
      ...first,
      by: 'route',
      state: version === undefined ? 'unclear' : 'unhandled',
      ...(version === undefined && { why: 'Express takes it from version 5 on, and its version is not known' }),
      isTried: false,
      ...(survives !== undefined && { survivesBy: survives }),
      others: others.map(({ at }) => at),
    },
  ];
}

/** A patch of Express may stand in any file of the package. */
const isUsed = (file: FileContext, module: string): boolean =>
  file.specifiers.includes(module) || file.version(module) !== undefined;

function failingHandlers(
  file: FileContext,
  failures: DependencyFailures,
  call: Construction,
): readonly Pick<RejectionFact, 'at' | 'work' | 'dependency'>[] {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || !methods.test(memberName(callee) ?? '')) return [];
  const handlers = call.arguments.flatMap((one): readonly Node[] =>
    one.type === 'ArrayExpression' ? one.elements.flatMap((inner) => inner ?? []) : [one],
  );
  const failing = handlers.flatMap((value) => {
    if (value.type === 'SpreadElement' || value.type === 'Literal') return [];
    const dependency = failureOfGiven(file, failures, value);
    return dependency === undefined ? [] : [{ value, dependency }];
  });
  const [first] = failing;
  if (!first || moduleBehind(file, callee.object) !== 'express') return [];
  const [path] = call.arguments;
  const name =
    `${(memberName(callee) ?? '').toUpperCase()} ${path?.type === 'Literal' ? String(path.value) : ''}`.trim();
  const { text } = file.source;
  const at = isFunction(first.value) ? calleePlace(call, text) : place(first.value);
  return [{ at, work: name, dependency: first.dependency }];
}
