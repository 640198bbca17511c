import type { CallFact, ClientFact } from '../../behaviour/types.js';
import { defineCheck } from '../define-check.js';
import { repairInWords } from './phase-words.js';
import { isReportedAsSwitchedOff } from './switched-off.js';
import { causeOf, timeoutVerdict } from './timeout-verdicts.js';

/** Wants a bound on every HTTP call: at the call, on the client, by defaults or around the call. */
export const requireHttpTimeout = defineCheck({
  meta: {
    name: 'require-http-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'HTTP calls have a timeout',
    why:
      'Most HTTP clients wait for minutes or for ever when the other side accepts the connection and stays silent. ' +
      'Each such call holds memory, a connection and often a worker, until the caller is down as well.',
    fix: 'Pass `signal: AbortSignal.timeout(ms)` or the timeout option of the client, at the call or once where the client is made.',
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
      if (isHttp(client) && client.judgedAt === 'client' && !isReportedAsSwitchedOff(facts, client))
        yield ofClient(client);
    }
    for (const call of facts.calls) {
      if (isHttp(call) && call.judgedAt === 'call' && !isReportedAsSwitchedOff(facts, call)) yield ofCall(call);
    }
  },
});

const isHttp = ({ library }: { readonly library: { readonly family: string } }) => library.family === 'http';

function ofCall(call: CallFact) {
  const { callee, library, bound, wrapper, insertion } = call;
  const needed = bound.options.find((option) => option.needs !== undefined);
  return timeoutVerdict({
    at: callee,
    library,
    bound,
    insertion,
    cause: causeOf(call),
    subject: 'this call',
    ...(needed && {
      fault: `\`${needed.path || 'setTimeout'}\` only emits an event without ${needed.needs ?? ''}, so this call ${library.without}`,
    }),
    ...(wrapper !== undefined &&
      !needed && {
        fault: `This call passes no timeout to \`${wrapper}\`, which has none of its own, so it can hang for as long as the other side stays silent`,
      }),
    fix: needed ? `Add ${needed.needs ?? ''}, or pass \`${library.repair}\`.` : `Add \`${library.repair}\`.`,
  });
}

function ofClient({ callee, library, bound, insertion }: ClientFact) {
  return timeoutVerdict({
    at: callee,
    library,
    bound,
    insertion,
    subject: 'every call through this client',
    fix: repairInWords(library.repair),
  });
}
