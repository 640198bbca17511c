import type { Value } from '../template/value.js';
import { branches } from '../template/values.js';
import type { Finding } from './rule.js';

/**
 * Judges every outcome of a value and joins the findings into one. A fault in every branch is a violation; a fault in
 * some of them depends on how the stack is deployed, so it is undetermined and the condition is named.
 */
export function overBranches(value: Value, judge: (value: Value) => Finding): Finding {
  const judged = branches(value).map(({ when, value: outcome }) => ({ when, finding: judge(outcome) }));
  const faulty = judged.filter(({ finding }) => finding.status === 'violation');
  const first = (faulty.length === judged.length ? faulty : judged)[0] as (typeof judged)[number];
  if (judged.length === 1 || faulty.length === judged.length) return first.finding;
  const [fault] = faulty;
  if (fault) {
    const { severity, property } = fault.finding;
    return {
      status: 'undetermined',
      message: `When ${fault.when}: ${fault.finding.message}`,
      evidence: { when: fault.when },
      ...(severity && { severity }),
      ...(property !== undefined && { property }),
    };
  }
  return (judged.find(({ finding }) => finding.status === 'undetermined') ?? first).finding;
}
