import type { MaturityResult } from '@faultline/catalog';

/** A question that was not checked, and one whose second level lacks something by evidence and something by answer. */
export const sampleMaturity: readonly MaturityResult[] = [
  {
    question: 'REL04',
    title: 'How do you design interactions in a distributed system to prevent failures?',
    level: null,
    name: null,
    criteria: [],
  },
  {
    question: 'REL05',
    title: 'How do you design interactions in a distributed system to mitigate or withstand failures?',
    level: 1,
    name: 'Basic error handling',
    next: {
      level: 2,
      name: 'Structured resilience',
      missing: ['rel05-maturity-degradation', 'rel05-maturity-circuit-breakers'],
    },
    criteria: [
      {
        id: 'rel05-maturity-backoff',
        level: 2,
        claim: 'Retries wait longer after each failure, and end.',
        state: 'shown',
        basis: '4 of 4 places comply, 0 violate (require-retry-backoff).',
      },
      {
        id: 'rel05-maturity-degradation',
        level: 2,
        claim: 'The workload degrades gracefully.',
        state: 'missing',
        basis: 'REL05-BP01 is at risk.',
      },
      {
        id: 'rel05-maturity-circuit-breakers',
        level: 2,
        claim: 'Circuit breakers stop calls that are going to fail.',
        state: 'open',
        basis: 'Nobody has answered rel05-maturity-circuit-breakers.',
        question: {
          id: 'rel05-maturity-circuit-breakers',
          text: 'Which calls are behind a circuit breaker, and what is answered while it is open?',
          answer: null,
        },
      },
    ],
  },
];
