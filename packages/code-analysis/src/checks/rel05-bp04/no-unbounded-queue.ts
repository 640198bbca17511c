import type { BufferFact } from '../../behaviour/buffers/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to lists in memory that grow with every request or event, and that nothing keeps small. */
export const noUnboundedQueue = defineCheck({
  meta: {
    name: 'no-unbounded-queue',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Lists and queues in memory have a bound',
    why:
      'What grows with every request and never shrinks ends the process when the memory is used up. A queue that takes in ' +
      'more than it works off makes everybody wait longer and longer, until the work that is done is of no use to anyone.',
    fix: 'Give it a largest length, refuse or drop what is beyond, and take out what is done; or hand the work to a queue service.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'Amazon Builders Library: avoiding insurmountable queue backlogs',
        url: 'https://aws.amazon.com/builders-library/avoiding-insurmountable-queue-backlogs/',
      },
    ],
  },
  *judge(facts) {
    for (const buffer of facts.buffers) {
      const { name, kind, fedBy, bound, handler, library, declared } = buffer;
      yield {
        ...judgeBuffer(buffer),
        related: [{ at: declared, message: 'made' }],
        evidence: {
          name,
          kind,
          fedBy,
          bound,
          ...(handler !== undefined && { handler }),
          ...(library !== undefined && { library }),
        },
      };
    }
  },
});

const why: Readonly<Partial<Record<BufferFact['bound'], string>>> = {
  drained: 'is emptied again',
  checked: 'is looked at for its length',
  few: 'is only given constant things',
  option: 'is bounded by an option',
};

function judgeBuffer({ at, name, kind, fedBy, bound }: BufferFact): SiteVerdict {
  const kept = why[bound];
  if (kept !== undefined) return { at, status: 'compliant', message: `\`${name}\` ${kept}.` };
  if (bound === 'opaque')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here whether \`${name}\` is bounded, because other code has it too.`,
    };
  if (bound === 'typed')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here how many values \`${name}\` can hold, because its type may allow a few only.`,
    };
  if (bound === 'once')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here whether \`${name}\` grows more than once, because a test stands around it.`,
    };
  if (fedBy === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here how often something is added to \`${name}\`.`,
    };
  const each = fedBy === 'listener' ? 'every event' : 'every request or event';
  if (kind === 'tasks')
    return {
      at,
      status: 'violation',
      message:
        `\`${name}\` takes a task for ${each} and has no bound, so in an overload tasks wait longer and longer until the memory is used up. ` +
        'Look at its length before a task is added, and refuse the request when it is too long.',
    };
  return {
    at,
    status: 'violation',
    message:
      `\`${name}\` grows with ${each} and nothing takes out of it or bounds it, so it grows until the memory is used up. ` +
      'Give it a largest length and take out what is done, or keep it in the handler.',
  };
}
