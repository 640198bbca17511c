import type { BaselineEntry, Verdict } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { matchKnown, openEntries } from './match.js';

/** A violation written as `file symbol fingerprint content body`. */
function verdict(text: string, status: Verdict['status'] = 'violation'): Verdict {
  const [file = '', symbol = '', fingerprint = '', content, body] = text.split(' ');
  const found = { check: 'require-http-timeout', status, fingerprint, symbol, location: { file, line: 1, column: 1 } };
  return { ...found, ...(content && { content }), ...(body && { body }) } as Verdict;
}

const known = (...texts: string[]): BaselineEntry[] => openEntries(texts.map((text) => verdict(text)));
const files = (entries: readonly BaselineEntry[]) => entries.map(({ file }) => file);

/** What became of each violation, by file. */
function standings(verdicts: readonly Verdict[], entries: readonly BaselineEntry[]): Record<string, unknown> {
  const match = matchKnown(verdicts, entries);
  const open = match.verdicts.filter(({ status }) => status === 'violation');
  return Object.fromEntries(open.map(({ location, baseline }) => [location?.file, baseline]));
}

describe('matchKnown', () => {
  it('knows what stands in the same file, whatever else has the same fingerprint', () => {
    expect(standings([verdict('a.ts s f'), verdict('b.ts s f')], known('a.ts s f'))).toEqual({
      'a.ts': 'unchanged',
      'b.ts': 'new',
    });
  });

  it('follows a fault to another file', () => {
    const match = matchKnown([verdict('lib/a.ts s f')], known('src/a.ts s f'));
    expect(match.verdicts[0]?.baseline).toBe('moved');
    expect(files(match.standing)).toEqual(['lib/a.ts']);
    expect(match.fixed).toEqual([]);
  });

  it('follows each of several that look alike when as many are gone', () => {
    expect(standings([verdict('x.ts s f'), verdict('y.ts s f')], known('a.ts s f', 'b.ts s f'))).toEqual({
      'x.ts': 'moved',
      'y.ts': 'moved',
    });
  });

  it('follows by the end of the path when there are more than before, and calls the rest new', () => {
    expect(standings([verdict('lib/a.ts s f'), verdict('lib/b.ts s f')], known('src/a.ts s f'))).toEqual({
      'lib/a.ts': 'moved',
      'lib/b.ts': 'new',
    });
  });

  it('calls all new where nothing says which one moved', () => {
    expect(standings([verdict('x.ts s f'), verdict('y.ts s f')], known('a.ts s f'))).toEqual({
      'x.ts': 'new',
      'y.ts': 'new',
    });
    expect(standings([verdict('x/a.ts s f'), verdict('y/a.ts s f')], known('a.ts s f'))).toEqual({
      'x/a.ts': 'new',
      'y/a.ts': 'new',
    });
  });

  it('does not take a like fault elsewhere for one that was repaired where it stood', () => {
    const verdicts = [verdict('a.ts client g', 'compliant'), verdict('b.ts client f')];
    const match = matchKnown(verdicts, known('a.ts client f'));
    expect(match.verdicts.map(({ baseline }) => baseline)).toEqual([undefined, 'new']);
    expect(files(match.fixed)).toEqual(['a.ts']);
  });

  it('knows the same code under another name, elsewhere only where there is enough of it', () => {
    const match = matchKnown([verdict('lib/b.ts charge g code body')], known('a.ts pay f code body'));
    expect(match.verdicts[0]?.baseline).toBe('moved');
    expect(match.standing).toEqual(known('lib/b.ts charge g code body'));
    expect(standings([verdict('a.ts charge g code')], known('a.ts pay f code'))).toEqual({ 'a.ts': 'moved' });
    expect(standings([verdict('b.ts charge g code')], known('a.ts pay f code'))).toEqual({ 'b.ts': 'new' });
    const short = known('a.ts pay f code ~short');
    expect(standings([verdict('b.ts charge g code ~short')], short)).toEqual({ 'b.ts': 'new' });
    expect(standings([verdict('a.ts charge g code other')], known('a.ts pay f code body'))).toEqual({ 'a.ts': 'new' });
  });

  it('knows the same code under another name in a new file, when its file is gone', () => {
    const found = (gone: boolean, added: boolean, now = 'b.ts charge g code ~short') => {
      const files = {
        isGone: (file: string) => gone && file === 'a.ts',
        isNew: (file: string) => added && file === 'b.ts',
      };
      return matchKnown([verdict(now)], known('a.ts pay f code ~short'), files).verdicts[0]?.baseline;
    };
    expect(found(true, true)).toBe('moved');
    expect(found(false, true)).toBe('new');
    expect(found(true, false)).toBe('new');
    expect(found(true, true, 'b.ts charge g code ~other'), 'another function').toBe('new');
  });

  it('does not take the same code under another name for one that was repaired', () => {
    const verdicts = [verdict('a.ts pay h', 'compliant'), verdict('a.ts refund g code body')];
    expect(standings(verdicts, known('a.ts pay f code body'))).toEqual({ 'a.ts': 'new' });
  });

  it.each(['undetermined', 'suppressed'] as const)('does not say that what is %s now is fixed', (status) => {
    const match = matchKnown([verdict('a.ts s f', status)], known('a.ts s f'));
    expect(match.fixed).toEqual([]);
    expect(files(match.standing)).toEqual(['a.ts']);
    expect(match.verdicts[0]).not.toHaveProperty('baseline');
  });

  it('does not let a known violation stand for two', () => {
    const entries = known('a.ts s f');
    expect(standings([verdict('a.ts s f'), verdict('x/a.ts s f')], [...entries, ...entries])).toEqual({
      'a.ts': 'unchanged',
      'x/a.ts': 'new',
    });
  });
});

describe('matchKnown with copies of a construct', () => {
  const copied = (fingerprint: string, ...stages: string[]): Verdict =>
    ({
      ...verdict(`lib/shop.ts */Q ${fingerprint}`),
      copies: stages.map((stage) => ({
        fingerprint: `f-${stage}`,
        resource: { template: `${stage}.json`, logicalId: 'Q', type: 'AWS::SQS::Queue', constructPath: `${stage}/Q` },
      })),
    }) as Verdict;
  const ofStage = (stage: string): BaselineEntry => ({
    fingerprint: `f-${stage}`,
    check: 'require-http-timeout',
    file: `${stage}.json`,
    symbol: `${stage}/Q`,
  });

  it('knows a finding by the entries that a baseline has of its copies', () => {
    const match = matchKnown([copied('m', 'Beta', 'Prod')], [ofStage('Beta'), ofStage('Prod')]);
    expect(match.verdicts[0]?.baseline).toBe('unchanged');
    expect(match.fixed).toEqual([]);
  });

  it('takes a further copy for no new finding', () => {
    const match = matchKnown([copied('m', 'Beta', 'Prod')], [ofStage('Prod')]);
    expect(match.verdicts[0]?.baseline).toBe('unchanged');
    expect(files(match.standing)).toEqual(['Beta.json', 'Prod.json']);
  });

  it('takes a copy that is gone for no repair while others stand', () => {
    const before = openEntries([copied('m', 'Beta', 'Prod')]);
    const alone = { ...verdict('lib/shop.ts Prod/Q f-Prod'), resource: copied('m', 'Prod').copies?.[0]?.resource };
    const match = matchKnown([alone as Verdict], before);
    expect(match.verdicts[0]?.baseline).toBe('unchanged');
    expect(match.fixed).toEqual([]);
    expect(matchKnown([], before).fixed).toHaveLength(2);
  });

  it('follows copies whose templates moved', () => {
    const before = [ofStage('Beta'), ofStage('Prod')].map((entry) => ({ ...entry, file: `old/${entry.file}` }));
    const match = matchKnown([copied('m', 'Beta', 'Prod')], before);
    expect(match.verdicts[0]?.baseline).toBe('moved');
    expect(match.fixed).toEqual([]);
  });
});
