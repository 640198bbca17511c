import type { EvidenceValue } from '@faultline/catalog';
import type { Bound, CallFact, Insertion, LibraryRef, OptionFact, Place } from '../../behaviour/types.js';
import type { Cause, SiteVerdict, Suggestion } from '../define-check.js';
import { phasesInWords, secondsInWords } from './phase-words.js';

/** What a rule wants said of a client or call. */
export interface TimeoutSite {
  readonly at: Place;
  readonly library: LibraryRef;
  readonly bound: Bound;
  /** `call`, or `every call through this client`. */
  readonly subject: string;
  /** The fault as a sentence without a full stop, where the usual one does not fit. */
  readonly fault?: string;
  readonly fix: string;
  readonly insertion?: Insertion | undefined;
  readonly cause?: Cause | undefined;
}

/** Turns the bound of a client or call into a verdict. */
export function timeoutVerdict(site: TimeoutSite): SiteVerdict {
  const { elsewhere } = site.bound;
  return {
    ...verdictOf(site),
    ...(elsewhere && { elsewhere }),
    ...(site.cause && { cause: site.cause }),
  };
}

/**
 * The call inside a wrapper that a call has its limit from, or lacks it. A call of which it cannot be told what its own options
 * hold is a question of its own.
 */
export function causeOf({ through, isInWrapper, hangsOnWrapper, bound, library }: CallFact): Cause | undefined {
  if (!through) return undefined;
  if (isInWrapper) {
    const violation = `None of those who call the function around this call passes a timeout, so each of them can wait for as long as the other side stays silent. Give it one here: \`${library.repair}\`.`;
    const undetermined =
      'Some of those who call the function around this call pass a timeout; those who do not are told where they call it.';
    return { role: 'cause', at: through, says: { violation, undetermined } };
  }
  return bound.status === 'undetermined' && !hangsOnWrapper ? undefined : { role: 'effect', at: through };
}

function verdictOf(site: TimeoutSite): SiteVerdict {
  const { at, bound, subject } = site;
  const evidence = evidenceOf(site);
  switch (bound.status) {
    case 'bounded':
      return { at, status: 'compliant', message: compliance(site), evidence };
    case 'undetermined': {
      const missing = bound.missing ?? 'the options come from elsewhere';
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether ${subject} ends in time, because ${missing}.`,
        evidence: { ...evidence, missing },
      };
    }
    case 'partly':
    case 'unbounded':
      return {
        at,
        status: 'violation',
        message: `${site.fault ?? fault(site)}. ${bound.repeated ? `Add \`${bound.repeated.repair}\`.` : site.fix}`,
        evidence,
        ...(!bound.repeated && { suggestions: suggestions(site) }),
      };
  }
}

function fault({ bound, library, subject }: TimeoutSite): string {
  const because = bound.ignored.map(({ path, because: why }) => ` (\`${path}\` does not help: ${why})`)[0] ?? '';
  const off = bound.options.find((option) => option.state === 'off' && option.odd !== undefined);
  if (off) return `\`${off.path || 'timeout'}\` is ${off.odd ?? ''} here, so ${subject} ${library.without}`;
  const { repeated, lacks = ['response'] } = bound;
  if (repeated) {
    const total = `${repeated.attempts} of them, up to ${secondsInWords(repeated.seconds)} in all`;
    return `${names(bound)} ${verb(bound, 'end')} one attempt, and ${library.label} makes ${total}`;
  }
  if (bound.status === 'partly')
    return `${names(bound)} ${verb(bound, 'leave')} ${subject} free to hang while ${phasesInWords(lacks)}${because}`;
  // A default of minutes is a limit, though nobody waits for it.
  if (library.without.startsWith('waits')) return `By default ${subject} ${library.without}${because}`;
  return `${capital(subject)} has no timeout${because}; without one, ${library.label} ${library.without}`;
}

function names(bound: Bound): string {
  return setPaths(bound).join(' and ');
}

/** The verb for what the options do: `ends`, or `end` for several. */
function verb(bound: Bound, plural: string): string {
  return setPaths(bound).length > 1 ? plural : `${plural}s`;
}

function setPaths({ options }: Bound): readonly string[] {
  return [...new Set(options.flatMap(({ state, path }) => (state === 'set' ? [`\`${path || 'timeout'}\``] : [])))];
}

function compliance({ bound, library, subject }: TimeoutSite): string {
  if (bound.byDefault) return `${capital(subject)} is bounded by default: ${library.label} ${library.without}.`;
  const set = bound.options.filter((option) => option.state === 'set');
  const said = set.map((option) => `\`${option.path || 'timeout'}\`${valueText(option)}`).join(', ');
  return said === '' ? `${capital(subject)} is bounded.` : `${capital(subject)} is bounded by ${said}.`;
}

function valueText({ ms, env }: OptionFact): string {
  if (ms !== undefined) return ` (${ms} ms)`;
  return env === undefined ? '' : ` (from the environment variable ${env})`;
}

function evidenceOf({ library, bound }: TimeoutSite): Record<string, EvidenceValue> {
  const options = bound.options
    .filter((option) => option.state !== 'opaque')
    .map(({ path, state, level, ms, env, odd }) => ({
      path,
      state,
      level,
      ...(ms !== undefined && { ms }),
      ...(env !== undefined && { env }),
      ...(odd !== undefined && { value: odd }),
    }));
  return {
    library: library.label,
    module: library.module,
    version: library.version ?? 'not known; judged by the newest',
    phases: [...bound.phases],
    options,
    ...(bound.byDefault && { byDefault: true }),
  };
}

/** Writes the repair into the options, where they are written out and hold nothing of the kind yet. */
function suggestions({
  insertion,
  library,
  bound,
}: Pick<TimeoutSite, 'insertion' | 'library' | 'bound'>): Suggestion[] {
  const { repair } = library;
  if (!insertion || !/^[\w$]+: /.test(repair)) return [];
  const names = new Set([...repair.matchAll(/(?:^|,\s*)([\w$]+): /g)].map((match) => match[1]));
  if (bound.options.some((option) => option.at && names.has(option.path.split('.')[0]))) return [];
  const text = `${insertion.before}${repair}${insertion.after}`;
  return [
    {
      desc: `Add \`${repair}\``,
      edits: [{ range: [insertion.offset, insertion.offset], text }],
    },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
