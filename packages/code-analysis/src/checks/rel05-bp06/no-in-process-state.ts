import type { StateFact } from '../../behaviour/state/types.js';
import type { Settings } from '../../settings.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

type Role = StateFact['role'];

/** Fault and repair by what the state is for. */
const texts: Readonly<Partial<Record<Role, readonly [fault: string, fix: string]>>> = {
  counter: [
    'counts in the memory of one process, so each instance has another number and a restart begins again',
    'Count in a store that all instances share, such as an atomic update in DynamoDB or Redis.',
  ],
  lock: [
    'is a lock in the memory of one process, so other instances do the same work at the same time',
    'Take the lock in a store that all instances share, with a conditional write that expires.',
  ],
  session: [
    'keeps sessions in the memory of one process, so they are lost when it is replaced and other instances do not know them',
    'Keep them in a store that all instances share, such as Redis or DynamoDB, or in a signed token.',
  ],
  deduplication: [
    'remembers in the memory of one process what was already done, so another instance or a restart does it again',
    'Record it in a store that all instances share, with a conditional write.',
  ],
  'rate-limit': [
    'limits requests in the memory of one process, so the limit grows with the number of instances and a restart lifts it',
    'Count in a store that all instances share, such as Redis, or limit at the gateway.',
  ],
  records: [
    'keeps what requests leave in the memory of one process, so it is lost when the process is replaced and other instances do not have it',
    'Keep it in a database or another store that all instances share.',
  ],
  'kept-failure': [
    'keeps the promise even when it was rejected, so one passing error fails all later calls until the process is replaced',
    'Clear it when the promise is rejected, so that the next call tries again.',
  ],
  'half-made': [
    'is set before it has been made ready, so after an error the next call takes it as it is, half made',
    'Make it ready in a local variable and assign it when that has succeeded.',
  ],
};

/** Objects to what a process remembers from one request to the next and what answers depend on. */
export const noInProcessState = defineCheck({
  meta: {
    name: 'no-in-process-state',
    bestPractice: 'REL05-BP06',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'No answer depends on what earlier requests left in the process',
    why:
      'Any instance can be replaced at any time, and the next request may go to another one. Counters, locks, sessions ' +
      'and records in the memory of one process are then wrong or gone.',
    fix: 'Keep state that answers depend on in a store that all instances share; keep only what can be worked out again in memory.',
    sources: [
      {
        title: 'REL05-BP06 Make systems stateless where possible',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp06.html',
      },
      {
        title: 'AWS Lambda best practices: the execution environment',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
      },
    ],
  },
  *judge(facts, { settings }) {
    for (const state of facts.state) {
      const verdict = state.role === 'events' ? judgeEvents(state, settings) : judgeState(state);
      if (verdict) yield verdict;
    }
  },
});

function judgeState(state: StateFact): SiteVerdict | undefined {
  const { at, name, role, reach, evident, handlers } = state;
  const evidence = { state: name, role, ...(handlers.length > 0 && { handlers: handlers.slice(0, 5) }) };
  const text = texts[role];
  if (!text) {
    if (role !== 'cache' || reach !== 'handlers') return undefined;
    return { at, status: 'compliant', message: `\`${name}\` holds only what can be worked out again.`, evidence };
  }
  const [fault, fix] = text;
  if (reach === 'handlers' || evident)
    return { at, status: 'violation', message: `\`${name}\` ${fault}. ${fix}`, evidence, ...relatedTo(state) };
  return {
    at,
    status: 'undetermined',
    message: `Whether \`${name}\` outlives a request cannot be decided, because the functions that use it are called from other files.`,
    evidence,
  };
}

function judgeEvents({ at, name, role, evident, repair }: StateFact, { instances }: Settings): SiteVerdict {
  const evidence = { state: name, role };
  if (instances === 'one')
    return { at, status: 'compliant', message: `\`${name}\` reaches all there are: one instance runs.`, evidence };
  if (!evident)
    return {
      at,
      status: 'undetermined',
      message: `\`${name}\` reaches its own process only, and another engine is here as well; which one runs in production cannot be told here.`,
      evidence,
    };
  return {
    at,
    status: 'violation',
    message: `\`${name}\` tells of events only in the process where they happen, so subscribers at other instances never hear of them. Use an engine that all instances share, such as \`${repair ?? 'one over Redis'}\`.`,
    evidence,
  };
}

function relatedTo({ at, written }: StateFact): Pick<SiteVerdict, 'related'> {
  return written && written.range[0] !== at.range[0] ? { related: [{ at: written, message: 'written' }] } : {};
}
