import type { Engine } from '../../questions/engine.js';
import { type ExportKey, type Question } from '../../questions/question.js';
import type { FunctionNode } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { classifyDuration, type Reading } from '../duration.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { usesElsewhere } from '../handlers/uses-elsewhere.js';
import { optionOfWrapper } from '../imported-wrappers.js';
import type { WrapperOption } from '../modules/types.js';
import { classifySignal } from '../signals.js';

/**
 * What the callers of a function in other files do with the limit that it takes: all pass one, some leave it out, nobody
 * is known to pass one, or some pass one and of others it cannot be told, as when the function is handed on as a value.
 */
export type GivenElsewhere = 'by-all' | 'not-by-all' | 'nobody' | 'unknown';

interface LimitKey extends ExportKey {
  readonly options: readonly WrapperOption[];
}

/** What callers in other files pass to a function of this one, under all names by which it is exported. */
export function givenElsewhere(file: FileContext, fn: FunctionNode, options: readonly WrapperOption[]): GivenElsewhere {
  const names = exportedEntries(file).flatMap((entry) => (entry.fn === fn ? [entry.name] : []));
  return together(names.flatMap((name) => file.ask(limitsGiven, { file: file.filename, name, options })));
}

/** What is found of the uses of an export, each kind once. */
const limitsGiven: Question<LimitKey, readonly GivenElsewhere[]> = {
  name: 'limits that callers give',
  keyOf: ({ file, name, options }) => `${file}\0${name}\0${JSON.stringify(options)}`,
  start: [],
  answer(engine, { file, name, options }) {
    const found = usesElsewhere(engine, { file, name }).flatMap(
      ({ user, analysis, calls, isValue, passedOn }): readonly GivenElsewhere[] => [
        ...(analysis ? calls.map((call) => givenBy(analysis.file, call, options)) : []),
        ...(isValue ? ['unknown' as const] : []),
        ...passedOn.flatMap((as) => passedOnAs(engine, { file: user, name: as, options })),
      ],
    );
    return [...new Set(found)];
  },
};

/** Under a name that nobody in the project uses it may be for those who install the package. */
function passedOnAs(engine: Engine, key: LimitKey): readonly GivenElsewhere[] {
  const given = engine.ask(limitsGiven, key);
  return given.length === 0 ? ['unknown'] : given;
}

function givenBy(file: FileContext, call: Call, options: readonly WrapperOption[]): GivenElsewhere {
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) return 'unknown';
  const states = options.map((option): Reading['state'] => {
    const argument = call.arguments[option.parameter];
    if (!argument) return 'absent';
    const path = option.path === '' ? [] : option.path.split('.');
    const read = optionOfWrapper(option);
    const all = file.resolver.resolve(argument, path).map((one) => {
      if (read.takes === 'signal') return classifySignal(file, one).state;
      return classifyDuration(file, { ...one, ...(path.length === 0 && { written: argument }) }, read).state;
    });
    return all.every((state) => state === all[0]) ? (all[0] ?? 'opaque') : 'opaque';
  });
  if (states.includes('set')) return 'by-all';
  return states.includes('opaque') ? 'unknown' : 'not-by-all';
}

function together(all: readonly GivenElsewhere[]): GivenElsewhere {
  if (all.includes('not-by-all')) return 'not-by-all';
  // Without anybody who is known to pass one, what happens when it is left out is what happens.
  if (!all.includes('by-all')) return 'nobody';
  return all.includes('unknown') ? 'unknown' : 'by-all';
}
