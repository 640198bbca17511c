import { bestPractice, type DependencyInventory, type Results, type Severity, type Verdict } from '@faultline/catalog';
import { isKnown } from './open-violations.js';
import { byPlace, compareText, groupBy } from './place.js';
import { count, withStatus } from './summary.js';

/** What one check finds at one or more places, so that it is repaired in one way. */
export interface Cause {
  readonly check: string;
  readonly severity: Severity;
  /** The gravest ones first. */
  readonly verdicts: readonly Verdict[];
  /** Why it comes where it comes, each reason in a few words. */
  readonly reasons: readonly string[];
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const risks = { High: 0, Medium: 1, Low: 2 } as const;

/**
 * The open violations by cause, what to repair first on top: what is new, then by severity, by what AWS says is at risk, by
 * how much of the workload hangs on it, and by the number of places.
 */
export function causesOf(results: Results): Cause[] {
  const reach = reachIn(results.dependencies);
  const groups = groupBy(withStatus(results, 'violation'), ({ check, severity }) => `${check}\0${severity}`);
  return [...groups.values()]
    .map((own) => {
      const verdicts = [...own].sort((a, b) => Number(isKnown(a)) - Number(isKnown(b)) || byPlace(a, b));
      const [{ check, severity, bestPractice: id } = {} as Verdict] = verdicts;
      const reached = verdicts.map(reach);
      const { risk } = bestPractice(id);
      const isNew = verdicts.some(({ baseline }) => baseline === 'new');
      const senders = Math.max(...reached.map(({ senders: number }) => number));
      return {
        cause: { check, severity, verdicts, reasons: reasonsFor(verdicts, risk, reached) },
        order: [Number(!isNew), ranks[severity], risks[risk], -senders, -verdicts.length],
      };
    })
    .sort((a, b) => compareNumbers(a.order, b.order) || compareText(a.cause.check, b.cause.check))
    .map(({ cause }) => cause);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((one, at) => one !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function reasonsFor(verdicts: readonly Verdict[], risk: string, reached: readonly Reach[]): string[] {
  const fresh = verdicts.filter(({ baseline }) => baseline === 'new').length;
  const senders = Math.max(...reached.map(({ senders: number }) => number));
  return [
    `${risk.toLowerCase()} risk in the framework of AWS`,
    ...(fresh > 0 ? [`${fresh} new`] : []),
    ...(reached.some(({ isWaitedFor }) => isWaitedFor) ? ['callers wait for it'] : []),
    ...(reached.some(({ isRepeated }) => isRepeated) ? ['the same work may arrive twice'] : []),
    ...(senders > 0 ? [`${count(senders, 'part')} of the workload in front of it`] : []),
    count(verdicts.length, 'place'),
  ];
}

/** What hangs on a place. */
interface Reach {
  /** Parts of the workload whose work gets there, in one step or in many. */
  readonly senders: number;
  readonly isWaitedFor: boolean;
  /** Work is delivered to it at least once. */
  readonly isRepeated: boolean;
}

function reachIn({ nodes, edges }: DependencyInventory): (verdict: Verdict) => Reach {
  const into = groupBy(edges, ({ to }) => to);
  const homes = new Map<string, string>();
  for (const { id, resource, handler } of nodes) {
    if (resource) homes.set(`${resource.template}\0${resource.logicalId}`, id);
    if (handler && !homes.has(handler.file)) homes.set(handler.file, id);
  }
  return ({ resource, location }) => {
    const home = homes.get(resource ? `${resource.template}\0${resource.logicalId}` : (location?.file ?? ''));
    if (home === undefined) return { senders: 0, isWaitedFor: false, isRepeated: false };
    const seen = new Set([home]);
    for (const id of seen) for (const { from } of into.get(id) ?? []) seen.add(from);
    const direct = into.get(home) ?? [];
    return {
      senders: seen.size - 1,
      isWaitedFor: direct.some(({ mode }) => mode === 'synchronous'),
      isRepeated: direct.some(({ delivery }) => delivery === 'at-least-once'),
    };
  };
}
