import { readAddress } from './arns.js';
import type { Resource } from './graph.js';
import type { ResourceIndex } from './resource-index.js';
import { LIMITS } from '../limits.js';
import type { TemplateResource } from './template-resource.js';
import type { Value } from '../values/value.js';
import { branches } from '../values/values.js';

/**
 * Finds the resources that a property points at, in any branch: by reference, by ARN or URL, and by plain name where the
 * property takes names of one of the `types`. An alias or version of a function stands for its function.
 */
export class Targets {
  constructor(private readonly index: ResourceIndex) {}

  /** Resources that a value means; `types` are tried for plain names only. */
  of(value: Value, from: Resource, ...types: string[]): readonly Resource[] {
    const found = new Set<Resource>();
    for (const branch of branches(value)) {
      const resource = this.single(branch.value, from as TemplateResource, types);
      if (resource) found.add(resource);
    }
    return [...found];
  }

  private single(value: Value, from: TemplateResource, types: readonly string[]): Resource | undefined {
    if (value.kind === 'reference') return this.withoutQualifier(value.resource);
    const text = value.kind === 'external' ? value.text : value.kind === 'known' ? value.value : undefined;
    if (typeof text !== 'string') return undefined;
    const address = readAddress(text);
    if (address) return this.index.byAddress(address, from.scope);
    for (const type of types) {
      const resource = this.index.byName(type, text, from.scope) ?? this.qualifiedFunction(type, text, from);
      if (resource) return resource;
    }
    return undefined;
  }

  /** `name:alias` and `account:function:name` are names of a function too. */
  private qualifiedFunction(type: string, text: string, from: TemplateResource): Resource | undefined {
    if (type !== 'AWS::Lambda::Function' || !text.includes(':')) return undefined;
    const name = /^(?:[^:]*:function:)?([^:]+)(?::[^:]+)?$/.exec(text)?.[1];
    return name === undefined ? undefined : this.index.byName(type, name, from.scope);
  }

  private withoutQualifier(resource: Resource): Resource {
    let current = resource;
    for (let hop = 0; hop < LIMITS.qualifiers; hop++) {
      if (current.type !== 'AWS::Lambda::Alias' && current.type !== 'AWS::Lambda::Version') break;
      const [target] = this.of(current.get('FunctionName'), current, 'AWS::Lambda::Function');
      if (!target || target === current) break;
      current = target;
    }
    return current;
  }
}

/** Paths that a pattern such as `Targets.*.Arn` means at a resource, with `*` for each element of a list. */
export function pathsOf(resource: Resource, pattern: string): readonly string[] {
  const star = pattern.indexOf('*');
  if (star < 0) return [pattern];
  const list = pattern.slice(0, Math.max(0, star - 1));
  const rest = pattern.slice(star + 1);
  const indexes = resource.indexes(list) ?? [];
  return indexes.flatMap((index) => pathsOf(resource, `${list}.${index}${rest}`));
}
