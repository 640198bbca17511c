import { isOwnedByCdk } from './cdk-owned.js';
import { deadLetterEdges } from './dead-letters.js';
import type { JsonPath, TemplateDocument } from '../template/document.js';
import { writtenResources } from '../template/drafts.js';
import { isLookedAt } from './looked-at.js';
import type { DeadLetterEdge, Invocation, Resource, ResourceGraph } from './graph.js';
import { findInvocations } from './invocations.js';
import { NotAnalysed } from './not-analysed.js';
import { findReferrers } from './referrers.js';
import { expandServerless } from '../template/sam/expand.js';
import { withDefinition } from '../template/local-definitions.js';
import { ResourceIndex } from './resource-index.js';
import { Resolver } from '../values/resolver.js';
import { createScope, type Scope } from '../values/scope.js';
import { TemplateResource } from './template-resource.js';
import { asString, branches } from '../values/values.js';

/** Builds one graph over all documents; references between them are resolved, whatever the order they come in. */
export function buildGraph(documents: readonly TemplateDocument[]): ResourceGraph {
  const index = new ResourceIndex();
  const resolver = new Resolver(index);
  const notAnalysed = new NotAnalysed();
  const scopes = documents.map(createScope);
  const resources = scopes.flatMap((scope, number) => addResources(scope, `${number}`, resolver, notAnalysed));
  for (const { document, sourcePath } of index.linkNestedStacks(resources, scopes))
    notAnalysed.report(document, sourcePath, 'The template of this nested stack is not among those that were read.');
  for (const { document, sourcePath } of resources.filter(({ type }) => type === 'AWS::CloudFormation::StackSet'))
    notAnalysed.report(
      document,
      sourcePath,
      'The template that this stack set deploys to other accounts and Regions was not read; check it by itself.',
    );
  index.fill(resources, scopes, resolver);
  resolver.settle();
  return new Graph(resources, documents, index, notAnalysed.entries);
}

function addResources(scope: Scope, prefix: string, resolver: Resolver, notAnalysed: NotAnalysed): TemplateResource[] {
  const { document } = scope;
  const report = (path: JsonPath, reason: string): void => notAnalysed.report(document, path, reason);
  for (const path of document.repeated)
    report(
      path,
      `The key "${path.at(-1)}" stands twice in one place; only the last one was analysed, as it is deployed.`,
    );
  const drafts = expandServerless(document.body, writtenResources(document, report), report);
  return drafts.map((written) => {
    const draft = withDefinition(written, document, report);
    const trace = document.input.constructs?.get(draft.logicalId);
    const place = {
      key: `${prefix}:${document.input.path}#${draft.id}`,
      scope,
      trace,
      ownedByCdk: isOwnedByCdk(draft.logicalId, trace?.constructPath ?? constructPathOf(draft.metadata)),
    };
    const resource = new TemplateResource(draft, place, resolver, notAnalysed);
    scope.resources.set(draft.id, resource);
    return resource;
  });
}

function constructPathOf(metadata: unknown): string | undefined {
  const path =
    typeof metadata === 'object' && metadata !== null
      ? (metadata as Record<string, unknown>)['aws:cdk:path']
      : undefined;
  return typeof path === 'string' ? path : undefined;
}

/** The graph; what is derived from all resources together is made when it is first asked for. */
class Graph implements ResourceGraph {
  private readonly byType = new Map<string, TemplateResource[]>();
  private failureEdges: ReadonlyMap<string, readonly DeadLetterEdge[]> | undefined;
  private invocationsOf: ReadonlyMap<string, readonly Invocation[]> | undefined;
  private readonly referrersByType = new Map<string, ReadonlyMap<string, readonly Resource[]>>();

  constructor(
    readonly resources: readonly TemplateResource[],
    readonly documents: readonly TemplateDocument[],
    private readonly index: ResourceIndex,
    readonly notAnalysed: ResourceGraph['notAnalysed'],
  ) {
    for (const resource of resources) {
      const list = this.byType.get(resource.type);
      if (list) list.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  get notLookedAt(): readonly Resource[] {
    return [...this.byType].flatMap(([type, [first]]) => (first && !isLookedAt(type) ? first : []));
  }

  get types(): readonly string[] {
    return [...this.byType.keys()];
  }

  ofType(...types: string[]): readonly Resource[] {
    return types.length === 1
      ? (this.byType.get(types[0] as string) ?? [])
      : types.flatMap((type) => this.byType.get(type) ?? []);
  }

  deadLettersInto(resource: Resource): readonly DeadLetterEdge[] {
    this.failureEdges ??= deadLetterEdges(this, this.index);
    return this.failureEdges.get(resource.key) ?? [];
  }

  isFailureTarget(resource: Resource): boolean {
    if (this.deadLettersInto(resource).length > 0) return true;
    return branches(resource.get('RedriveAllowPolicy.redrivePermission')).some(({ value }) => {
      const permission = asString(value);
      return permission === 'allowAll' || permission === 'byQueue';
    });
  }

  invocations(lambda: Resource): readonly Invocation[] {
    this.invocationsOf ??= findInvocations(this, this.index);
    return this.invocationsOf.get(lambda.key) ?? [];
  }

  referrers(resource: Resource, ...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.referrersAmong(type).get(resource.key) ?? []);
  }

  private referrersAmong(type: string): ReadonlyMap<string, readonly Resource[]> {
    let referrers = this.referrersByType.get(type);
    if (!referrers) this.referrersByType.set(type, (referrers = findReferrers(this.byType.get(type) ?? [])));
    return referrers;
  }
}
