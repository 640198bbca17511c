import type { Value } from '../values/value.js';
import { asString } from '../values/values.js';
import { constantOf } from './constants.js';
import type { WorkflowState } from './workflow.js';

/** How many items of a Map may fail before it fails itself: none, some, all of them, or a number that is not known. */
export type Tolerance = 'none' | 'some' | 'all' | 'unknown';

const LIMITS = ['ToleratedFailurePercentage', 'ToleratedFailureCount'] as const;

/**
 * The failures that a Map takes. Only distributed ones take any: AWS Step Functions developer guide, "Setting failure
 * thresholds for Distributed Map states". With both limits the one that is reached first counts.
 */
export function toleranceOf({ machine, path, type }: WorkflowState): Tolerance {
  const mode = asString(machine.get([...path, 'ItemProcessor', 'ProcessorConfig', 'Mode']));
  if (type !== 'Map' || mode !== 'DISTRIBUTED') return 'none';
  if (LIMITS.some((name) => machine.get([...path, `${name}Path`]).kind !== 'absent')) return 'unknown';
  const written = LIMITS.map((name) => machine.get([...path, name])).filter(({ kind }) => kind !== 'absent');
  const limits = written.map(settled);
  if (written.length === 0 || limits.includes(0)) return 'none';
  if (limits.includes(undefined)) return 'unknown';
  const takesAll = written.length === 1 && machine.get([...path, 'ToleratedFailureCount']).kind === 'absent';
  return takesAll && limits[0] === 100 ? 'all' : 'some';
}

/** What no deployment changes. */
const settled = (value: Value) =>
  value.kind === 'known' && value.assumed !== undefined ? undefined : constantOf(value);
