import type { GateChange, Suppression, Verdict } from '@faultline/catalog';
import { entriesOf, matchKnown, type FileChanges } from '../assessment/match.js';
import { homeOf } from '../assessment/verdicts.js';

/** What each kind is called. */
const kinds: Readonly<Record<Suppression['kind'], string>> = {
  directive: 'a comment',
  bulk: "ESLint's file of suppressions",
  acknowledgement: 'an acknowledgement',
  metadata: 'metadata of the template',
  central: 'the configuration',
};

/**
 * What a branch suppresses that the base does not suppress, or not for as long.
 * @param verdicts of the branch
 * @param known those of the base
 */
export function suppressionChanges(
  verdicts: readonly Verdict[],
  known: readonly Verdict[],
  files: FileChanges,
): GateChange[] {
  const before = new Map(known.filter(isSuppressed).map((verdict) => [keyOf(verdict), verdict]));
  const suppressed = verdicts.filter(isSuppressed);
  // Whether a suppression is an old one is asked as of violations, so that what moves is no new one.
  const asViolations = suppressed.map((verdict): Verdict => ({ ...verdict, status: 'violation' }));
  const { verdicts: matched } = matchKnown(asViolations, [...before.values()].flatMap(entriesOf), files);
  return matched.flatMap((verdict) => {
    if (verdict.baseline === 'new') return change(verdict, `is suppressed by ${describe(verdict.suppression)}`);
    const [was, is] = [before.get(keyOf(verdict))?.suppression, verdict.suppression];
    if (was === undefined || !isLonger(was.until, is?.until)) return [];
    return change(verdict, `was suppressed until ${was.until} and is ${lastDay(is?.until)}`);
  });
}

function isSuppressed({ status }: Verdict): boolean {
  return status === 'suppressed';
}

function keyOf(verdict: Verdict): string {
  return `${homeOf(verdict)}\0${verdict.fingerprint}`;
}

function isLonger(was: string | undefined, is: string | undefined): boolean {
  return was !== undefined && (is === undefined || is > was);
}

function lastDay(until: string | undefined): string {
  return until === undefined ? 'suppressed without an end' : `until ${until}`;
}

function describe(suppression: Suppression = { kind: 'directive' }): string {
  const { kind, reason, ticket, until } = suppression;
  const words = [ticket, reason].filter((word) => word !== undefined && word !== '').join(': ');
  return `${kinds[kind]} ${words === '' ? 'without a reason' : `(${words})`}${until === undefined ? '' : ` until ${until}`}`;
}

function change(verdict: Verdict, what: string): GateChange {
  const { check, location, resource, symbol } = verdict;
  const of = resource && !location ? ` of ${symbol ?? resource.logicalId}` : '';
  const file = location?.file ?? resource?.template;
  return {
    kind: 'suppression',
    message: `\`${check}\`${of} ${what}.`,
    check,
    ...(file !== undefined && { file }),
    ...(location && { line: location.line }),
  };
}
