import { POLICIES } from '../../graph/function-permissions.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { nameOf } from '../../graph/named-resources.js';
import { branches } from '../../values/values.js';
import { anyOf, type Answer } from '../answers.js';
import { documentAllows, type Request } from './statements.js';

/** Policies of AWS that let a function run, log and read its sources, and send nothing anywhere. */
const READING_ONLY =
  /:policy\/(?:service-role\/AWSLambda(?:BasicExecution|VPCAccessExecution|SQSQueueExecution|KinesisExecution|DynamoDBExecution|MSKExecution)Role|AWSX[Rr]ayDaemonWriteAccess|AWSXrayWriteOnlyAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;

/** Whether a role of the graph allows a request by any policy in it or attached to it. What is managed elsewhere is not known. */
export function roleAllows(role: Resource, request: Request, graph: ResourceGraph): Answer {
  const inline = role.indexes('Policies');
  const attached = graph.referrers(role, ...POLICIES);
  return anyOf([
    ...(inline?.map((index) => documentAllows(role, ['Policies', index, 'PolicyDocument'], request)) ?? ['unknown']),
    ...attached.map((policy) => documentAllows(policy, ['PolicyDocument'], request)),
    ...managed(role, request),
  ]);
}

function managed(role: Resource, request: Request): Answer[] {
  const policies = role.list('ManagedPolicyArns');
  if (!policies) return ['unknown'];
  return policies.flatMap((policy) =>
    branches(policy).map(({ value }): Answer => {
      if (value.kind === 'absent') return 'no';
      if (value.kind === 'reference' && value.resource.type === 'AWS::IAM::ManagedPolicy')
        return documentAllows(value.resource, ['PolicyDocument'], request);
      return READING_ONLY.test(nameOf(value) ?? '') ? 'no' : 'unknown';
    }),
  );
}
