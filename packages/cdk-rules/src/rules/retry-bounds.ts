import type { Resource } from '../graph/graph.js';
import type { Value } from '../values/value.js';
import { asNumber } from '../values/values.js';
import { overBranches } from './branch-findings.js';
import type { Finding } from './rule.js';
import { retentionOf } from './stream-retention.js';

/** Where a stream consumer writes its bounds, and what is said when it has none. */
interface RetryBounds {
  readonly attempts: string;
  readonly age: string;
  /** The stream that is read. */
  readonly stream: Value;
  /** Both sentences for the violation. */
  readonly missing: string;
}

/**
 * Either a number of attempts or an age of records bounds the retries. Nothing and -1 mean without end, and so does an
 * age that the stream does not keep records for.
 */
export function judgeRetryBounds(resource: Resource, { attempts, age, stream, missing }: RetryBounds): Finding {
  const retention = retentionOf(stream);
  return overBranches(resource, [resource.get(attempts), resource.get(age)], (most, oldest): Finding => {
    const tries = boundOf(most);
    const seconds = boundOf(oldest);
    if (typeof tries === 'number') {
      return bounded(attempts, tries, `Retries end after ${tries}.`);
    }
    if (typeof seconds === 'number' && (retention === undefined || seconds <= retention)) {
      return bounded(age, seconds, `Retries end when a record is ${seconds} s old.`);
    }
    if (tries === 'unknown' || seconds === 'unknown') {
      const property = tries === 'unknown' ? attempts : age;
      const message = `It cannot be told whether retries end, because ${lastName(property)} is not known.`;
      return { status: 'undetermined', message, property };
    }
    return { status: 'violation', message: missing, property: typeof seconds === 'number' ? age : attempts };
  });
}

function bounded(property: string, value: number, message: string): Finding {
  return { status: 'compliant', message, property, evidence: { [lastName(property)]: value } };
}

function boundOf(value: Value): number | 'none' | 'unknown' {
  if (value.kind === 'absent') return 'none';
  const number = asNumber(value);
  if (number === undefined) return 'unknown';
  return number < 0 ? 'none' : number;
}

const lastName = (property: string) => property.slice(property.lastIndexOf('.') + 1);
