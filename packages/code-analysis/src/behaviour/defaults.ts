import type { TSESTree } from '@typescript-eslint/utils';
import type { ClientLibrary, DefaultSetter } from '../libraries/index.js';
import { memberName, type Node } from '../syntax/tree.js';
import { originOf } from './context.js';
import type { Client, Clients } from './clients.js';
import type { OptionSource } from './options.js';

/** Options that this file sets for all later calls: `axios.defaults.timeout = 5000`, `AWS.config.update({...})`. */
export function defaultSources(
  clients: Clients,
  target: Client | { readonly library: ClientLibrary; readonly module: string },
): readonly OptionSource[] {
  const client = 'id' in target ? target : undefined;
  const setters = target.library.setters ?? [];
  if (setters.length === 0) return [];
  const sources: OptionSource[] = [];
  for (const setter of setters) {
    // A client keeps a copy of the defaults of some libraries, so those of the module count for the SDK of AWS only.
    if (setter.on === 'module' && client && target.library.family === 'http' && setter.by === 'assign') continue;
    const on = setter.on === 'client' ? client : undefined;
    if (setter.on === 'client' && !on) continue;
    const find = setter.by === 'call' ? calledSetters : assignedSetters;
    const key = `defaults of ${target.module} by ${setter.by} of ${setter.name} ${setter.path ?? ''} ${setter.options ?? 0}`;
    // What is set for all clients is the same for each call.
    sources.push(
      ...(on ? find(clients, target, setter, on) : clients.file.once(key, () => find(clients, target, setter, on))),
    );
  }
  return sources;
}

/** Members that an expression takes of the module or the client; undefined when it is neither. */
function pathFrom(
  clients: Clients,
  node: Node,
  module: string,
  client: Client | undefined,
): readonly string[] | undefined {
  if (!client) {
    const origin = originOf(clients.file.resolver.single(node)) ?? clients.file.origin(node);
    if (!origin || !(origin.module === module || sameFamily(origin.module, module) || origin.module === 'undici'))
      return undefined;
    return origin.path[0] === 'default' ? origin.path.slice(1) : origin.path;
  }
  const names: string[] = [];
  let object = node;
  while (object.type === 'MemberExpression') {
    const name = memberName(object);
    if (name === undefined) return undefined;
    names.unshift(name);
    object = object.object;
    const receiver = clients.receiver(object);
    if (receiver?.kind === 'client' && receiver.client === client) return names;
  }
  return undefined;
}

const sameFamily = (a: string, b: string) => a.startsWith('aws-sdk') && b.startsWith('aws-sdk');

function calledSetters(
  clients: Clients,
  { module }: { readonly module: string },
  setter: DefaultSetter,
  client: Client | undefined,
): OptionSource[] {
  const wanted = setter.name.replace(/^default\./, '');
  return clients.file.calls.flatMap((call) => {
    if (call.type !== 'CallExpression' || lastName(call.callee) !== wanted.split('.').at(-1)) return [];
    const path = pathFrom(clients, call.callee, module, client);
    const argument = call.arguments[setter.options ?? 0];
    if (path?.join('.') !== wanted || !argument) return [];
    return [
      {
        node: argument,
        level: client ? 'client' : 'defaults',
        ...(setter.path !== undefined && { path: setter.path }),
      } as const,
    ];
  });
}

function assignedSetters(
  clients: Clients,
  { module }: { readonly module: string },
  setter: DefaultSetter,
  client: Client | undefined,
): OptionSource[] {
  const wanted = setter.name.replace(/^default\./, '');
  return clients.file.assignments.flatMap((assignment: TSESTree.AssignmentExpression) => {
    const path =
      assignment.left.type === 'MemberExpression' ? pathFrom(clients, assignment.left, module, client) : undefined;
    const whole = path?.join('.');
    if (whole === undefined || !(whole === wanted || whole.startsWith(`${wanted}.`))) return [];
    const option = whole.slice(wanted.length + 1) || setter.path;
    return [
      { node: assignment.right, level: client ? 'client' : 'defaults', ...(option && { path: option }) } as const,
    ];
  });
}

function lastName(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return memberName(node);
  return node.type === 'Identifier' ? node.name : undefined;
}
