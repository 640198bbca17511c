import type { FanOutFact, LimiterFact } from '../../behaviour/fan-out/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to remote work that is started for all elements of a long list at once. */
export const noUnboundedConcurrency = defineCheck({
  meta: {
    name: 'no-unbounded-concurrency',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Only so much remote work runs at once',
    why:
      'A list of ten elements starts ten calls at once, a list of ten thousand starts ten thousand: sockets, memory and the ' +
      'quota of the other system run out together, the first calls are throttled, and one big input takes everybody down.',
    fix: 'Run a fixed number at a time, such as with `p-limit` or `p-map` and `concurrency`, or in slices of the list.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'p-map: the option concurrency',
        url: 'https://github.com/sindresorhus/p-map#concurrency',
      },
    ],
  },
  *judge(facts) {
    for (const fanOut of facts.fanOuts) {
      yield { ...judgeFanOut(fanOut), evidence: evidenceOf(fanOut) };
    }
    for (const limiter of facts.limiters) yield judgeLimiter(limiter);
  },
});

function evidenceOf({ by, list, size, work, limit, call }: FanOutFact) {
  return { by, list, size, work, limit, ...(call !== undefined && { call }) };
}

const fix = 'Run a fixed number at a time, such as with `p-limit`, or in slices of the list.';

function judgeFanOut({
  at,
  by,
  list,
  size,
  work,
  limit,
  call = '',
  callAt,
  elsewhere,
  isShared,
}: FanOutFact): SiteVerdict {
  if (limit === 'set') return { at, status: 'compliant', message: `A limit says how much of it runs at once.` };
  const bounded = boundedBy[size];
  if (bounded !== undefined) return { at, status: 'compliant', message: `\`${list}\` ${bounded}.` };
  if (work === 'elsewhere')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here whether the work for \`${list}\` is remote, because other code does it.`,
    };
  if (limit === 'elsewhere')
    return {
      at,
      status: 'undetermined',
      message: `\`${call}\` goes through other code, which may let only some of the calls run at once.`,
    };
  if (size === 'unknown')
    return { at, status: 'undetermined', message: `It cannot be told here how long \`${list}\` gets.` };
  const length = size === 'read' ? 'is as long as what another system returns' : 'is as long as the sender wants it';
  const harm = isShared ? 'holds up all who share the connection' : 'uses up sockets and quotas for everybody';
  return {
    at,
    status: 'violation',
    message: `\`${by}\` starts \`${call}\` for every element of \`${list}\` at once, and that ${length}, so a long one ${harm}. ${fix}`,
    ...(callAt && { related: [{ at: callAt, message: elsewhere ? 'call of another file' : 'remote call' }] }),
    ...(elsewhere && { elsewhere: [{ ...elsewhere, message: 'remote call' }] }),
  };
}

/** Why a list is short enough; absent where it is not, or not known to be. */
const boundedBy: Readonly<Partial<Record<FanOutFact['size'], string>>> = {
  fixed: 'is as long as it is written or configured',
  slice: 'is a part of a list that is cut to a length',
  batch: 'holds the records of one event, of which its source bounds the number',
  limited: 'was asked for with a limit',
  checked: 'is refused before when it is longer than a limit',
};

function judgeLimiter({ at, name, limit, byDefault }: LimiterFact): SiteVerdict {
  if (limit === 'set') return { at, status: 'compliant', message: `\`${name}\` lets a number of tasks run at once.` };
  if (limit === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here how many tasks \`${name}\` lets run at once.`,
    };
  const cause = byDefault ? `\`${name}\` is made without a limit` : `The limit of \`${name}\` is infinite`;
  return {
    at,
    status: 'violation',
    message: `${cause}, so it lets every task run at once and holds nothing back. Give it the number of tasks that the other side can take.`,
  };
}
