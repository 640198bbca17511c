import type { BestPracticeId } from '@faultline/catalog';

/** A rule of ESLint or another plugin that objects to code which a best practice asks for. */
export interface OpposingRule {
  /** As a configuration names it. */
  readonly rule: string;
  readonly bestPractice: BestPracticeId;
  /** What it objects to, and why that is right here. */
  readonly why: string;
}

/** Sources: runs of all rules of ESLint 10.15, typescript-eslint 8.73 and sonarjs 4 on sound retries, batches and fallbacks. */
export const opposingRules: readonly OpposingRule[] = [
  {
    rule: 'no-await-in-loop',
    bestPractice: 'REL05-BP04',
    why: 'It objects to waiting in a loop: for the pause between two attempts, for one batch before the next, for a page that names the next one. Its advice, `Promise.all` over everything, starts unbounded work.',
  },
  {
    rule: 'sonarjs/pseudo-random',
    bestPractice: 'REL05-BP03',
    why: 'It objects to `Math.random()`, which is all that the jitter of a retry needs: nobody gains by guessing it.',
  },
];
