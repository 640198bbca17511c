import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { JsonPath, TemplateDocument } from '../../template/document.js';

/** What may use a resource that is handed to it, or make alarms for it; notifications of the CDK's buckets only send to it. */
const MAKERS = /^AWS::CloudFormation::(?:Stack|CustomResource)$|^Custom::(?!S3BucketNotifications$)/;

/**
 * Why alarms and uses of a resource may be where nobody looks: its template goes through a macro, or it is handed to a nested stack or
 * custom resource whose inside is not in view. Undefined where the templates tell everything they can.
 */
export function unseenUse(resource: Resource, graph: ResourceGraph): string | undefined {
  if (unseenOf(graph).rewritten.has(resource.document)) return 'a macro rewrites its template';
  const handed = graph
    .referrers(resource, ...graph.types.filter((type) => MAKERS.test(type)))
    .find((referrer) => !referrer.ownedByCdk && !isRead(referrer, graph));
  return handed && `it is handed to ${handed.logicalId}, whose inside is not in view`;
}

const isMacro = (step: string | number | undefined) =>
  typeof step === 'string' && (step === 'Transform' || step.startsWith('Fn::'));

/** Whether the inside of a nested stack is among the templates. */
const isRead = (stack: Resource, graph: ResourceGraph) =>
  stack.type === 'AWS::CloudFormation::Stack' &&
  !unseenOf(graph).places.get(stack.document)?.has(placeOf(stack.sourcePath));

const placeOf = (path: JsonPath) => path.join('/');

/** What of the templates of a graph is not seen: those that macros rewrite, and the places that were not analysed. */
interface Unseen {
  readonly rewritten: ReadonlySet<TemplateDocument>;
  readonly places: ReadonlyMap<TemplateDocument, ReadonlySet<string>>;
}

const byGraph = new WeakMap<ResourceGraph, Unseen>();

function unseenOf(graph: ResourceGraph): Unseen {
  let unseen = byGraph.get(graph);
  if (!unseen) byGraph.set(graph, (unseen = collect(graph)));
  return unseen;
}

function collect(graph: ResourceGraph): Unseen {
  const rewritten = new Set<TemplateDocument>();
  const places = new Map<TemplateDocument, Set<string>>();
  for (const { document, path } of graph.notAnalysed) {
    if (isMacro(path[0]) || (path[0] === 'Resources' && isMacro(path[1]))) rewritten.add(document);
    const own = places.get(document);
    if (own) own.add(placeOf(path));
    else places.set(document, new Set([placeOf(path)]));
  }
  return { rewritten, places };
}
