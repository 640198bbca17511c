import type { SignalInScopeFact } from '../../behaviour/timeouts/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Wants functions that are given a signal to pass it on to the calls that they make. */
export const forwardAbortSignal = defineCheck({
  meta: {
    name: 'forward-abort-signal',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Signals that a function is given reach its calls',
    why:
      'A caller that hands over a signal wants the work to end with it: its time is up, or nobody waits any more. When ' +
      'the signal stops at the function, the calls below go on, and hold connections for an answer that nobody reads.',
    fix: 'Pass the signal to each call; combine it with a limit of its own by `AbortSignal.any([signal, AbortSignal.timeout(ms)])`.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'Node.js: AbortSignal.any',
        url: 'https://nodejs.org/api/globals.html#static-method-abortsignalanysignals',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.signalsInScope) yield verdict(fact);
  },
});

function verdict({ at, name, library, signal, parameter, option, state }: SignalInScopeFact): SiteVerdict {
  const evidence = { call: name, library: library.label, signal };
  switch (state) {
    case 'forwarded':
      return { at, status: 'compliant', message: `\`${signal}\` is passed on to the call.`, evidence };
    case 'elsewhere':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether \`${signal}\` is passed on, because the options of the call come from elsewhere.`,
        evidence,
      };
    case 'dropped':
      return {
        at,
        status: 'violation',
        message:
          `\`${signal}\` is not passed on to \`${name}\`, so the call goes on when the caller has given up. ` +
          `Pass it as \`${option}\`, together with a limit of its own by \`AbortSignal.any\`.`,
        related: [{ at: parameter, message: 'signal received' }],
        evidence,
      };
  }
}
