import { expect, test } from 'vitest';
import { onePerCause, type Standing } from './one-per-cause.js';

type Status = Standing['status'];

/** The findings that are left of a cause with this status and of effects with these, numbered from 1; `0` is the cause. */
function left(cause: Status | undefined, ...effects: Status[]): string[] {
  const all = [cause, ...effects].flatMap((status, index) =>
    status === undefined ? [] : [{ name: `${index}`, status }],
  );
  const joined = onePerCause(
    all,
    ({ name, status }) => ({ cause: 'a.ts:1:1', role: name === '0' ? 'cause' : 'effect', status }),
    (one) => ({
      name: `${one.cause.name}+${one.effects.map(({ name }) => name).join('')}${one.becomes ? ` is ${one.becomes}` : ''}`,
      status: one.cause.status,
    }),
  );
  return joined.map(({ name }) => name);
}

test('a fault stands for all that have it', () => {
  expect(left('violation', 'violation', 'violation')).toEqual(['0+12']);
});

test('a cause that is open is a fault when nobody passes what it needs', () => {
  expect(left('undetermined', 'violation', 'violation')).toEqual(['0+12 is violation']);
});

test('one that passes nothing is at fault itself while the cause is open', () => {
  expect(left('undetermined', 'violation')).toEqual(['0', '1']);
});

test('where some pass it, those who do not are at fault, and the cause is open', () => {
  expect(left('violation', 'violation', 'compliant')).toEqual(['0+ is undetermined', '1', '2']);
  expect(left('undetermined', 'violation', 'violation', 'compliant')).toEqual(['0', '1', '2', '3']);
});

test('a cause that all are good to stays as it is', () => {
  expect(left('violation', 'compliant')).toEqual(['0', '1']);
  expect(left('compliant', 'compliant', 'undetermined')).toEqual(['0', '1', '2']);
});

test('a fault that is accepted is accepted for all that have it', () => {
  expect(left('suppressed', 'violation', 'undetermined')).toEqual(['0+12']);
});

test('what is accepted at its own place keeps its verdict', () => {
  expect(left('violation', 'suppressed', 'violation')).toEqual(['0+2', '1']);
});

test('what hangs on the cause is open once', () => {
  expect(left('undetermined', 'undetermined', 'undetermined', 'compliant')).toEqual(['0+12', '3']);
  expect(left(undefined, 'undetermined', 'undetermined', 'violation')).toEqual(['1+2', '3']);
});

test('findings without a cause, or of another one, are left alone', () => {
  const findings = ['a', 'b', 'c'];
  const read = (name: string): Standing | undefined =>
    name === 'c' ? undefined : { cause: name, role: 'effect', status: 'undetermined' };
  const join = () => {
    throw new Error('nothing is to be joined');
  };
  expect(onePerCause(findings, read, join)).toEqual(findings);
});
