import { contains, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { isScript } from '../retries/purpose.js';
import { textOf } from '../retries/regions.js';
import { selectionOfText } from './conditions.js';
import { fillsCache } from './kept.js';
import { wantsOne } from './list-use.js';
import type { WholeFact } from './types.js';

const many = /^(?:getMany|getManyAndCount|getRawMany|getRawAndEntities)$/;
const limiting = /^(?:take|limit)$/;
const narrowing = /^(?:where\w*|andWhere\w*|having|groupBy|distinct\w*|relation|of)$/;

/** Queries that are built step by step and read by `getMany()` and its kin, as in TypeORM 0.3. */
export function builtReads(file: FileContext): readonly WholeFact[] {
  if (!/\.get(?:Raw)?(?:Many|AndEntities)/.test(file.source.text)) return [];
  return file.calls.flatMap((call): readonly WholeFact[] => {
    const { callee } = call;
    if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression') return [];
    if (!many.test(memberName(callee) ?? '') || fillsCache(file, call) || wantsOne(file, call)) return [];
    const bound = boundOf(file, callee.object);
    if (bound === undefined) return [];
    const operation = calleeText(callee, file.source.text);
    return [
      {
        kind: 'whole',
        at: calleePlace(call, file.source.text),
        operation: shortened(operation),
        script: isScript(file),
        bound,
      },
    ];
  });
}

const shortened = (text: string) =>
  (text.length > 60 ? `${text.slice(0, 24)}…${text.slice(-30)}` : text).replace(/\s+/g, ' ');

/** Undefined where the query is begun in other code. */
function boundOf(file: FileContext, built: Node): WholeFact['bound'] | undefined {
  const steps = stepsOf(file, built);
  if (!steps) return undefined;
  if (steps.some(({ callee }) => limiting.test(nameOf(callee)))) return 'limit';
  const conditions = steps.filter(({ callee }) => narrowing.test(nameOf(callee)));
  const isPart = conditions.some(({ callee, arguments: [condition] }) => {
    if (!/[wW]here$/.test(nameOf(callee)) || !condition) return true;
    const plain = unwrap(condition);
    const isWritten = plain.type === 'Literal' || (plain.type === 'TemplateLiteral' && plain.expressions.length === 0);
    return !isWritten || selectionOfText(textOf(file, plain).slice(1, -1)) === 'part';
  });
  return isPart ? 'condition' : conditions.length > 0 ? 'rest' : 'none';
}

const nameOf = (callee: Node): string => (callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '');

/** The calls that build a query, in one chain or on a variable; undefined where other code may add some. */
function stepsOf(file: FileContext, built: Node): readonly Call[] | undefined {
  const chain = chainTo(built);
  const root = chain.root.type === 'AwaitExpression' ? unwrap(chain.root.argument) : chain.root;
  if (chain.calls.some(({ callee }) => nameOf(callee) === 'createQueryBuilder')) return chain.calls;
  if (root.type !== 'Identifier') return undefined;
  const variable = file.resolver.scopes.variableOf(root);
  if (!variable || variable.defs.length !== 1) return undefined;
  const steps = [...chain.calls];
  let isBegun = false;
  for (const { identifier, writeExpr } of variable.references) {
    const use = identifier as Node;
    if (writeExpr) {
      const given = chainTo(unwrap(writeExpr as Node));
      isBegun ||= given.calls.some(({ callee }) => nameOf(callee) === 'createQueryBuilder');
      // `query = query.andWhere(...)` adds to what there is; another value comes from other code.
      if (!isBegun && given.root.type !== 'Identifier') return undefined;
      steps.push(...given.calls);
    } else if (use.parent?.type === 'MemberExpression') steps.push(...upFrom(use));
    else if (!contains(built, use)) return undefined;
  }
  return isBegun ? steps : undefined;
}

/** The calls of a chain and what it begins with. */
function chainTo(node: Node): { readonly calls: readonly Call[]; readonly root: Node } {
  const calls: Call[] = [];
  let root = unwrap(node);
  for (;;) {
    if (root.type === 'CallExpression') {
      calls.push(root);
      root = unwrap(root.callee);
    } else if (root.type === 'MemberExpression' && calls.length > 0 && calls.at(-1)?.callee === root)
      root = unwrap(root.object);
    else return { calls, root };
  }
}

/** The calls of the chain that begins with a name. */
function upFrom(name: Node): readonly Call[] {
  const calls: Call[] = [];
  for (let node = name; ;) {
    const member: Node | undefined = node.parent;
    const call: Node | undefined = member?.parent;
    if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== member) return calls;
    calls.push(call);
    node = call;
  }
}
