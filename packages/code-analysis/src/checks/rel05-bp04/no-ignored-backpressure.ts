import type { StreamWriteFact } from '../../behaviour/streams/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to writing to a stream again and again without heeding that it is full. */
export const noIgnoredBackpressure = defineCheck({
  meta: {
    name: 'no-ignored-backpressure',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Writing to a stream waits while the stream is full',
    why:
      'A stream takes every piece that it is given and keeps in memory what the other side has not taken yet. `write` returns ' +
      'false to say that it is full; who goes on writing keeps a whole file or table in memory for one slow reader.',
    fix: "Let `pipeline` from `node:stream/promises` move the data, or wait for `once(stream, 'drain')` when `write` returns false.",
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'Node.js: backpressuring in streams',
        url: 'https://nodejs.org/en/learn/modules/backpressuring-in-streams',
      },
    ],
  },
  *judge(facts) {
    for (const write of facts.streamWrites)
      yield { ...judgeWrite(write), evidence: { stream: write.stream, repeated: write.repeated } };
  },
});

function judgeWrite({ at, stream, repeated, backpressure }: StreamWriteFact): SiteVerdict {
  switch (backpressure) {
    case 'heeded':
      return { at, status: 'compliant', message: `Writing waits while \`${stream}\` is full.` };
    case 'short':
      return { at, status: 'compliant', message: `Only so much is written to \`${stream}\`.` };
    case 'opaque':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether \`${stream}\` can get full, because the loop waits for something else in between.`,
      };
    case 'ignored': {
      const where = repeated === 'loop' ? 'The loop writes' : 'Every piece of data is written';
      return {
        at,
        status: 'violation',
        message:
          `${where} to \`${stream}\` without looking whether it is full, so with a slow reader all that was not sent yet piles up in memory. ` +
          "Move the data with `pipeline`, or wait for `once(stream, 'drain')` when `write` returns false.",
      };
    }
  }
}
