import type { OpenPhases } from '../../behaviour/timeouts/types.js';
import type { Bound, CallFact, ClientFact } from '../../behaviour/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { phasesInWords } from './phase-words.js';

/** Objects to limits that leave a phase of the call open. */
export const noPartialTimeout = defineCheck({
  meta: {
    name: 'no-partial-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Timeouts cover every phase of a call',
    why:
      'A call can hang while it connects, while it waits for the answer and while it reads the body. A limit on one of ' +
      'these looks like a timeout, and the call hangs in another.',
    fix: 'Add the option for the phase that is open, or a signal that covers the whole call.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'Node.js: AbortSignal.timeout',
        url: 'https://nodejs.org/api/globals.html#static-method-abortsignaltimeoutdelay',
      },
    ],
  },
  *judge(facts) {
    for (const client of facts.clients) {
      if (client.judgedAt === 'client' && client.use === 'calls') yield* verdicts(client, 'calls through this client');
    }
    for (const call of facts.calls) {
      // What a wrapper leaves open is said where it makes the call; a timer is the caller's.
      if (call.judgedAt === 'call' && (call.wrapper === undefined || isCleared(call.bound)))
        yield* verdicts(call, 'this call');
    }
  },
});

/** Where nothing is written, or too little, other checks speak. */
function* verdicts(site: ClientFact | CallFact, subject: string): Iterable<SiteVerdict> {
  const { callee: at, bound, library } = site;
  if (bound.status !== 'bounded' || bound.byDefault) return;
  const { open, elsewhere } = bound;
  const common = { at, ...(elsewhere && { elsewhere }) };
  const evidence = { library: library.label, options: setOptions(bound) };
  if (!open) {
    yield { ...common, status: 'compliant', message: 'The limit covers every phase.', evidence };
    return;
  }
  const missing = open.missing;
  if (missing !== undefined) {
    const message = `It cannot be told here whether ${subject} can hang while ${phasesInWords(open.phases)}, because ${missing}.`;
    yield { ...common, status: 'undetermined', message, evidence: { ...evidence, open: [...open.phases], missing } };
    return;
  }
  yield {
    ...common,
    status: 'violation',
    message: `${fault(bound, open, subject)}. ${isCleared(bound) ? repairOfTimer : repair(open)}`,
    evidence: { ...evidence, open: [...open.phases] },
  };
}

function fault(bound: Bound, open: OpenPhases, subject: string): string {
  const options = setOptions(bound)
    .map((path) => `\`${path}\``)
    .join(' and ');
  if (isCleared(bound))
    return `The timer of ${/signal/i.test(options) ? options : 'the signal'} is cleared before the body has been read, so ${subject} can hang while ${phasesInWords(open.phases)}`;
  const says = open.keptByServer
    ? `${options} is kept by the server only`
    : `${options} ${options.includes(' and ') ? 'do' : 'does'} not cover every phase`;
  return `${says}, so ${subject} can hang while ${phasesInWords(open.phases)} when the other side falls silent`;
}

/** A signal covers the whole call, unless somebody stops its clock. */
function isCleared({ options }: Bound): boolean {
  return options.some(
    ({ state, path, covers }) =>
      state === 'set' && /signal$|^(?:arguments\[\d+\])?$/i.test(path) && !covers.includes('total'),
  );
}

const repairOfTimer = 'Clear the timer after the body has been read, or pass `AbortSignal.timeout(ms)`.';

function repair({ closedBy }: OpenPhases): string {
  const [first, second] = closedBy;
  if (first === undefined) return 'Race the operation with a timer.';
  return second === undefined ? `Set \`${first}\` as well.` : `Set \`${first}\` or \`${second}\` as well.`;
}

function setOptions({ options }: Bound): string[] {
  return [...new Set(options.filter(({ state }) => state === 'set').map(({ path }) => path || 'timeout'))];
}
