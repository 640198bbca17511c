import { NAME_PROPERTIES, type Address } from './arns.js';
import type { Resource } from './graph.js';
import { LIMITS } from '../limits.js';
import { member, members } from '../template/json-values.js';
import { posix } from 'node:path';
import type { Lookup, Resolver } from '../values/resolver.js';
import type { Scope, Scoped } from '../values/scope.js';
import type { TemplateResource } from './template-resource.js';
import { asString, branches } from '../values/values.js';

/** Finds resources and outputs across all documents: by name, export, stack and nested template. */
export class ResourceIndex implements Lookup {
  /** By type and name. */
  private readonly named = new Map<string, TemplateResource[]>();
  private readonly exports = new Map<string, Scoped[]>();
  private readonly stacks = new Map<string, Scope[]>();
  private readonly children = new Map<string, Scope>();
  /** Values that the CDK carries to other regions, by parameter name. */
  private readonly carried = new Map<string, Scoped>();

  /** Links nested stacks to the scopes of their templates and gives back those without one; must come before names are resolved. */
  linkNestedStacks(resources: readonly TemplateResource[], scopes: readonly Scope[]): readonly TemplateResource[] {
    const unlinked: TemplateResource[] = [];
    const byPath = new Map(scopes.map((scope) => [scope.document.input.path, scope] as const));
    for (const resource of resources) {
      if (resource.type !== 'AWS::CloudFormation::Stack') continue;
      const path = childPath(resource);
      const child = path === undefined ? undefined : (byPath.get(path) ?? sameFile(path, byPath));
      if (!child || child === resource.scope) {
        unlinked.push(resource);
        continue;
      }
      this.children.set(resource.key, child);
      // A template used for several nested stacks has no single parent; its parameters keep their defaults.
      if (child.parent) child.parent = { scope: child, parameters: undefined };
      else child.parent = { scope: resource.scope, parameters: member(resource.properties, 'Parameters') };
    }
    return unlinked;
  }

  /** Fills the index; values are resolved with what is linked so far. */
  fill(resources: readonly TemplateResource[], scopes: readonly Scope[], resolver: Resolver): void {
    for (const scope of scopes) {
      const stackName = scope.document.input.stackName;
      if (stackName !== undefined) push(this.stacks, stackName, scope);
      for (const [, output] of members(scope.outputs)) {
        const raw = member(member(output, 'Export'), 'Name');
        const value = member(output, 'Value');
        if (raw === undefined || value === undefined) continue;
        for (const name of namesOf(resolver, raw, scope)) push(this.exports, name, { raw: value, scope });
      }
    }
    for (const resource of resources) {
      const property = NAME_PROPERTIES.get(resource.type);
      const raw = property === undefined ? undefined : member(resource.properties, property);
      if (raw !== undefined)
        for (const name of namesOf(resolver, raw, resource.scope))
          push(this.named, `${resource.type}\n${name}`, resource);
      if (resource.type === 'Custom::CrossRegionExportWriter')
        for (const [name, value] of members(member(member(resource.properties, 'WriterProps'), 'exports')))
          this.carried.set(name, { raw: value, scope: resource.scope });
    }
  }

  byAddress(address: Address, from: Scope): TemplateResource | undefined {
    for (const type of address.types) {
      const found = this.byName(type, address.name, from, address);
      if (found) return found;
    }
    return undefined;
  }

  /** The resource of a type with an explicit name: that of the same template first, else the only one that fits. */
  byName(
    type: string,
    name: string,
    from: Scope,
    address?: Pick<Address, 'account' | 'region'>,
  ): TemplateResource | undefined {
    const candidates = this.named.get(`${type}\n${name}`);
    if (!candidates) return undefined;
    return nearest(
      candidates.filter((resource) => isWithin(resource, address)),
      from,
      (resource) => resource.scope,
    );
  }

  exported(name: string, from: Scope): Scoped | undefined {
    return nearest(this.exports.get(name) ?? [], from, (entry) => entry.scope);
  }

  outputOf(stackName: string, output: string, from: Scope): Scoped | undefined {
    const scope = nearest(this.stacks.get(stackName) ?? [], from, (entry) => entry);
    const raw = scope && member(member(scope.outputs, output), 'Value');
    return scope && raw !== undefined ? { raw, scope } : undefined;
  }

  childOf(stack: Resource): Scope | undefined {
    return this.children.get(stack.key);
  }

  elsewhere(resource: Resource, attribute: string): Scoped | undefined {
    return resource.type === 'Custom::CrossRegionExportReader' ? this.carried.get(attribute) : undefined;
  }
}

/** Path of the template of a nested stack, relative to the scanned root like that of its parent; undefined when it is not a local file. */
function childPath(stack: TemplateResource): string | undefined {
  const url = stack.get('TemplateURL');
  const text = url.kind === 'external' ? url.text : asString(url);
  const uploaded =
    text === undefined ? undefined : stack.document.input.uploads?.get(text.slice(text.lastIndexOf('/') + 1));
  if (uploaded !== undefined) return uploaded;
  const asset = member(stack.metadata, 'aws:asset:path');
  const written = typeof asset === 'string' ? asset : text;
  if (written === undefined || /^[a-z][a-z0-9+.-]*:/i.test(written) || posix.isAbsolute(written)) return undefined;
  const path = posix.join(posix.dirname(stack.document.input.path), written);
  return path;
}

/**
 * The only template at the end of a path that leads out of the scanned root: tools that first copy the parent into a build folder
 * need a path that counts from there.
 */
function sameFile(path: string, byPath: ReadonlyMap<string, Scope>): Scope | undefined {
  const end = path.replace(/^(?:\.\.\/)+/, '');
  return end !== path && end.includes('/') ? byPath.get(end) : undefined;
}

/** The texts that a name may be; placeholders stay in it, so that the same expression names the same thing. */
function namesOf(resolver: Resolver, raw: Parameters<Resolver['at']>[0], scope: Scope): string[] {
  return branches(resolver.at(raw, [], scope)).flatMap(({ value }) => {
    const name = value.kind === 'external' ? value.text : asString(value);
    return name === undefined || name === '' ? [] : [name];
  });
}

function isWithin(resource: TemplateResource, address: Pick<Address, 'account' | 'region'> | undefined): boolean {
  const { account, region } = resource.document.input.environment ?? {};
  return !differ(account, address?.account) && !differ(region, address?.region);
}

function differ(left: string | undefined, right: string | undefined): boolean {
  return Boolean(left && right && !right.includes('${') && left !== right);
}

/** The one in the same document, else in the same environment, else in the same folder, else the only one. */
function nearest<T>(candidates: readonly T[], from: Scope, scopeOf: (candidate: T) => Scope): T | undefined {
  if (candidates.length <= 1) return candidates[0];
  const { input } = from.document;
  const folder = posix.dirname(input.path);
  const tests: ((scope: Scope) => boolean)[] = [
    (scope) => scope === from,
    ({ document }) =>
      document.input.environment?.region === input.environment?.region &&
      document.input.environment?.account === input.environment?.account &&
      posix.dirname(document.input.path) === folder,
    ({ document }) => posix.dirname(document.input.path) === folder,
    () => true,
  ];
  for (const test of tests) {
    const fitting = candidates.filter((candidate) => test(scopeOf(candidate)));
    if (fitting.length === 1) return fitting[0];
    if (fitting.length > 1 && test === tests[0]) return fitting[0];
  }
  return undefined;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list && list.length >= LIMITS.namesakes) return;
  if (list) list.push(value);
  else map.set(key, [value]);
}
