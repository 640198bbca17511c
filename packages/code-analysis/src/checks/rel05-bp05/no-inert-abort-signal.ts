import type { CallFact, FileFacts, SignalFact } from '../../behaviour/types.js';
import { nodesAround } from '../../syntax/symbol.js';
import type { Source } from '../../syntax/source.js';
import { defineCheck, type SiteVerdict, type Suggestion } from '../define-check.js';
import { isInert } from './switched-off.js';

/** Objects to signals that can never fire, given to calls which nothing else bounds. */
export const noInertAbortSignal = defineCheck({
  meta: {
    name: 'no-inert-abort-signal',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Signals given to calls can fire',
    why:
      'A signal looks like a timeout to the reader. When nobody aborts its controller, or when it is undefined, the ' +
      'call waits as if it had none.',
    fix: 'Pass `AbortSignal.timeout(ms)`, or call `abort()` of the controller when the time is up. Combine several signals with `AbortSignal.any`.',
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
  *judge(facts, { source }) {
    for (const signal of facts.signals) {
      const verdict = judgeSignal(signal, callOf(signal, facts), source);
      if (verdict) yield verdict;
    }
  },
});

function judgeSignal(signal: SignalFact, call: CallFact | undefined, source: Source): SiteVerdict | undefined {
  const { at, kind, controller } = signal;
  if (kind === 'timeout') return { at, status: 'compliant', message: 'The signal fires when its time is up.' };
  if (!call || !isInert(kind)) return undefined;
  if (call.bound.status === 'bounded') {
    return { at, status: 'compliant', message: 'The signal never fires, and another limit bounds the call.' };
  }
  if (call.bound.status === 'undetermined') {
    const missing = call.bound.missing ? `, because ${call.bound.missing}` : '';
    return {
      at,
      status: 'undetermined',
      message: `The signal never fires, and it cannot be told whether another limit bounds the call${missing}.`,
    };
  }
  const cause = kind === 'undefined' ? 'There is no signal here' : 'Nobody aborts the controller of this signal';
  return {
    at,
    status: 'violation',
    message:
      `${cause}, so nothing ends the call: without a timeout, ${call.library.label} ${call.library.without}. ` +
      'Pass `AbortSignal.timeout(ms)`, or abort the controller when the time is up.',
    ...(controller && { related: [{ at: controller, message: 'controller made' }] }),
    evidence: { call: call.name, library: call.library.label },
    suggestions: suggestions(at.range, source),
  };
}

function callOf({ call }: SignalFact, facts: FileFacts): CallFact | undefined {
  return call && facts.calls.find(({ at }) => at.range[0] === call.range[0] && at.range[1] === call.range[1]);
}

/** Writes a signal with a timeout where the value stands; a controller that stands on its own line is left to a person. */
function suggestions(range: readonly [number, number], source: Source): Suggestion[] {
  const text = source.text.slice(...range);
  if (!/(^|\.)signal$|^undefined$|^null$|^void 0$/.test(text)) return [];
  const property = nodesAround(source, range).findLast(({ type }) => type === 'Property');
  const shorthand = property?.type === 'Property' && property.shorthand;
  const repaired = `${shorthand ? `${text}: ` : ''}AbortSignal.timeout(5_000)`;
  return [{ desc: 'Give up after 5 seconds', edits: [{ range, text: repaired }] }];
}
