import type { DependencyCallFact } from '../../behaviour/breakers/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Hints at dependencies that each request calls without a breaker or fallback. */
export const requireCircuitBreaker = defineCheck({
  meta: {
    name: 'require-circuit-breaker',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'A dependency of each request has a breaker or a fallback',
    why:
      'A dependency that is called for each request and is slow or down makes each request slow or fail, and the calls keep ' +
      'it down. A circuit breaker stops them for a while, and a fallback lets the request go on without it.',
    fix: 'Run the call by a circuit breaker such as opossum or cockatiel, with a fallback, or let a gateway or sidecar do so.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      {
        title: 'AWS Prescriptive Guidance: Circuit breaker pattern',
        url: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/circuit-breaker.html',
      },
    ],
  },
  *judge(facts) {
    for (const { at, kind, by } of facts.protections)
      yield { at, status: 'compliant', message: `A ${kind} is made here (${by}).`, evidence: { protection: kind, by } };
    for (const one of facts.dependencyCalls)
      yield { ...judgeCall(one), evidence: { call: one.call, protection: one.protection } };
  },
});

function judgeCall({ at, call, handler, protection }: DependencyCallFact): SiteVerdict {
  const by = handler === '' ? 'a handler' : `\`${handler}\``;
  switch (protection) {
    case 'breaker':
      return { at, status: 'compliant', message: `A circuit breaker or policy runs ${call}.` };
    case 'fallback':
      return { at, status: 'compliant', message: `${by} goes on when ${call} fails.` };
    case 'elsewhere':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be decided whether a circuit breaker runs ${call}, because code of other files may do so.`,
      };
    case 'none':
      return {
        at,
        status: 'violation',
        message: `Each request to ${by} calls ${call} with neither a circuit breaker nor a fallback, so it is slow or fails whenever the other side is. Run the call by a breaker with a fallback, or let a gateway or sidecar do so.`,
      };
  }
}
