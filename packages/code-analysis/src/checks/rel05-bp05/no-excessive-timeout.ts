import type { CallFact, ClientFact, FileFacts, OptionFact, Place } from '../../behaviour/types.js';
import { lineText, positionAt, type Source } from '../../syntax/source.js';
import { enclosingSymbol } from '../../syntax/symbol.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to timeouts that are longer than anybody can wait. */
export const noExcessiveTimeout = defineCheck({
  meta: {
    name: 'no-excessive-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Timeouts are not longer than a caller can wait',
    why:
      'A timeout of minutes ends the call long after its own caller has gone. Until then it holds a worker, memory and a ' +
      'connection, and every retry does so again.',
    fix: 'Take a value a little above the slowest answer that is still useful, below the limit of the caller. `settings.faultline.maxTimeout` moves the limit.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: "Amazon Builders' Library: Timeouts, retries, and backoff with jitter",
        url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
      },
    ],
  },
  *judge(facts, { settings, source }) {
    const unsafe = new Set(
      facts.unsafeTimeouts.filter(({ does }) => does === 'fails').map(({ at }) => at.range.join()),
    );
    const seen = new Set<string>();
    for (const site of sites(facts)) {
      const max = Math.max(settings.maxTimeout, isModel(site, source) ? slowestAnswerOfModel : 0);
      for (const option of written(site)) {
        const key = `${option.at.range.join()} ${option.path}`;
        if (seen.has(key) || unsafe.has(option.at.range.join())) continue;
        seen.add(key);
        yield verdict(site, option, max, facts, source);
      }
    }
  },
});

type Written = OptionFact & { readonly at: Place; readonly ms: number };

function sites({ clients, calls }: FileFacts): readonly (ClientFact | CallFact)[] {
  return [...clients.filter(({ use }) => use === 'calls'), ...calls];
}

/** Options whose length is known; one that stands in another file is told where it is given. */
function written({ bound, callee }: ClientFact | CallFact): readonly Written[] {
  return bound.options.flatMap((one): Written[] =>
    one.state === 'set' && one.ms !== undefined ? [{ ...one, at: one.at ?? callee, ms: one.ms }] : [],
  );
}

/** A long answer of a large model takes minutes; their own clients give up after ten. */
const slowestAnswerOfModel = 5 * 60_000;
const pathsOfModels =
  /\/chat\/completions|\/v1\/(?:messages|responses|completions)\b|:(?:stream)?generateContent|\/api\/(?:generate|chat)\b/i;

/** True for what asks a language model, by its client or by the path of the API. */
function isModel({ library, at }: ClientFact | CallFact, { text }: Source): boolean {
  return library.slowByNature === true || pathsOfModels.test(text.slice(...at.range));
}

function verdict(
  site: ClientFact | CallFact,
  { at, path, ms, covers }: Written,
  max: number,
  facts: FileFacts,
  source: Source,
): SiteVerdict {
  const { bound, library } = site;
  const option = path || 'timeout';
  const evidence = { library: library.label, option, ms, limit: max };
  const said = (why: string): SiteVerdict => ({ at, status: 'compliant', message: `\`${option}\` ${why}.`, evidence });
  if (ms <= max) return said(`is ${duration(ms)}, within the limit of ${duration(max)}`);
  const shorter = bound.options.some(
    (other) =>
      other.state === 'set' &&
      (other.ms === undefined ? other.path !== path : other.ms <= max) &&
      (other.covers.includes('total') || covers.every((phase) => other.covers.includes(phase))),
  );
  if (shorter) return said(`is ${duration(ms)}, and a shorter limit holds beside it`);
  if (isShortenedAtCalls(site, path, max, facts)) return said(`is ${duration(ms)}, and every call has a shorter one`);
  if (isLongPoll(site, source)) return said(`is ${duration(ms)} for a client that polls for long`);
  if (isMarked(at, source)) return said(`is ${duration(ms)} for work that is named as long`);
  return {
    at,
    status: 'violation',
    message:
      `\`${option}\` (${library.label}) lets each attempt wait ${duration(ms)}, longer than the limit of ${duration(max)}: ` +
      'callers give up before, and what it holds stays held. ' +
      'Take a value a little above the slowest useful answer, or move work that takes so long out of the way of callers.',
    evidence,
  };
}

/** True for a client that is used in this file, with a shorter value of the option at each call. */
function isShortenedAtCalls(site: ClientFact | CallFact, path: string, max: number, { calls }: FileFacts): boolean {
  const uses = 'id' in site ? calls.filter(({ client }) => client === site.id) : [];
  const isShort = ({ state, level, ms, path: name }: OptionFact) =>
    state === 'set' && level === 'call' && name === path && (ms === undefined || ms <= max);
  return uses.length > 0 && uses.every(({ bound }) => bound.options.some(isShort));
}

/** Queues hold the answer back for as long as `WaitTimeSeconds` says. */
function isLongPoll({ library }: ClientFact | CallFact, { text }: Source): boolean {
  return library.family === 'aws-sdk' && text.includes('WaitTimeSeconds');
}

const transfers = /upload|download|long_?-?poll|wait_?time_?seconds|receive_?message|stream|backup/i;
const longWork = new RegExp(`${transfers.source}|export|import|batch|migrat|report`, 'i');

/** True for a transfer by the names around it, and for work of which a comment at the line says that it takes long. */
function isMarked({ range }: Place, source: Source): boolean {
  const { line } = positionAt(source, range[0]);
  const [before, same] = [lineText(source, line - 1), lineText(source, line)];
  const comments = [/^\s*(?:\/\/|\*|\/\*).*/.exec(before)?.[0], /\/[/*].*/.exec(same)?.[0]];
  return transfers.test(enclosingSymbol(source, range)) || comments.some((text) => text && longWork.test(text));
}

function duration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${Number((ms / 1_000).toFixed(1))} s`;
}
