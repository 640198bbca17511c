import type { Backlog } from '../../libraries/concurrency.js';
import { ancestor, isClass, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { place, type Call, type Construction, type FileContext } from '../context.js';
import { limitAt, limiterMade } from '../fan-out/limits.js';
import { handlersOf } from '../handlers/handlers.js';
import type { BufferFact } from './types.js';

/** The waiting tasks of queue objects that outlive a request, and whether something bounds their number. */
export function taskFacts(file: FileContext): readonly BufferFact[] {
  return file.calls.flatMap((made): readonly BufferFact[] => {
    const limiter = limiterMade(file, made);
    const holder = limiter?.backlog ? holderOf(made) : undefined;
    if (!limiter?.backlog || !holder) return [];
    const uses = usesOf(file, made);
    const adds = uses.filter(({ name, call }) => call && limiter.backlog?.adds.includes(name));
    const fed = adds.map(({ call }) => ({ call: call as Call, ...feeder(file, call as Call) }));
    const growth = fed.find(({ fedBy }) => fedBy === 'handler') ?? fed[0];
    if (!growth) return [];
    const { call, ...by } = growth;
    return [
      {
        at: calleePlace(call, file.source.text),
        name: file.source.text.slice(...holder.range).slice(0, 40),
        kind: 'tasks',
        library: limiter.modules[0] ?? '',
        declared: place(made.callee),
        bound: boundOf(file, made, limiter.backlog, uses, holder),
        ...by,
      },
    ];
  });
}

/** The name of what holds a queue for as long as the process lives: a variable of the module, or a member of a class. */
function holderOf(made: Construction): Node | undefined {
  let value: Node = made;
  while (value.parent?.type === 'TSAsExpression' || value.parent?.type === 'TSSatisfiesExpression')
    value = value.parent;
  const { parent } = value;
  if (parent?.type === 'VariableDeclarator') {
    const isModule = ancestor(parent, isFunction) === undefined && ancestor(parent, isClass) === undefined;
    return isModule ? parent.id : undefined;
  }
  if (parent?.type === 'PropertyDefinition') return parent.key;
  const isMember =
    parent?.type === 'AssignmentExpression' &&
    parent.left.type === 'MemberExpression' &&
    parent.left.object.type === 'ThisExpression';
  return isMember ? parent.left : undefined;
}

interface MemberUse {
  readonly name: string;
  /** The call, where the member is called. */
  readonly call: Call | undefined;
}

/** The members that are taken of a queue anywhere in the file. */
function usesOf(file: FileContext, made: Construction): readonly MemberUse[] {
  return file.nodes('MemberExpression').flatMap((member): readonly MemberUse[] => {
    const name = memberName(member);
    if (name === undefined) return [];
    const terminal = file.resolver.single(member.object);
    if (terminal?.kind !== 'expression' || unwrap(terminal.node) !== made || terminal.path.length > 0) return [];
    const call = member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
    return [{ name, call }];
  });
}

/**
 * Requests come as they like. Messages and jobs come as fast as they are taken, so a handler that waits for its task
 * holds them back; a function of a platform has one event at a time.
 */
function feeder(file: FileContext, call: Call): Pick<BufferFact, 'fedBy' | 'handler'> {
  const [handler] = handlersOf(file)
    .around(call)
    .filter(({ host }) => host !== 'function');
  if (!handler) return { fedBy: 'unknown' };
  const waits = call.parent.type === 'AwaitExpression' || call.parent.type === 'ReturnStatement';
  const isRequest = handler.source === 'http' || handler.source === 'webhook';
  if (!isRequest && waits) return { fedBy: 'unknown' };
  return { fedBy: 'handler', ...(handler.name !== '' && { handler: handler.name }) };
}

function boundOf(
  file: FileContext,
  made: Construction,
  { looks, bounds }: Backlog,
  uses: readonly MemberUse[],
  holder: Node,
): BufferFact['bound'] {
  const option = limitAt(file, made, bounds);
  if (option === 'set') return 'option';
  if (uses.some(({ name }) => looks.includes(name))) return 'checked';
  if (option === 'unknown') return 'opaque';
  const statement = holder.parent?.parent?.parent;
  return statement?.type === 'ExportNamedDeclaration' ? 'opaque' : 'none';
}
