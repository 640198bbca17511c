import type { Resource, ResourceGraph } from '../../graph/graph.js';

/** What may use a resource that is handed to it, or make alarms for it; notifications of the CDK's buckets only send to it. */
const MAKERS = /^AWS::CloudFormation::(?:Stack|CustomResource)$|^Custom::(?!S3BucketNotifications$)/;

/**
 * Why alarms and uses of a resource may be where nobody looks: its template goes through a macro, or it is handed to a nested stack or
 * custom resource whose inside is not in view. Undefined where the templates tell everything they can.
 */
export function unseenUse(resource: Resource, graph: ResourceGraph): string | undefined {
  const own = graph.notAnalysed.filter(({ document }) => document === resource.document);
  if (own.some(({ path }) => isMacro(path[0]) || (path[0] === 'Resources' && isMacro(path[1]))))
    return 'a macro rewrites its template';
  const handed = graph
    .referrers(resource, ...graph.types.filter((type) => MAKERS.test(type)))
    .find((referrer) => !referrer.ownedByCdk && !isRead(referrer, graph));
  return handed && `it is handed to ${handed.logicalId}, whose inside is not in view`;
}

const isMacro = (step: string | number | undefined) =>
  typeof step === 'string' && (step === 'Transform' || step.startsWith('Fn::'));

/** Whether the inside of a nested stack is among the templates. */
function isRead(stack: Resource, graph: ResourceGraph): boolean {
  if (stack.type !== 'AWS::CloudFormation::Stack') return false;
  const place = stack.sourcePath.join('/');
  return !graph.notAnalysed.some(({ document, path }) => document === stack.document && path.join('/') === place);
}
