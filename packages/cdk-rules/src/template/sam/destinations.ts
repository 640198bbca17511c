import type { Json, JsonObject, JsonPath } from '../document.js';
import { isObject, member, textMember } from '../json-values.js';
import { arnOf, omit, pick, present, type SamResource } from './sam-resource.js';

/** Adds the configuration of asynchronous invocation, and the queues and topics that SAM makes for destinations without one. */
export function addEventInvokeConfig(sam: SamResource, qualifier: Json): void {
  const config = member(sam.properties, 'EventInvokeConfig');
  if (!isObject(config)) return;
  const destinations = member(config, 'DestinationConfig');
  const destinationConfig = present({
    OnSuccess: destination(sam, 'OnSuccess', member(destinations, 'OnSuccess')),
    OnFailure: destination(sam, 'OnFailure', member(destinations, 'OnFailure')),
  });
  sam.add(
    `${sam.id}EventInvokeConfig`,
    'AWS::Lambda::EventInvokeConfig',
    {
      ...pick(config, {
        MaximumEventAgeInSeconds: 'MaximumEventAgeInSeconds',
        MaximumRetryAttempts: 'MaximumRetryAttempts',
      }),
      FunctionName: { Ref: sam.id },
      Qualifier: qualifier,
      ...(isObject(destinations) ? { DestinationConfig: destinationConfig } : {}),
    },
    sam.pathOf('EventInvokeConfig'),
  );
}

function destination(sam: SamResource, name: string, written: Json | undefined): Json | undefined {
  if (!isObject(written)) return written;
  if (Object.hasOwn(written, 'Destination')) return { Destination: written['Destination'] as Json };
  const type = textMember(written, 'Type');
  const path = sam.pathOf('EventInvokeConfig', 'DestinationConfig', name);
  if (type === 'SQS') {
    sam.add(`${sam.id}${name}Queue`, 'AWS::SQS::Queue', {}, path);
    return { Destination: arnOf(`${sam.id}${name}Queue`) };
  }
  if (type === 'SNS') {
    sam.add(`${sam.id}${name}Topic`, 'AWS::SNS::Topic', {}, path);
    return { Destination: { Ref: `${sam.id}${name}Topic` } };
  }
  return {};
}

/** The `DeadLetterConfig` of a rule or schedule target: as written, or with the queue that SAM makes for `Type: SQS`. */
export function targetDeadLetterConfig(
  sam: SamResource,
  event: string,
  properties: JsonObject,
  path: JsonPath,
): Json | undefined {
  const written = member(properties, 'DeadLetterConfig');
  if (!isObject(written) || Object.hasOwn(written, 'Arn') || textMember(written, 'Type') !== 'SQS')
    return isObject(written) ? omit(written, ['Type', 'QueueLogicalId']) : written;
  const id = textMember(written, 'QueueLogicalId') ?? `${sam.id}${event}Queue`;
  sam.add(id, 'AWS::SQS::Queue', {}, [...path, 'DeadLetterConfig']);
  return { Arn: arnOf(id) };
}
