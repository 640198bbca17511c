import type { TSESTree } from '@typescript-eslint/utils';
import { fileFunctions, fileModules, sendMethods } from '../../libraries/files.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { place, type Call, type FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { runsForOnePerson } from './state.js';
import type { LocalFileFact } from './types.js';

interface Access {
  readonly does: 'write' | 'read' | 'test' | 'remove';
  readonly call: Call;
  /** What names the file or its folder; two accesses of one file have the same. */
  readonly base: Base;
  readonly fn: FunctionNode;
}

/** Files on disk that the functions of a file write, and who reads them. */
export function localFiles(file: FileContext): readonly LocalFileFact[] {
  if (!file.specifiers.some((one) => fileModules.has(one)) || runsForOnePerson(file)) return [];
  const accesses = file.calls.flatMap((call) => (call.type === 'CallExpression' ? (accessOf(file, call) ?? []) : []));
  return accesses
    .filter(({ does }) => does === 'write')
    .map((write) => {
      const others = accesses.filter((one) => one.base.name === write.base.name && one !== write);
      const read = others.find((one) => one.does === 'read' && isOfAnotherRun(file, write, one));
      return {
        at: calleePlace(write.call, file.source.text),
        write: calleeText(write.call.callee, file.source.text),
        path: write.base.name,
        use: useOf(file, write, others, read),
        reach: read && isReached(file, write) && isReached(file, read) ? 'handlers' : 'callers',
        ...(read && { read: place(read.call) }),
      };
    });
}

function accessOf(file: FileContext, call: Call): Access | undefined {
  const fn = ancestor(call, isFunction);
  if (!fn) return undefined;
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  const isSending = name !== undefined && sendMethods.has(name);
  const known = isSending ? (['read', 0] as const) : fileFunction(file, call);
  const path = known && call.arguments[known[1]];
  const base = path && baseOf(file, path);
  return known && base ? { does: known[0], call, base, fn } : undefined;
}

function fileFunction(file: FileContext, call: Call): (typeof fileFunctions)[string] | undefined {
  const origin = file.origin(call.callee);
  if (!origin || !fileModules.has(origin.module)) return undefined;
  const name = (origin.path.at(-1) ?? '').replace(/Sync$/, '');
  return Object.hasOwn(fileFunctions, name) ? fileFunctions[name] : undefined;
}

/** Where Lambda mounts file systems, and the name of the service. */
const mounted = /^\/mnt\/|(^|[^a-z])efs([^a-z]|$)/i;
const joins = /(^|\.)(join|resolve|normalize)$/;
/** Folders and names that are made for one run. */
const fresh = /mkdtemp|random|uuid|nanoid|Date\.now|tmpName|request_?id/i;

/** What a path begins with: a constant folder or file, or the function that makes the path. */
interface Base {
  /** Two paths of one file have the same. */
  readonly name: string;
  /** Everything that is written about it, by which mounted folders are recognised. */
  readonly text: string;
}

function baseOf(file: FileContext, path: Node, depth = 0): Base | undefined {
  const plain = unwrap(path);
  const text = textOf(file, plain);
  if (depth > 6 || fresh.test(text)) return undefined;
  switch (plain.type) {
    case 'Literal':
      return typeof plain.value === 'string' ? folderOf(plain.value) : undefined;
    case 'TemplateLiteral': {
      const start = plain.quasis[0]?.value.raw ?? '';
      const [first] = plain.expressions;
      return start.length > 1 || !first ? folderOf(start) : baseOf(file, first, depth + 1);
    }
    case 'AwaitExpression':
      return baseOf(file, plain.argument, depth + 1);
    case 'BinaryExpression':
      return baseOf(file, plain.left, depth + 1);
    case 'MemberExpression':
      return { name: text, text };
    case 'CallExpression': {
      const callee = textOf(file, plain.callee);
      if (!joins.test(callee)) return { name: `${callee}()`, text };
      const parts = plain.arguments.filter((one) => !/^(__dirname|process\.cwd\(\))$/.test(textOf(file, one)));
      return parts[0] && baseOf(file, parts[0], depth + 1);
    }
    case 'Identifier':
      return variableBase(file, plain, depth);
    default:
      return undefined;
  }
}

function textOf(file: FileContext, node: Node): string {
  return file.source.text.slice(...node.range).replace(/\s+/g, '');
}

function folderOf(path: string): Base {
  return { name: path.replace(/\/[^/]*$/, '') || '/', text: path };
}

/** A constant of the module stands for itself; a variable of a function for what it is made of. */
function variableBase(file: FileContext, name: TSESTree.Identifier, depth: number): Base | undefined {
  const variable = file.resolver.scopes.variableOf(name);
  const declaration = variable?.defs[0]?.node as Node | undefined;
  if (declaration?.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  if (declaration.parent.parent.type !== 'Program') return baseOf(file, declaration.init, depth + 1);
  const made = textOf(file, declaration.init);
  return fresh.test(made) ? undefined : { name: name.name, text: `${made.replace(/^['"`]/, '')} ${name.name}` };
}

function useOf(
  file: FileContext,
  write: Access,
  others: readonly Access[],
  read: Access | undefined,
): LocalFileFact['use'] {
  const isRemoved = others.some((one) => one.does === 'remove' && sameRun(file, write, one));
  if (isRemoved) return 'scratch';
  if (mounted.test(write.base.text)) return 'shared';
  const isTested = others.some((one) => one.does === 'test' && sameFunction(one.fn, write.fn) && isBefore(one, write));
  if (isTested && !others.some((one) => one.does === 'read' && isBefore(one, write) && sameFunction(one.fn, write.fn)))
    return 'refilled';
  return read ? 'kept' : 'own';
}

function sameFunction(a: FunctionNode, b: FunctionNode): boolean {
  return contains(a, b) || contains(b, a);
}

function isBefore(a: Access, b: Access): boolean {
  return a.call.range[0] < b.call.range[0];
}

/** In one function, or on behalf of the same handlers and of no other. */
function sameRun(file: FileContext, a: Access, b: Access): boolean {
  if (sameFunction(a.fn, b.fn)) return true;
  const [ofA, ofB] = [a, b].map(({ call }) => handlersOf(file).around(call));
  return ofA !== undefined && ofB !== undefined && ofA.some((one) => ofB.includes(one));
}

/** A read that another request makes: in another function, or before the write in the same one. */
function isOfAnotherRun(file: FileContext, write: Access, read: Access): boolean {
  if (sameFunction(write.fn, read.fn)) return isBefore(read, write);
  const writers = handlersOf(file).around(write.call);
  const readers = handlersOf(file).around(read.call);
  return readers.length === 0 || writers.length === 0 || readers.some((one) => !writers.includes(one));
}

function isReached(file: FileContext, { call }: Access): boolean {
  return handlersOf(file).around(call).length > 0;
}
