import { describe, expect, it } from 'vitest';
import { isDay, readJustification, suppress } from './suppressions.js';

describe('readJustification', () => {
  it.each([
    ['PROJ-12 until 2027-01-31: legacy', { ticket: 'PROJ-12', until: '2027-01-31', reason: 'legacy' }],
    ['PROJ-12: legacy', { ticket: 'PROJ-12', reason: 'legacy' }],
    ['until 2027-01-31: legacy', { until: '2027-01-31', reason: 'legacy' }],
    ['FL-1, expires 2027-01-31: a: b', { ticket: 'FL-1', until: '2027-01-31', reason: 'a: b' }],
    ['acme/shop#42 until 2027-01-31', { ticket: 'acme/shop#42', until: '2027-01-31' }],
    ['#42 upstream bug', { ticket: '#42', reason: 'upstream bug' }],
    ['the call ends with the request', { reason: 'the call ends with the request' }],
    ['UTF-8 only', { ticket: 'UTF-8', reason: 'only' }],
    ['until further notice', { reason: 'until further notice' }],
    ['  ', {}],
  ])('of "%s"', (text, expected) => {
    expect(readJustification(text)).toEqual(expected);
  });
});

describe('suppress', () => {
  const violation = { status: 'violation' as const };
  const until = (day: string) => ({ kind: 'directive' as const, until: day });

  it('holds through its last day', () => {
    expect(suppress(violation, [until('2027-01-31')], '2027-01-31')).toEqual({
      status: 'suppressed',
      suppression: until('2027-01-31'),
    });
  });

  it('ends after its last day, and says so', () => {
    expect(suppress(violation, [until('2027-01-31')], '2027-02-01')).toEqual({
      status: 'violation',
      suppression: until('2027-01-31'),
    });
  });

  it.each(['2027-02-30', '2027-13-01', 'soon'])('does not hold until %s, which is no day', (day) => {
    expect(suppress(violation, [until(day)], '2027-01-01')).toMatchObject({ status: 'violation' });
    expect(isDay(day)).toBe(false);
  });

  it('holds as long as one of several does', () => {
    const verdict = suppress(violation, [until('2026-01-01'), { kind: 'directive', reason: 'why' }], '2027-02-01');
    expect(verdict).toEqual({ status: 'suppressed', suppression: { kind: 'directive', reason: 'why' } });
  });

  it.each(['compliant', 'undetermined'] as const)('leaves a %s verdict as it is', (status) => {
    expect(suppress({ status }, [{ kind: 'directive' }], '2027-02-01')).toEqual({ status });
  });
});
