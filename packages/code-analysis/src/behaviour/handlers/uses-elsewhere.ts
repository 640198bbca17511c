import type { Engine } from '../../questions/engine.js';
import { namingsOf } from '../../questions/namings.js';
import type { ExportKey } from '../../questions/question.js';
import { isFunction, type Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { Analysis } from '../collect.js';
import type { Call, FileContext } from '../context.js';
import { aliasesOf, starsOf } from './passages.js';
import { mayUse, newNames } from './reach.js';
import { targetOf, targetOfCallee } from './targets.js';

/** How a file uses an export of another file, tests left out. */
export interface UseElsewhere {
  /** Absolute path. */
  readonly user: string;
  /** Undefined where the file cannot be read or parsed. */
  readonly analysis: Analysis | undefined;
  readonly calls: readonly Call[];
  /** It is handed on as a value, and called who knows where. */
  readonly isValue: boolean;
  /** The names under which the file exports it in turn. */
  readonly passedOn: readonly string[];
}

/** What the other files of the project do with an export. */
export function usesElsewhere(engine: Engine, { file, name }: ExportKey): readonly UseElsewhere[] {
  const users = engine.ask(namingsOf, file).filter((one) => one.file !== file);
  return users.flatMap(({ file: user, module, isExported }): readonly UseElsewhere[] => {
    if (!mayUse(engine, user, name, isExported)) return [];
    const analysis = analysisAlone(engine, user);
    if (!analysis) return [{ user, analysis, calls: [], isValue: true, passedOn: [] }];
    const { file: context, facts: known } = analysis;
    context.index();
    if (known.where.where === 'tests') return [];
    const facts = { passages: [], aliases: aliasesOf(context), stars: starsOf(context) };
    const passedOn = isExported ? newNames(facts, module, name) : [];
    return [{ user, analysis, ...usesIn(context, module, name), passedOn }];
  });
}

function usesIn(file: FileContext, module: string, name: string): Pick<UseElsewhere, 'calls' | 'isValue'> {
  const means = (node: Node) =>
    [...file.resolver.resolve(node).map((one) => targetOf(file, one)), targetOfCallee(file, node)].some(
      (target) => target?.module === module && target.path.join('.') === name,
    );
  const calls = file.calls.filter((call): call is Call => call.type === 'CallExpression' && means(call.callee));
  const callees = new Set<Node>(calls.map(({ callee }) => callee));
  const isValue = file
    .nodes(name.includes('.') ? 'MemberExpression' : 'Identifier')
    .some((node) => !callees.has(node) && isRead(node) && means(node));
  return { calls, isValue };
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
