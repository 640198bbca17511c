import { describe as group, expect, it } from 'vitest';
import type { Value } from './value.js';
import { asBoolean, asNumber, asString, branches, choice, describe, known, unknown } from './values.js';

const external = (text: string): Value => ({ kind: 'external', text });

group('asNumber', () => {
  it.each([
    [known(30), 30],
    [known('300'), 300],
    [known(' 1.5 '), 1.5],
    [known('1e3'), 1000],
    [known('soon'), undefined],
    [known(''), undefined],
    [known(true), undefined],
    [known([1]), undefined],
    [external('5'), undefined],
    [unknown('x'), undefined],
  ])('%j: %s', (value, expected) => {
    expect(asNumber(value)).toBe(expected);
  });
});

group('asBoolean', () => {
  it.each([
    [known(true), true],
    [known('false'), false],
    [known('True'), true],
    [known('maybe'), undefined],
    [known(0), undefined],
    [unknown('x'), undefined],
  ])('%j: %s', (value, expected) => {
    expect(asBoolean(value)).toBe(expected);
  });
});

group('asString', () => {
  it('takes literal addresses but not such with placeholders', () => {
    expect(asString(external('arn:aws:sqs:eu-west-1:1:q'))).toBe('arn:aws:sqs:eu-west-1:1:q');
    expect(asString(external('${Topic}-x'))).toBeUndefined();
    expect(asString(known(7))).toBe('7');
    expect(asString({ kind: 'absent' })).toBeUndefined();
  });
});

group('branches', () => {
  it('gives one branch without condition for a plain value', () => {
    expect(branches(known(1))).toEqual([{ when: '', value: known(1) }]);
  });

  it('flattens nested choices and leaves out what excludes itself', () => {
    const inner: Value = {
      kind: 'choice',
      branches: [
        { when: 'A', value: known(1) },
        { when: 'not A', value: known(2) },
      ],
    };
    const outer: Value = {
      kind: 'choice',
      branches: [
        { when: 'A', value: inner },
        { when: 'not A', value: known(3) },
      ],
    };
    expect(branches(outer)).toEqual([
      { when: 'A', value: known(1) },
      { when: 'not A', value: known(3) },
    ]);
  });

  it('joins conditions', () => {
    const inner: Value = {
      kind: 'choice',
      branches: [
        { when: 'B', value: known(1) },
        { when: 'not B', value: known(2) },
      ],
    };
    expect(branches({ kind: 'choice', branches: [{ when: 'A', value: inner }] }).map(({ when }) => when)).toEqual([
      'A and B',
      'A and not B',
    ]);
  });
});

group('choice', () => {
  it('is the value itself when all branches agree', () => {
    expect(
      choice([
        { when: 'A', value: known(1) },
        { when: 'not A', value: known(1) },
      ]),
    ).toEqual(known(1));
  });
});

group('describe', () => {
  it.each([
    [known('300', 'Limit'), '300 (the default of parameter Limit)'],
    [known({ a: 1 }), '{"a":1}'],
    [{ kind: 'absent' } as const, 'not set'],
    [unknown('x'), 'not known'],
    [
      {
        kind: 'choice',
        branches: [
          { when: 'A', value: known(1) },
          { when: 'not A', value: { kind: 'absent' } },
        ],
      } as Value,
      '1 when A, not set when not A',
    ],
  ])('%j: %s', (value, expected) => {
    expect(describe(value)).toBe(expected);
  });

  it('cuts long text', () => {
    expect(describe(known('x'.repeat(500)))).toHaveLength(80);
  });
});
