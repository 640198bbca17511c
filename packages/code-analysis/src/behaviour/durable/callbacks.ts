import { place, type FileContext } from '../context.js';
import { durableCode } from './code.js';
import type { CallbackFact } from './types.js';

/** Waits of durable functions for somebody outside, with whether they say for how long. */
export function callbackFacts(file: FileContext): readonly CallbackFact[] {
  return (durableCode(file)?.operations ?? []).flatMap(({ name, call }): readonly CallbackFact[] => {
    if (name !== 'waitForCallback' && name !== 'createCallback') return [];
    return [{ at: place(call.callee), operation: name, timeout: timeoutOf(file, call.arguments, name) }];
  });
}

/** `timeout` of the options, which stand last: after a name, and after the function that is told the id. */
function timeoutOf(
  file: FileContext,
  given: readonly Parameters<FileContext['resolver']['resolve']>[0][],
  name: CallbackFact['operation'],
): CallbackFact['timeout'] {
  if (given.some(({ type }) => type === 'SpreadElement')) return 'unknown';
  const last = given.at(-1);
  const kinds = last ? file.resolver.resolve(last).map(kindOf) : [];
  const isShort = given.length < (name === 'waitForCallback' ? 2 : 1);
  if (!last || isShort || kinds.every((kind) => kind === 'other')) return 'none';
  const found = file.resolver.resolve(last, ['timeout']);
  if (found.every(({ kind }) => kind === 'absent')) return 'none';
  return found.every((one) => one.kind !== 'absent' && one.kind !== 'unknown' && (one.written || one.path.length === 0))
    ? 'written'
    : 'unknown';
}

/** Whether a value may be options: neither a name nor a function. */
function kindOf(terminal: ReturnType<FileContext['resolver']['resolve']>[number]): 'options' | 'other' {
  if (terminal.kind !== 'expression') return 'options';
  const { type } = terminal.node;
  return /Function|^(Literal|TemplateLiteral)$/.test(type) ? 'other' : 'options';
}
