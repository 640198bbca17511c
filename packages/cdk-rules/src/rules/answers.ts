import type { Value } from '../values/value.js';
import { asBoolean, branches } from '../values/values.js';

/** What is said to a question about a template: `unknown` when it is decided at deployment. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Yes when one is yes; else unknown when one is unknown. */
export function anyOf(answers: Iterable<Answer>): Answer {
  const all = new Set(answers);
  return all.has('yes') ? 'yes' : all.has('unknown') ? 'unknown' : 'no';
}

/** Yes when all are yes (so for none at all); no when one is no; else unknown. */
export function allOf(answers: Iterable<Answer>): Answer {
  const all = new Set(answers);
  return all.has('no') ? 'no' : all.has('unknown') ? 'unknown' : 'yes';
}

/** What holds under every condition; unknown when the conditions differ, or a parameter decides. */
export function answerOf(value: Value, judge: (outcome: Value) => Answer): Answer {
  const answers = branches(value).map(({ value: outcome }) => {
    return outcome.kind === 'unknown' || (outcome.kind === 'known' && outcome.assumed !== undefined)
      ? 'unknown'
      : judge(outcome);
  });
  const [first = 'unknown'] = answers;
  return answers.every((answer) => answer === first) ? first : 'unknown';
}

/** Whether something is written at all; what a parameter gives is written too. */
export function isWritten(value: Value): Answer {
  const answers = branches(value).map(({ value: outcome }): Answer => {
    return outcome.kind === 'absent' ? 'no' : outcome.kind === 'unknown' ? 'unknown' : 'yes';
  });
  const [first = 'unknown'] = answers;
  return answers.every((answer) => answer === first) ? first : 'unknown';
}

/** Whether a switch is on, with what the service takes when it is not written. */
export function isOn(value: Value, whenAbsent: boolean): Answer {
  return answerOf(value, (outcome) => {
    const state = outcome.kind === 'absent' ? whenAbsent : asBoolean(outcome);
    return state === undefined ? 'unknown' : state ? 'yes' : 'no';
  });
}
