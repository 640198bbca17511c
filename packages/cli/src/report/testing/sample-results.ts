import {
  bestPractices,
  type CheckMetadata,
  type Results,
  type ScanError,
  type Verdict,
  type VerdictStatus,
} from '@faultline/catalog';
import type { RenderOptions } from '../format.js';
import { sampleMaturity } from './sample-maturity.js';
import { sampleChecks } from './sample-checks.js';
import { sampleVerdicts } from './sample-verdicts.js';

/** Options that leave nothing to the machine: no colours, 80 columns, Unicode. */
export const plain: RenderOptions = { color: false, width: 80, unicode: true };

/** Results that these verdicts amount to, over the checks given. */
export function resultsOf(
  verdicts: readonly Verdict[],
  checks: readonly CheckMetadata[] = sampleChecks,
  errors: readonly ScanError[] = [],
): Results {
  const counts = (id: string) => {
    const number = (status: VerdictStatus) =>
      verdicts.filter((verdict) => verdict.bestPractice === id && verdict.status === status).length;
    return {
      violation: number('violation'),
      compliant: number('compliant'),
      undetermined: number('undetermined'),
      suppressed: number('suppressed'),
    };
  };
  return {
    schemaVersion: 1,
    tool: { name: 'faultline', version: '0.1.0' },
    complete: errors.length === 0,
    scope: {
      root: '.',
      codeFiles: 48,
      templates: ['cdk.out/OrdersStack.template.json', 'cdk.out/BillingStack.template.json'],
      skipped: [],
    },
    verdicts,
    bestPractices: bestPractices.map(({ id, title }) => {
      const own = counts(id);
      const judged = own.violation + own.compliant + own.undetermined + own.suppressed;
      const failing = own.violation > 0 ? 'at-risk' : own.undetermined > 0 ? 'undetermined' : 'met';
      return { id, title, status: judged === 0 ? 'not-applicable' : failing, counts: own, questions: [] };
    }),
    checks,
    dependencies: { nodes: [], edges: [], unlinked: [] },
    errors,
  };
}

/** A scan that found nothing to judge. */
export function emptyResults(): Results {
  return resultsOf([], []);
}

/** A scan of a folder that holds tests only. */
export function unjudgedResults(): Results {
  const results = resultsOf([], sampleChecks, [
    { kind: 'empty', message: 'Nothing was judged: 5 skipped (of tests).' },
  ]);
  const skipped = [...'abcde'].map((name) => ({
    path: `${name}.test.ts`,
    reason: 'code of tests',
    kind: 'test' as const,
  }));
  return { ...results, scope: { ...results.scope, codeFiles: 0, templates: [], skipped } };
}

/** An order service: findings of every status, questions, a suppression register and skipped files. */
export function sampleResults(): Results {
  const results = resultsOf(sampleVerdicts);
  return {
    ...results,
    date: '2026-11-20T09:30:00Z',
    scope: {
      ...results.scope,
      skipped: [
        { path: 'src/generated/client.ts', reason: 'larger than 1 MiB', kind: 'unreadable' },
        { path: 'src/server.test.ts', reason: 'code of tests', kind: 'test' },
      ],
    },
    maturity: sampleMaturity,
    bestPractices: results.bestPractices.map((practice) =>
      practice.id === 'REL05-BP05'
        ? {
            ...practice,
            questions: [
              {
                id: 'timeouts-measured',
                text: 'Were the timeouts chosen from measured completion times of each dependency?',
                answer: 'Yes: from the p99.9 of October, see the load-test notes.',
                owner: 'Payments',
                date: '2026-10-05',
                reviewBy: '2027-04-05',
                overdue: false,
                satisfied: true,
              },
              {
                id: 'timeouts-reviewed',
                text: 'Are the timeouts compared with completion times after each load test?',
                answer: 'Yes, in the review of March.',
                owner: 'Payments',
                date: '2026-03-02',
                reviewBy: '2026-09-02',
                overdue: true,
                satisfied: true,
              },
              {
                id: 'timeouts-tested',
                text: 'Is the behaviour of the service when a call times out tested?',
                answer: null,
              },
            ],
          }
        : practice,
    ),
  };
}

/** The sample with parts of the scan that could not be done. */
export function incompleteResults(): Results {
  return {
    ...sampleResults(),
    complete: false,
    errors: [
      {
        kind: 'parse',
        message: 'The file does not parse: an expression was expected. Correct the syntax and run again.',
        path: 'src/legacy/report.ts',
        line: 31,
        column: 7,
      },
      {
        kind: 'synthesis',
        message: 'The CDK app exited with code 1 before it wrote its assembly: the context value `stage` is missing.',
        path: 'cdk.json',
      },
    ],
  };
}

/** As many violations as asked, in code and infrastructure by turns. */
export function manyResults(number: number): Results {
  const violations = sampleVerdicts.filter((verdict) => verdict.status === 'violation');
  const verdicts = Array.from({ length: number }, (_, index): Verdict => {
    const verdict = violations[index % violations.length] as Verdict;
    const file = `services/orders/src/handlers/step-${index}.ts`;
    return {
      ...verdict,
      fingerprint: (index + 1).toString(16).padStart(16, '0'),
      ...(verdict.location && { location: { ...verdict.location, file } }),
    };
  });
  return resultsOf(verdicts);
}
