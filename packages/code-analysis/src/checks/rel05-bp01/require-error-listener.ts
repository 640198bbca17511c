import type { ErrorEventFact } from '../../behaviour/error-events/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to requests and piped streams of whose failure nothing hears. */
export const requireErrorListener = defineCheck({
  meta: {
    name: 'require-error-listener',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'strict',
    title: 'Something hears of the failure of a request or a stream',
    why:
      'An `error` event without a listener ends the process. `pipe` hands on data and no failure: when the source breaks off, the ' +
      'destination is never ended, and whoever waits for it waits for ever.',
    fix: 'Move data with `pipeline` from `node:stream/promises`, and give each request a listener for `error`.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      { title: 'Node.js: readable.pipe', url: 'https://nodejs.org/api/stream.html#readablepipedestination-options' },
      { title: 'Node.js: error events', url: 'https://nodejs.org/api/events.html#error-events' },
    ],
  },
  *judge(facts) {
    for (const event of facts.errorEvents)
      yield { ...judgeEvent(event), evidence: { emitter: event.emitter, kind: event.kind, state: event.state } };
  },
});

function judgeEvent(event: ErrorEventFact): SiteVerdict {
  const { at, emitter, state } = event;
  switch (state) {
    case 'heard':
      return { at, status: 'compliant', message: `Something hears of a failure of \`${emitter}\`.` };
    case 'opaque':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether something hears of a failure of \`${emitter}\`, because it is handed to other code.`,
      };
    case 'unheard':
      return { at, status: 'violation', message: fault(event) };
  }
}

function fault({ kind, emitter, destination = '' }: ErrorEventFact): string {
  switch (kind) {
    case 'request':
      return `Nothing listens for the \`error\` event of \`${emitter}\`, so a connection that fails is an uncaught exception, which ends the process. Add \`.on('error', ...)\` to the request.`;
    case 'file':
      return `Nothing listens for the \`error\` event of \`${emitter}\`, so a file that is missing or cannot be read is an uncaught exception, which ends the process. Use \`pipeline\` from \`node:stream/promises\`.`;
    case 'body':
      return `\`pipe\` hands on no failure of \`${emitter}\`, so when the other side breaks off, \`${destination}\` is never ended and whoever waits for it waits for ever. Use \`pipeline\` from \`node:stream/promises\`.`;
  }
}
