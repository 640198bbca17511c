import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { completionsOf } from '../../syntax/control-flow/completions.js';
import {
  ancestor,
  contains,
  decoratorsOf,
  functionAround,
  isClass,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { isScript } from '../retries/purpose.js';
import { callbackOf } from './promise-way.js';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** What lives as long as a value that is made in it: the module, an instance of a class, or one run of a function. */
export type Home = 'module' | ClassNode | FunctionNode;

/**
 * How often code runs while its home lives.
 * - `again`: whenever a request, an event or a caller comes
 * - `once`: as a part of what makes the value
 * - `unknown`: this file does not show it
 */
export type Runs = 'again' | 'once' | 'unknown';

const atOnce =
  /^(?:map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|then|catch|finally|from|all|allSettled|race|any|nextTick|queueMicrotask|setTimeout|setImmediate)$/;
/** How often the code at a place runs while `home` lives. */
export function runsOf(file: FileContext, place: Node, home: Home, depth: number = limits.hops.repetition): Runs {
  if (depth === 0) return 'unknown';
  if (home === 'module' && isScript(file)) return 'once';
  const between = functionsBetween(place, home);
  const runs = between.map((fn) => runsOfFunction(file, fn, home, depth));
  return worst(runs);
}

/** The functions around a place that do not run as a part of the home, the outermost first. */
function functionsBetween(place: Node, home: Home): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  for (let fn = functionAround(place); fn && fn !== home; fn = functionAround(fn)) {
    if (home !== 'module' && !contains(home, fn)) break;
    found.unshift(fn);
  }
  const [first] = found;
  const isConstructor = first?.parent.type === 'MethodDefinition' && first.parent.kind === 'constructor';
  return isConstructor && isClassHome(home) ? found.slice(1) : found;
}

const isClassHome = (home: Home): home is ClassNode => home !== 'module' && isClass(home);

function worst(runs: readonly Runs[]): Runs {
  return runs.includes('again') ? 'again' : runs.includes('unknown') ? 'unknown' : 'once';
}

function runsOfFunction(file: FileContext, fn: FunctionNode, home: Home, depth: number): Runs {
  if (handlersOf(file).all.some((handler) => handler.fn === fn)) return 'again';
  const { parent } = fn;
  const given = callbackOf(fn);
  if (given) return runsOfCallback(file, fn, given.call, home);
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition')
    return isClassHome(home) ? runsOfMember(file, fn, home) : 'again';
  if (parent.type === 'Property') return runsOfValue(file, parent.parent, home, depth, true);
  const name = fn.type === 'FunctionDeclaration' ? fn.id : parent.type === 'VariableDeclarator' ? parent.id : undefined;
  if (isExported(fn.type === 'FunctionDeclaration' ? fn : parent)) return 'again';
  if (name?.type === 'Identifier') return runsOfName(file, name, fn, home, depth);
  return runsOfValue(file, fn, home, depth, fn.params.length > 0);
}

/** A callback runs at once, by a clock, or whenever what it is given to says so. */
function runsOfCallback(
  file: FileContext,
  fn: FunctionNode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  home: Home,
): Runs {
  const { callee } = call;
  if (callee === fn) return 'once';
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' && callee.name;
  if (name === 'setInterval') return 'again';
  if (call.type === 'NewExpression') return name === 'Promise' ? 'once' : 'unknown';
  if (atOnce.test(name || '')) return 'once';
  // What the call makes of it is handed to others: `export const handler = wrap(async (event) => ...)`.
  return isHandedOut(file, call, home) && fn.params.length > 0 ? 'again' : 'unknown';
}

/** A value with a function in it: returned by its home, exported, or held by a variable of which that is true. */
function runsOfValue(file: FileContext, value: Node, home: Home, depth: number, isSure: boolean): Runs {
  if (isHandedOut(file, value, home)) return isSure ? 'again' : 'unknown';
  const holder = value.parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return 'unknown';
  const variable = file.resolver.scopes.variableOf(holder.id);
  const reads = (variable?.references ?? []).filter((one) => one.isRead()).map((one) => one.identifier as Node);
  return depth > 0 && reads.some((read) => isHandedOut(file, read, home)) ? 'again' : 'unknown';
}

function runsOfName(file: FileContext, name: TSESTree.Identifier, fn: FunctionNode, home: Home, depth: number): Runs {
  const variable = file.resolver.scopes.variableOf(name);
  const reads = (variable?.references ?? []).filter((one) => one.isRead()).map((one) => one.identifier as Node);
  return worst(
    reads.map((read): Runs => {
      const use = read.parent as Node;
      if (contains(fn, read)) return 'once';
      if (use.type === 'CallExpression' && use.callee === read) return runsOf(file, use, home, depth - 1);
      if (use.type === 'CallExpression' || use.type === 'NewExpression') {
        const callee = use.callee.type === 'MemberExpression' ? memberName(use.callee) : undefined;
        if (atOnce.test(callee ?? '')) return runsOf(file, use, home, depth - 1);
        return use.callee.type === 'Identifier' && use.callee.name === 'setInterval' ? 'again' : 'unknown';
      }
      return isHandedOut(file, read, home) ? 'again' : 'unknown';
    }),
  );
}

/** A method or a function in a field: how often it runs for one instance of the class. */
function runsOfMember(file: FileContext, fn: FunctionNode, owner: ClassNode): Runs {
  if (decoratorsOf(owner).length > 0) return 'again';
  const made = file.calls.filter((call) => {
    if (call.type !== 'NewExpression') return false;
    const callee = file.resolver.single(call.callee);
    return callee?.kind === 'expression' && callee.path.length === 0 && callee.node === owner;
  });
  if (made.length === 0) return isExported(owner) && fn.params.length > 0 ? 'again' : 'unknown';
  return made.some((one) => functionAround(one) === undefined || isHandedOut(file, one, 'module'))
    ? 'again'
    : 'unknown';
}

/** True for a value that others get from the home: it is exported, or returned by the function that is the home. */
function isHandedOut(file: FileContext, value: Node, home: Home): boolean {
  for (let node = value, above = value.parent; above; node = above, above = above.parent) {
    switch (above.type) {
      case 'ReturnStatement':
        return functionAround(above) === home;
      case 'ArrowFunctionExpression':
        return above === home && above.body === node;
      case 'ExportDefaultDeclaration':
      case 'ExportSpecifier':
        return true;
      case 'AssignmentExpression': {
        const target = file.source.text.slice(...above.left.range);
        return above.right === node && /^(?:module\.exports|exports\.)/.test(target);
      }
      case 'VariableDeclarator':
        return isExported(above);
      case 'Property':
      case 'ObjectExpression':
      case 'CallExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'AwaitExpression':
        break;
      case 'MemberExpression':
        if (above.object !== node) return false;
        break;
      default:
        return false;
    }
  }
  return false;
}

function isExported(declared: Node): boolean {
  const statement = declared.type === 'VariableDeclarator' ? declared.parent : declared;
  return statement.parent?.type === 'ExportNamedDeclaration' || statement.parent?.type === 'ExportDefaultDeclaration';
}

/** True for a use in an endless loop that goes on after a failure, of a value that is made before the loop. */
export function isInEndlessLoop(use: Node, made: Node): boolean {
  const loop = ancestor(
    use,
    (node): node is TSESTree.WhileStatement | TSESTree.ForStatement =>
      (node?.type === 'WhileStatement' && node.test.type === 'Literal' && node.test.value === true) ||
      (node?.type === 'ForStatement' && !node.test),
  );
  if (!loop || contains(loop, made) || functionAround(loop) !== functionAround(use)) return false;
  const attempt = ancestor(use, (node): node is TSESTree.TryStatement => node?.type === 'TryStatement');
  if (!attempt?.handler || !contains(loop, attempt) || !contains(attempt.block, use)) return false;
  const ends = completionsOf(loop.body);
  return !ends.has('break') && !ends.has('return') && !ends.has('throw');
}
