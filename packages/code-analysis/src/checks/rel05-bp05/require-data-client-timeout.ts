import type { CallFact, ClientFact } from '../../behaviour/types.js';
import { defineCheck } from '../define-check.js';
import { repairInWords } from './phase-words.js';
import { isReportedAsSwitchedOff } from './switched-off.js';
import { causeOf, timeoutVerdict } from './timeout-verdicts.js';

const others = new Set(['http', 'aws-sdk']);

/** Wants a bound on clients of databases, caches, brokers and services whose default is none or many minutes. */
export const requireDataClientTimeout = defineCheck({
  meta: {
    name: 'require-data-client-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Clients of databases, caches, brokers and services have a timeout',
    why:
      'Many of these clients wait for ever on a connection whose other side has died. The pool runs dry, and everything ' +
      'that needs a connection stands still although the server is long back.',
    fix: 'Set the option that bounds one operation, not the one for connecting only.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
    ],
  },
  *judge(facts) {
    for (const client of facts.clients) {
      if (!isData(client) || client.judgedAt !== 'client' || client.use !== 'calls') continue;
      if (!isReportedAsSwitchedOff(facts, client)) yield ofClient(client);
    }
    for (const call of facts.calls) {
      if (isData(call) && call.judgedAt === 'call' && !isReportedAsSwitchedOff(facts, call)) yield ofCall(call);
    }
  },
});

const isData = ({ library }: { readonly library: { readonly family: string } }) => !others.has(library.family);

function ofClient({ callee, library, bound, insertion }: ClientFact) {
  return timeoutVerdict({
    at: callee,
    library,
    bound,
    insertion,
    subject: 'every operation through this client',
    fix: repairInWords(library.repair),
  });
}

function ofCall(call: CallFact) {
  const { callee, library, bound, insertion } = call;
  return timeoutVerdict({
    at: callee,
    library,
    bound,
    insertion,
    cause: causeOf(call),
    subject: 'this call',
    fix: repairInWords(library.repair),
  });
}
