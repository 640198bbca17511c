import type { Resource } from '../graph/graph.js';
import { LIMITS } from '../limits.js';
import type { Value } from '../values/value.js';
import { allOf, branches, describe, unknown } from '../values/values.js';
import type { Finding } from './rule.js';

type Outcomes = readonly Value[];

/** What stands for a value that a parameter decides, while it is judged whether the parameter's default matters. */
const PARAMETER_DECIDES = unknown('a parameter decides');

/** Whether a value is written, and the deployment decides what it is. */
export const isLeftToDeployment = (value: Value): boolean => value === PARAMETER_DECIDES || value.kind === 'external';

/**
 * Judges some properties of a resource under every combination of conditions, and joins the findings into one:
 * - a fault under all of them is a violation;
 * - a fault under some depends on how the stack is deployed: undetermined, with the condition in the message;
 * - what rests on the default of a parameter is undetermined too, since the deployment may give another value.
 */
export function overBranches<const V extends Outcomes>(
  resource: Resource,
  values: V,
  judge: (...values: { [K in keyof V]: Value }) => Finding,
): Finding {
  const settle = (outcomes: Outcomes): Finding => judge(...(outcomes as { [K in keyof V]: Value }));
  const combined = combinations(values, resource.condition ?? '');
  if (!combined) return { status: 'undetermined', message: 'It depends on too many conditions to be decided.' };
  const judged = combined.map(({ when, outcomes }) => ({ when, finding: withoutAssumptions(outcomes, settle) }));
  const faults = judged.filter(({ finding }) => finding.status === 'violation');
  const [fault] = faults;
  if (fault && faults.length === judged.length) return gravest(faults.map(({ finding }) => finding));
  const open = judged.find(({ finding }) => finding.status === 'undetermined');
  const deciding = fault ?? open ?? (judged[0] as (typeof judged)[number]);
  if (deciding.finding.status === 'compliant' || judged.length === 1) return deciding.finding;
  const when = shown(deciding.when, resource);
  return {
    ...deciding.finding,
    status: 'undetermined',
    message: `Under the condition ${when}: ${deciding.finding.message}`,
    evidence: { ...deciding.finding.evidence, condition: when },
  };
}

/** Every combination of outcomes whose conditions can hold together with those under which the resource exists. */
function combinations(values: Outcomes, base: string): { when: string; outcomes: Outcomes }[] | undefined {
  if (values.every(({ kind }) => kind !== 'choice')) return [{ when: base, outcomes: values }];
  let combined: { when: string; outcomes: Outcomes }[] = [{ when: base, outcomes: [] }];
  for (const value of values) {
    combined = combined.flatMap(({ when, outcomes }) =>
      branches(value).flatMap((branch) => {
        const both = allOf(when, branch.when);
        return both === undefined ? [] : [{ when: both, outcomes: [...outcomes, branch.value] }];
      }),
    );
    if (combined.length > LIMITS.combinations) return undefined;
  }
  // A resource whose own condition excludes every branch is judged without it.
  return combined.length > 0 ? combined : combinations(values, '');
}

/** The finding, if it stays the same when the defaults of parameters are taken for unknown; else an undetermined one. */
function withoutAssumptions(outcomes: Outcomes, settle: (outcomes: Outcomes) => Finding): Finding {
  const finding = settle(outcomes);
  const assumed = outcomes.filter((value) => value.kind === 'known' && value.assumed !== undefined);
  if (assumed.length === 0 || finding.status === 'undetermined') return finding;
  const strict = settle(outcomes.map((value) => (assumed.includes(value) ? PARAMETER_DECIDES : value)));
  if (strict.status === finding.status) return finding;
  const defaults = assumed.map(describe).join(' and ');
  const message = `A deployment may give another value than ${defaults}. With this one: ${finding.message}`;
  return { ...finding, status: 'undetermined', message };
}

function gravest(findings: readonly Finding[]): Finding {
  const first = findings[0] as Finding;
  return findings.find(({ severity }) => severity === 'error') ?? first;
}

/** A condition in words, without the one that the resource itself has. */
function shown(when: string, resource: Resource): string {
  const terms = when.split(' and ').filter((term) => term !== resource.condition);
  return terms.join(' and ') || when;
}
