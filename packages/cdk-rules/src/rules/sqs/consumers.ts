import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { branches } from '../../values/values.js';

/** What reads queues, and the property that names the queue. */
const CONSUMERS = [
  ['AWS::Lambda::EventSourceMapping', 'EventSourceArn'],
  ['AWS::Pipes::Pipe', 'Source'],
] as const;

/** The mappings and pipes that take messages from a queue. What polls it from a container or a server is not in templates. */
export function consumersOf(queue: Resource, graph: ResourceGraph): readonly Resource[] {
  return graph
    .referrers(queue, ...CONSUMERS.map(([type]) => type))
    .filter((resource) =>
      CONSUMERS.some(
        ([type, source]) =>
          type === resource.type &&
          branches(resource.get(source)).some(({ value }) => value.kind === 'reference' && value.resource === queue),
      ),
    );
}
