import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { allOf, answerOf, isWritten, type Answer } from '../answers.js';
import type { Finding } from '../rule.js';

export const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

/**
 * Judges the capacity of a global table, whose scaling stands in the table itself: its writes always scale, and the reads of each
 * replica do where `ReadCapacityAutoScalingSettings` is written (CloudFormation reference of AWS::DynamoDB::GlobalTable).
 */
export function judgeGlobalTable(table: Resource): Finding {
  const property = 'BillingMode';
  const onDemand = answerOf(table.get(property), (value) => {
    const mode = value.kind === 'absent' ? 'PROVISIONED' : asString(value);
    return mode === undefined ? 'unknown' : mode === 'PAY_PER_REQUEST' ? 'yes' : 'no';
  });
  if (onDemand === 'yes') return { status: 'compliant', message: 'This table has capacity on demand.', property };
  const scaled = table.indexes('Replicas')?.map((index) => readsScale(table, index));
  if (scaled && allOf(scaled) === 'yes')
    return { status: 'compliant', message: 'This table scales by itself.', property: 'Replicas' };
  const fixed = scaled?.indexOf('no') ?? -1;
  if (onDemand === 'unknown' || fixed < 0) {
    const message = 'Whether the capacity of this table follows its load is not known.';
    return { status: 'undetermined', message, property };
  }
  const region = asString(table.get(`Replicas.${fixed}.Region`)) ?? `number ${fixed + 1}`;
  return {
    status: 'violation',
    message: `The read capacity of replica ${region} is fixed, so requests are throttled as soon as the load exceeds it. Set BillingMode to PAY_PER_REQUEST, or ReadCapacityAutoScalingSettings for the replica.`,
    property: `Replicas.${fixed}.ReadProvisionedThroughputSettings`,
  };
}

/** A replica without settings of its own takes those of the table. */
function readsScale(table: Resource, index: number): Answer {
  const scaling = 'ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings';
  const own = isWritten(table.get(`Replicas.${index}.${scaling}`));
  if (own !== 'no') return own;
  const fixed = isWritten(table.get(`Replicas.${index}.ReadProvisionedThroughputSettings.ReadCapacityUnits`));
  if (fixed === 'yes') return 'no';
  return isWritten(table.get(scaling)) === 'yes' ? 'yes' : 'unknown';
}
