import type { RejectionFact } from '../../behaviour/rejections/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to work whose promise nobody takes, so that one failure of a dependency ends the whole process. */
export const noUnhandledRejection = defineCheck({
  meta: {
    name: 'no-unhandled-rejection',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'strict',
    title: 'A failure of a dependency does not end the process',
    why:
      'Since Node 15 a promise that is rejected while nobody takes it ends the process, and with it every other request that the ' +
      'process had in work. One failed query in a timer, a listener or a call without `await` is enough.',
    fix: 'Await or return the promise where somebody takes it, or end it with a `catch` that reports the failure.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      {
        title: 'Node.js: --unhandled-rejections',
        url: 'https://nodejs.org/api/cli.html#--unhandled-rejectionsmode',
      },
      {
        title: 'Node.js: errors in asynchronous listeners',
        url: 'https://nodejs.org/api/events.html#capture-rejections-of-promises',
      },
      {
        title: 'Express: migrating to version 5',
        url: 'https://expressjs.com/en/guide/migrating-5.html',
      },
    ],
  },
  *judge(facts) {
    const reported = new Set(
      facts.failures.flatMap(({ at, treatment }) => (treatment === 'dropped' ? [at.range[0]] : [])),
    );
    for (const rejection of facts.rejections) {
      // A write whose promise nobody holds is reported as lost already.
      if (rejection.state === 'unhandled' && reported.has(rejection.at.range[0])) continue;
      yield {
        ...judgeRejection(rejection),
        ...(rejection.state === 'unhandled' &&
          rejection.survivesBy !== undefined && { severity: severityOf(rejection) }),
        ...(rejection.others.length > 0 && {
          related: rejection.others.map((at) => ({ at, message: 'another route' })),
        }),
        evidence: { work: rejection.work, by: rejection.by, state: rejection.state },
      };
    }
  },
});

/** What it is worth where the process goes on: work is lost, or a request waits until its client gives up. */
const severityOf = ({ by }: RejectionFact): 'note' | 'warning' => (by === 'route' ? 'warning' : 'note');

function judgeRejection(rejection: RejectionFact): SiteVerdict {
  const { at, work, dependency, state, why } = rejection;
  switch (state) {
    case 'caught':
      return { at, status: 'compliant', message: `A \`catch\` takes a failure of \`${work}\`.` };
    case 'unclear':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be decided whether a failure of \`${dependency}\` ends the process at work, because ${why ?? ''}.`,
      };
    case 'unhandled':
      return { at, status: 'violation', message: `${fault(rejection)} ${repair(rejection)}` };
  }
}

function fault(rejection: RejectionFact): string {
  const { by, work, taker, dependency, isTried, others } = rejection;
  const end = consequence(rejection);
  switch (by) {
    case 'statement':
      return isTried
        ? `Nothing waits for \`${work}\`, so the \`catch\` around it never runs, and a failure of \`${dependency}\` ${end}.`
        : `Nothing waits for \`${work}\` and nothing catches its failure, so a failure of \`${dependency}\` ${end}.`;
    case 'elements':
      return `Nothing waits for the promises of the callbacks of \`${work}\`, so a failure of \`${dependency}\` ${end}.`;
    case 'lists':
      return `\`${work}\` is given lists of promises and waits for none of them, so it goes on before they are done, and a failure of \`${dependency}\` ${end}.`;
    case 'callback':
      return `\`${taker ?? ''}\` takes no promise from the function that it calls, so a failure of \`${dependency}\` in it ${end}.`;
    case 'route':
      return others.length > 0
        ? `Express 4 takes no promise from \`${work}\` and ${others.length} more of the handlers here, so a failure of \`${dependency}\` leaves the request without an answer and ${end}.`
        : `Express 4 takes no promise from the handler of \`${work}\`, so a failure of \`${dependency}\` leaves the request without an answer and ${end}.`;
  }
}

function consequence({ survivesBy }: RejectionFact): string {
  return survivesBy === undefined
    ? 'is an unhandled rejection, which ends the process'
    : `is an unhandled rejection, of which only ${survivesBy} hears, and the work is lost`;
}

function repair({ by }: RejectionFact): string {
  switch (by) {
    case 'statement':
      return 'Await it, or end it with a `catch` that reports the failure.';
    case 'elements':
      return 'Await `Promise.all` over `map`, or catch inside the callback.';
    case 'lists':
      return 'Spread the lists into the one that is waited for: `[...first, ...second]`.';
    case 'callback':
      return 'Catch the failure inside the function and report it.';
    case 'route':
      return 'Hand the failure to `next`, wrap the handlers in a function that does, or update to Express 5.';
  }
}
