import type { Engine } from '../../questions/engine.js';
import { namingsOf } from '../../questions/namings.js';
import { type ExportKey, type Question } from '../../questions/question.js';
import { isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { Call, FileContext } from '../context.js';
import { classifyDuration, type Reading } from '../duration.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { aliasesOf, starsOf } from '../handlers/passages.js';
import { mayUse, newNames } from '../handlers/reach.js';
import { targetOf } from '../handlers/targets.js';
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
    const users = engine.ask(namingsOf, file).filter((one) => one.file !== file);
    const found = users.flatMap(({ file: user, module, isExported }): readonly GivenElsewhere[] => {
      if (!mayUse(engine, user, name, isExported)) return [];
      const analysis = analysisAlone(engine, user);
      if (!analysis) return ['unknown'];
      const { file: context, facts: known } = analysis;
      context.index();
      if (known.where.where === 'tests') return [];
      const facts = { passages: [], aliases: aliasesOf(context), stars: starsOf(context) };
      const passedOn = isExported ? newNames(facts, module, name) : [];
      const further = passedOn.flatMap((as) => passedOnAs(engine, { file: user, name: as, options }));
      return [...usesIn(context, module, name, options), ...further];
    });
    return [...new Set(found)];
  },
};

/** Under a name that nobody in the project uses it may be for those who install the package. */
function passedOnAs(engine: Engine, key: LimitKey): readonly GivenElsewhere[] {
  const given = engine.ask(limitsGiven, key);
  return given.length === 0 ? ['unknown'] : given;
}

function usesIn(
  file: FileContext,
  module: string,
  name: string,
  options: readonly WrapperOption[],
): readonly GivenElsewhere[] {
  const means = (node: Node) =>
    file.resolver.resolve(node).some((one) => {
      const target = targetOf(file, one);
      return target?.module === module && target.path.join('.') === name;
    });
  const calls = file.calls.filter((call): call is Call => call.type === 'CallExpression' && means(call.callee));
  const callees = new Set<Node>(calls.map(({ callee }) => callee));
  const asValue = file
    .nodes(name.includes('.') ? 'MemberExpression' : 'Identifier')
    .some((node) => !callees.has(node) && isRead(node) && means(node));
  return [...calls.map((call) => givenBy(file, call, options)), ...(asValue ? ['unknown' as const] : [])];
}

/** True for a name that stands for its value, and not in an import, export or type or as the name of a property. */
function isRead(node: Node): boolean {
  const { parent } = node;
  if (!parent || /^(Import|Export|TS)/.test(parent.type)) return false;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent.type === 'Property') return parent.value === node && parent.parent.type !== 'ObjectPattern';
  if (parent.type === 'VariableDeclarator') return parent.init === node;
  return !isFunction(parent);
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
