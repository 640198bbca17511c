import type { UnsafeTimeoutFact } from '../../behaviour/timeouts/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to values of timeouts that silently switch them off or make every call fail. */
export const noUnsafeTimeoutValue = defineCheck({
  meta: {
    name: 'no-unsafe-timeout-value',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Values of timeouts do what they say',
    why:
      'An environment variable is text, and a number made of one that is not set is NaN. Many libraries read both as "no ' +
      'timeout" and say nothing; others make every call fail, as they do with `Infinity`.',
    fix: 'Convert the variable to a number and give a fallback (`Number(process.env.TIMEOUT_MS) || 5_000`), or validate the environment when the program starts.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      { title: 'Node.js: process.env', url: 'https://nodejs.org/api/process.html#processenv' },
    ],
  },
  *judge(facts) {
    for (const fact of facts.unsafeTimeouts) yield verdict(fact);
  },
});

function verdict(fact: UnsafeTimeoutFact): SiteVerdict {
  const { at, option, label, value, env, does, cause, because, repair } = fact;
  const evidence = { library: label, option, value, ...(env !== undefined && { env }) };
  if (does === 'safe') {
    return { at, status: 'compliant', message: `\`${option}\` ${whySafe(because)}.`, evidence };
  }
  const call = cause === 'literal' ? 'Give a number of milliseconds that fits.' : repairOfVariable(cause);
  return {
    at,
    status: 'violation',
    message: `${fault(fact)}. ${call}`,
    evidence,
    suggestions:
      repair === undefined ? [] : [{ desc: `Write \`${repair}\``, edits: [{ range: at.range, text: repair }] }],
  };
}

function whySafe(because: UnsafeTimeoutFact['because']): string {
  if (because === 'fallback') return 'has a fallback for when its environment variable is not set';
  if (because === 'checked') return 'comes from an environment variable that the file checks';
  if (because === 'another limit')
    return 'may be off when its environment variable is not set, and another limit bounds the call';
  return 'comes from the environment, and the library takes its own default when it is not set';
}

function fault({ option, label, value, env, does, cause, without }: UnsafeTimeoutFact): string {
  const timeout = `\`${option}\` (${label})`;
  if (cause === 'literal') return `${value} makes every call fail at once when it is given as ${timeout}`;
  const name = env ?? value;
  const why =
    cause === 'text'
      ? `${name} is text and not a number`
      : cause === 'useless-fallback'
        ? `Without ${name} this is NaN, which \`??\` lets through`
        : `Nothing takes the place of ${name} when it is not set`;
  if (does === 'fails') return `${why}, and with that as ${timeout} every call fails`;
  if (does === 'reset') return `${why}, so ${label} passes over ${timeout} and takes its own default`;
  return `${why}, which silently switches ${timeout} off: it then ${without}`;
}

function repairOfVariable(cause: UnsafeTimeoutFact['cause']): string {
  return cause === 'useless-fallback'
    ? 'Use `||` for the fallback, or put it inside the conversion.'
    : 'Convert it and give a fallback, such as `Number(process.env.X) || 5_000`.';
}
