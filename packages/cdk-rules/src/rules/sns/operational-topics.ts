import type { Resource, ResourceGraph } from '../../graph/graph.js';

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/** Whether a topic tells people and tools of alarms, which say so themselves as long as they last, or of failures kept elsewhere. */
export function isOperational(topic: Resource, graph: ResourceGraph): boolean {
  return graph.isFailureTarget(topic) || graph.referrers(topic, ...ALARMS).length > 0;
}
