import type { DisabledTimeoutFact } from '../../behaviour/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to values that switch a timeout off where the library reads them so. */
export const noDisabledTimeout = defineCheck({
  meta: {
    name: 'no-disabled-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Timeouts are not switched off',
    why:
      'Many libraries read 0, null, false or Infinity as "wait for ever". One dependency that accepts a connection and ' +
      'stays silent then holds the caller, its connection and its memory until the process is restarted.',
    fix: 'Give a duration that is a little longer than the slowest answer you accept. Where a stream must stay open, set the limit for that route only.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      { title: 'Node.js: server.requestTimeout', url: 'https://nodejs.org/api/http.html#serverrequesttimeout' },
    ],
  },
  *judge(facts) {
    for (const disabled of facts.disabled) yield verdict(disabled);
  },
});

function verdict(disabled: DisabledTimeoutFact): SiteVerdict {
  const { at, option, value, target, label, boundedOtherwise, repair } = disabled;
  const evidence = { library: label, option, value };
  if (boundedOtherwise) {
    const message = `\`${option}\` is switched off with ${value}, and another limit takes its place.`;
    return { at, status: 'compliant', message, evidence };
  }
  return {
    at,
    status: 'violation',
    message: `${fault(disabled)} ${target === 'server' || target === 'socket' ? repairOfServer : repairOfCall}`,
    evidence,
    suggestions:
      repair === undefined ? [] : [{ desc: `Set it to ${repair}`, edits: [{ range: at.range, text: repair }] }],
  };
}

function fault({ option, value, target, label, bounds }: DisabledTimeoutFact): string {
  const off = `${value} switches \`${option}\` (${label}) off`;
  if (target === 'client') return `${off}, so every call through this client can hang while the other side is silent.`;
  if (target === 'call') return `${off}, so this call can hang while the other side is silent.`;
  return `${off}: nothing then ends ${bounds ?? 'an idle connection'}, and such connections fill up the server.`;
}

const repairOfCall = 'Give a duration a little longer than the slowest answer that you accept.';
const repairOfServer = 'Keep the default or give a duration, and lift the limit only on the routes that stream.';
