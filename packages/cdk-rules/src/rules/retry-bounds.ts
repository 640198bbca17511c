import type { Resource } from '../template/graph.js';
import type { Value } from '../template/value.js';
import { asNumber } from '../template/values.js';
import { overBranches } from './branch-findings.js';
import type { Finding } from './rule.js';

/** Where a stream consumer writes its bounds, and what is said when it has none. */
interface RetryBounds {
  readonly attempts: string;
  readonly age: string;
  /** Both sentences for the violation. */
  readonly missing: string;
  readonly severity?: Finding['severity'];
}

/** Either a number of attempts or an age of records bounds the retries; -1 and nothing mean without end. */
export function judgeRetryBounds(resource: Resource, { attempts, age, missing, severity }: RetryBounds): Finding {
  const judged = [attempts, age].map((property) => judgeBound(resource.get(property), property));
  const bounded =
    judged.find(({ status }) => status === 'compliant') ?? judged.find(({ status }) => status === 'undetermined');
  return bounded ?? { status: 'violation', message: missing, property: attempts, ...(severity && { severity }) };
}

function judgeBound(bound: Value, property: string): Finding {
  const name = property.slice(property.lastIndexOf('.') + 1);
  return overBranches(bound, (value): Finding => {
    const number = asNumber(value);
    if (value.kind === 'absent' || number === -1) {
      return { status: 'violation', message: `${name} sets no limit.`, property };
    }
    if (number === undefined) {
      return {
        status: 'undetermined',
        message: `It cannot be told whether retries end, because ${name} is not known.`,
        property,
      };
    }
    return {
      status: 'compliant',
      message: `${name} ends the retries at ${number}.`,
      property,
      evidence: { [name]: number },
    };
  });
}
