import type { Json, Resource, ResourceGraph, Value } from '@faultline/cdk-rules/analysis';
import { referenceTo } from '../scan/resource-verdicts.js';

/** What a property came to once its intrinsic functions were resolved. */
export type PropertyValue =
  /** Not written: the default of the service counts. */
  | { readonly state: 'absent' }
  | { readonly state: 'known'; readonly value: Json }
  /** It points at a resource of the templates, in this stack or another. */
  | { readonly state: 'resource'; readonly resource: TemplateResource; readonly attribute?: string }
  /** It points at something outside of them. */
  | { readonly state: 'outside'; readonly text: string }
  /** `Fn::If`: one value for each condition. */
  | { readonly state: 'choice'; readonly branches: readonly { readonly when: string; readonly value: PropertyValue }[] }
  | { readonly state: 'unknown'; readonly reason: string };

/** A resource of a template, with its properties resolved. */
export interface TemplateResource {
  readonly template: string;
  readonly logicalId: string;
  /** CloudFormation type, after SAM was written out. */
  readonly type: string;
  readonly constructPath?: string;
  /** The property at a dotted path, such as `RedrivePolicy.maxReceiveCount`. */
  property(path: string): PropertyValue;
  /** The elements of a list property; an empty list where it is absent, undefined where the list itself is not known. */
  list(path: string): readonly PropertyValue[] | undefined;
}

/** One way in which a function is invoked. */
export interface FunctionInvocation {
  readonly mode: 'synchronous' | 'asynchronous' | 'queue' | 'stream' | 'broker';
  /** What sends, where it is a resource of the templates. */
  readonly source?: TemplateResource;
}

/** All templates of a run as one graph. */
export interface Templates {
  /** Resources of some types. */
  resources(...types: readonly string[]): readonly TemplateResource[];
  /** Resources of some types that refer to this one. */
  referrers(resource: TemplateResource, ...types: readonly string[]): readonly TemplateResource[];
  /** Whether failures of anything end in this resource. */
  isFailureTarget(resource: TemplateResource): boolean;
  /** Ways in which a Lambda function is invoked. */
  invocations(lambda: TemplateResource): readonly FunctionInvocation[];
}

const views = new WeakMap<Resource, TemplateResource>();
const originals = new WeakMap<TemplateResource, Resource>();

/** A resource as checks see it; always the same object for the same resource. */
export function templateResource(resource: Resource): TemplateResource {
  const known = views.get(resource);
  if (known) return known;
  const { template, constructPath } = referenceTo(resource);
  const view: TemplateResource = {
    template,
    logicalId: resource.logicalId,
    type: resource.type,
    ...(constructPath !== undefined && { constructPath }),
    property: (path) => propertyValue(resource.get(path)),
    list: (path) => resource.list(path)?.map(propertyValue),
  };
  views.set(resource, view);
  originals.set(view, resource);
  return view;
}

/** The resource behind a view. @throws {TypeError} for what is none */
export function originalOf(view: TemplateResource): Resource {
  const original = originals.get(view);
  if (!original) throw new TypeError('a resource must be one that the templates gave');
  return original;
}

function propertyValue(value: Value): PropertyValue {
  switch (value.kind) {
    case 'absent':
      return { state: 'absent' };
    case 'known':
      return { state: 'known', value: value.value };
    case 'reference':
      return {
        state: 'resource',
        resource: templateResource(value.resource),
        ...(value.attribute !== undefined && { attribute: value.attribute }),
      };
    case 'external':
      return { state: 'outside', text: value.text };
    case 'choice':
      return {
        state: 'choice',
        branches: value.branches.map(({ when, value: branch }) => ({ when, value: propertyValue(branch) })),
      };
    case 'unknown':
      return { state: 'unknown', reason: value.reason };
  }
}

/** A graph as checks see it. */
export function templatesOf(graph: ResourceGraph): Templates {
  return {
    resources: (...types) => graph.ofType(...types).map(templateResource),
    referrers: (resource, ...types) => graph.referrers(originalOf(resource), ...types).map(templateResource),
    isFailureTarget: (resource) => graph.isFailureTarget(originalOf(resource)),
    invocations: (lambda) =>
      graph
        .invocations(originalOf(lambda))
        .map(({ mode, source }) => ({ mode, ...(source && { source: templateResource(source) }) })),
  };
}
