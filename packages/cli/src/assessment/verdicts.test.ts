import { describe, expect, it } from 'vitest';
import { finishVerdicts, homeOf, type DraftVerdict } from './verdicts.js';

function draft(changes: Partial<DraftVerdict> = {}): DraftVerdict {
  return {
    check: 'require-http-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    status: 'violation',
    severity: 'error',
    message: 'No timeout.',
    location: { file: 'src/pay.ts', line: 3, column: 5 },
    anchor: 'Payments.pay',
    subject: 'fetch(url)',
    ...changes,
  };
}

const at = (file: string, line: number) => ({ location: { file, line, column: 1 } });
const fingerprints = (...drafts: DraftVerdict[]) => finishVerdicts(drafts).map((verdict) => verdict.fingerprint);

describe('finishVerdicts', () => {
  it('gives a site that moved to another line or file the same identity', () => {
    const [before] = fingerprints(draft(at('src/pay.ts', 3)));
    expect(fingerprints(draft(at('src/billing/pay.ts', 90)))).toEqual([before]);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([{ check: 'no-disabled-timeout' }, { anchor: 'Payments.refund' }, { subject: 'fetch(other)' }])(
    'tells apart what differs in %o',
    (change) => {
      expect(fingerprints(draft(change))).not.toEqual(fingerprints(draft()));
    },
  );

  it('numbers equal sites of a file in the order of their places, whatever order they come in', () => {
    const first = draft(at('a.ts', 1));
    const second = draft(at('a.ts', 2));
    const [one, two] = fingerprints(second, first);
    expect(one).not.toBe(two);
    expect([one, two]).toEqual(fingerprints(first, second));
  });

  it('does not depend on what other files hold', () => {
    const [alone] = fingerprints(draft(at('b.ts', 1)));
    expect(fingerprints(draft(at('a.ts', 1)), draft(at('b.ts', 1)))).toEqual([alone, alone]);
  });

  it('knows the code of a site again under other names, in other files', () => {
    const content = (changes: Partial<DraftVerdict>) => finishVerdicts([draft(changes)])[0]?.content;
    expect(content({ anchor: 'Payments.charge', ...at('b.ts', 1) })).toBe(content({}));
    expect(content({ subject: 'fetch(other)' })).not.toBe(content({}));
  });

  it('gives resources the template they are in as their home, and no content', () => {
    const resource = { template: 't.yaml', logicalId: 'Q', type: 'AWS::SQS::Queue' };
    const [verdict] = finishVerdicts([draft({ layer: 'infrastructure', resource, anchor: 'Shop/Q', subject: '' })]);
    expect(verdict && homeOf(verdict)).toBe('t.yaml');
    expect(verdict).toMatchObject({ symbol: 'Shop/Q' });
    expect(verdict).not.toHaveProperty('content');
  });

  it('drops repetitions', () => {
    expect(finishVerdicts([draft(), draft()])).toHaveLength(1);
  });

  it('sorts by file, line and column', () => {
    const places = finishVerdicts([draft(at('b.ts', 1)), draft(at('a.ts', 10)), draft(at('a.ts', 9))]);
    expect(places.map(({ location }) => `${location?.file}:${location?.line}`)).toEqual([
      'a.ts:9',
      'a.ts:10',
      'b.ts:1',
    ]);
  });

  it('shows neither anchor nor subject', () => {
    expect(finishVerdicts([draft()])[0]).not.toHaveProperty('anchor');
    expect(finishVerdicts([draft()])[0]).not.toHaveProperty('subject');
  });
});

describe('copies of a construct', () => {
  /** A verdict about a queue of a CDK app, by its construct path, at one line of source. */
  const at = (constructPath: string, changes: Partial<DraftVerdict> = {}): DraftVerdict => {
    const template = `cdk.out/${constructPath.split('/').slice(0, -2).join('-')}.template.json`;
    const resource = { template, logicalId: 'Q1', type: 'AWS::SQS::Queue', constructPath };
    return draft({ layer: 'infrastructure', resource, anchor: constructPath, subject: '', ...changes });
  };
  const copiesOf = (...drafts: DraftVerdict[]) =>
    finishVerdicts(drafts).map(({ copies = [] }) => copies.map(({ resource }) => resource.constructPath));

  it('are one verdict over stages, Regions and instances of the construct around them', () => {
    expect(copiesOf(at('Beta/Shop/Q/Resource'), at('Prod/Shop/Q/Resource'))).toEqual([
      ['Beta/Shop/Q/Resource', 'Prod/Shop/Q/Resource'],
    ]);
    expect(copiesOf(at('Shop-eu/Q/Resource'), at('Shop-us/Q/Resource'))).toHaveLength(1);
    expect(copiesOf(at('Shop/Orders/Q/Resource'), at('Shop/Returns/Q/Resource'))).toHaveLength(1);
  });

  it.each([
    ['the construct', 'Prod/Shop/Other/Resource', {}],
    ['the line', 'Prod/Shop/Q/Resource', { location: { file: 'src/pay.ts', line: 4, column: 5 } }],
    ['the status', 'Prod/Shop/Q/Resource', { status: 'compliant' }],
    ['the suppression', 'Prod/Shop/Q/Resource', { suppression: { kind: 'acknowledgement', reason: 'later' } }],
    ['the property', 'Prod/Shop/Q/Resource', { subject: 'RedrivePolicy' }],
  ] as const)('stay apart where %s differs', (_, path, changes) => {
    expect(copiesOf(at('Beta/Shop/Q/Resource'), at(path, changes))).toEqual([[], []]);
  });

  it('stay apart where no line of source is known', () => {
    const { location, ...unplaced } = at('Beta/Shop/Q/Resource');
    const { location: other, ...elsewhere } = at('Prod/Shop/Q/Resource');
    expect([location, other]).not.toContain(undefined);
    expect(copiesOf(unplaced, elsewhere)).toEqual([[], []]);
  });

  it('keep the identities that they have alone, and share one that a further copy does not change', () => {
    const [beta, prod, live] = ['Beta', 'Prod', 'Live'].map((stage) => at(`${stage}/Shop/Q/Resource`));
    const [one] = finishVerdicts([beta, prod] as DraftVerdict[]);
    expect(one?.copies?.map(({ fingerprint }) => fingerprint)).toEqual([
      ...fingerprints(beta as DraftVerdict),
      ...fingerprints(prod as DraftVerdict),
    ]);
    expect(fingerprints(beta as DraftVerdict, prod as DraftVerdict, live as DraftVerdict)).toEqual([one?.fingerprint]);
    expect(one?.symbol).toBe('*/Shop/Q/Resource');
  });

  it('say what is different at one of them', () => {
    const [one] = finishVerdicts([at('Beta/Shop/Q/Resource'), at('Prod/Shop/Q/Resource', { message: 'Worse.' })]);
    expect(one?.copies?.map(({ message }) => message)).toEqual([undefined, 'Worse.']);
  });
});
