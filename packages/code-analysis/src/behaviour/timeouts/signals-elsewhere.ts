import { questionOfExport, type ExportKey, type Question } from '../../questions/question.js';
import { returnsOf } from '../../syntax/resolve.js';
import type { Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { aliasesOf } from '../handlers/passages.js';
import { targetOf } from '../handlers/targets.js';
import { classifySignal } from '../signals.js';

/** What the signal does that a function of another file returns: it ends what it is given to after a time, or not. */
export type SignalElsewhere = 'ends' | 'never ends' | 'unknown';

/** The signal that a call of a function of another file gives. */
export function signalFromElsewhere(file: FileContext, callee: Node): SignalElsewhere {
  const terminal = file.resolver.single(callee);
  const target = terminal && targetOf(file, terminal);
  if (!target) return 'unknown';
  if (isTimeoutPackage(target.module)) return 'ends';
  const at = file.fileOf(target.module);
  return at === undefined ? 'unknown' : file.ask(signalReturned, { file: at, name: target.path.join('.') });
}

/** timeout-signal 2: its only export is a function that returns a signal which a timer aborts. */
const isTimeoutPackage = (module: string): boolean => module === 'timeout-signal';

const signalReturned: Question<ExportKey, SignalElsewhere> = questionOfExport(
  'signal that an export returns',
  'unknown' as SignalElsewhere,
  (engine, { file, name }) => {
    const analysis = analysisAlone(engine, file);
    if (!analysis) return 'unknown';
    const { file: context } = analysis;
    context.index();
    const aliases = aliasesOf(context);
    const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    if (alias) {
      const target = engine.project.resolve(alias.module, file);
      return target === undefined
        ? 'unknown'
        : engine.ask(signalReturned, { file: target, name: alias.path.join('.') });
    }
    const [only, ...others] = exportedEntries(context).filter((entry) => entry.name === name);
    if (!only || others.length > 0) return 'unknown';
    const states = returnsOf(only.fn)
      .flatMap((value) => context.resolver.resolve(value))
      .map((value) => classifySignal(context, value).state);
    if (states.length > 0 && states.every((state) => state === 'set')) return 'ends';
    return states.length > 0 && states.every((state) => state === 'off' || state === 'absent')
      ? 'never ends'
      : 'unknown';
  },
);
