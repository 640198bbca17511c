import type { Bound, FileFacts, IgnoredFact, LibraryRef, Place } from '../../behaviour/types.js';
import { nodesAround } from '../../syntax/symbol.js';
import type { Source } from '../../syntax/source.js';
import { defineCheck, type SiteVerdict, type Suggestion } from '../define-check.js';

/** Objects to options that are written as a timeout and that the library does not read. */
export const noIgnoredTimeoutOption = defineCheck({
  meta: {
    name: 'no-ignored-timeout-option',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Timeouts are given by options that the library reads',
    why:
      'An option that a library does not know is passed over without a word. The code looks bounded, the review passes, ' +
      'and the call waits as if nothing had been written.',
    fix: 'Use the option that the installed version reads, or pass `AbortSignal.timeout(ms)` where the library takes a signal.',
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
    const seen = new Set<string>();
    for (const { ignored, at, bound, library } of writtenAndIgnored(facts)) {
      if (seen.has(at.range.join())) continue;
      seen.add(at.range.join());
      yield verdict(ignored, at, bound, library, source);
    }
  },
});

function* writtenAndIgnored({ clients, calls }: FileFacts) {
  for (const { bound, library } of [...clients, ...calls]) {
    for (const ignored of bound.ignored) {
      const { at, serves } = ignored;
      if (at && serves === undefined) yield { ignored, at, bound, library };
    }
  }
}

function verdict(ignored: IgnoredFact, at: Place, bound: Bound, library: LibraryRef, source: Source): SiteVerdict {
  const { path, because } = ignored;
  const version = library.version ?? 'not known; judged by the newest';
  const evidence = { library: library.label, module: library.module, version, option: path };
  const bounded = bound.status === 'bounded' && !bound.byDefault;
  if (bounded && ignored.meant !== 'retries') {
    const message = `\`${path}\` has no effect (${because}), and another limit bounds the call.`;
    return { at, status: 'compliant', message, evidence };
  }
  if (bound.status === 'undetermined' && /agent\.timeout$/i.test(path)) {
    const message = `\`${path}\` does not bound the call (${because}), and whether another limit does cannot be told here.`;
    return { at, status: 'undetermined', message, evidence };
  }
  const newest = library.version === undefined && library.versioned ? ' in its newest version' : '';
  return {
    at,
    status: 'violation',
    message: `${library.label} does not act on \`${path}\`${newest}: ${because}, so ${consequence(ignored, bound, library)}. ${repair(ignored, library)}`,
    evidence,
    suggestions: suggestions(ignored, at, source),
  };
}

function consequence({ meant }: IgnoredFact, { status, byDefault }: Bound, { label, without }: LibraryRef): string {
  if (meant === 'retries') return 'its own number of attempts applies';
  if (meant === 'connecting') return 'connecting is not bounded by it';
  if (meant === 'keep-alive') return 'a dead connection is not noticed by it';
  if (status === 'undetermined') return 'it bounds nothing';
  return byDefault ? `only the default applies: a call ${without}` : `${label} ${without}`;
}

function repair({ meant, instead }: IgnoredFact, library: LibraryRef): string {
  if (instead !== undefined) return `Write \`${instead.replace('$', 'ms')}\` instead.`;
  return meant === undefined ? `Write \`${library.repair}\` instead.` : 'Write it where the library reads it.';
}

/** Puts the option that works in the place of the one that does not. */
function suggestions({ path, instead }: IgnoredFact, at: Place, source: Source): Suggestion[] {
  const text = source.text.slice(...at.range);
  const name = path.split('.').at(-1) ?? '';
  const value = text === name ? name : new RegExp(`^(?:${name}|'${name}'|"${name}")\\s*:\\s*([^]+)$`).exec(text)?.[1];
  const options = nodesAround(source, at.range).findLast(({ type }) => type === 'ObjectExpression');
  const siblings = options ? source.text.slice(...options.range) : '';
  if (instead === undefined || value === undefined || /\bsignal\b|\.\.\./.test(siblings)) return [];
  const code = instead.replace('$', () => value);
  return [{ desc: `Write \`${code}\``, edits: [{ range: at.range, text: code }] }];
}
