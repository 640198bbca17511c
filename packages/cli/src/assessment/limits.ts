import type { GateFailure, Results, Severity, Verdict } from '@faultline/catalog';
import type { GateLimits, Limit } from '../config/gate-schema.js';
import { covers, scopeOf } from './gate-scopes.js';

/** From which severity on an open violation fails the run. */
export type FailOn = 'error' | 'warning' | 'never';

const severities: readonly Severity[] = ['error', 'warning', 'note'];
/** Longest list of places in one sentence. */
const mostNamed = 5;

function counted(failOn: FailOn): readonly Severity[] {
  return failOn === 'never' ? [] : failOn === 'error' ? ['error'] : ['error', 'warning'];
}

function place({ location, resource, symbol }: Verdict): string {
  if (location) return `${location.file}:${location.line}`;
  return resource ? `${symbol ?? resource.logicalId} in ${resource.template}` : '';
}

function naming(violations: readonly Verdict[]): string {
  const named = violations.slice(0, mostNamed).map((verdict) => `${verdict.check} at ${place(verdict)}`);
  const more = violations.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

interface Count {
  readonly violations: readonly Verdict[];
  readonly allowed: number;
  readonly words: string;
}

/** What has to be counted for a limit. Severities that it does not name stay as they are without a limit. */
function counts(violations: readonly Verdict[], limit: Limit, failOn: FailOn, unnamed: number): Count[] {
  const bar = counted(failOn);
  if (typeof limit === 'number') {
    return [{ violations: violations.filter(({ severity }) => bar.includes(severity)), allowed: limit, words: '' }];
  }
  return severities.map((severity) => ({
    violations: violations.filter((verdict) => verdict.severity === severity),
    allowed: limit[severity] ?? (bar.includes(severity) ? unnamed : Infinity),
    words: ` of severity ${severity}`,
  }));
}

function plural(count: number, words: string): string {
  return `${count} ${words}${count === 1 ? '' : 's'}`;
}

interface Rule {
  readonly kind: 'new' | 'total';
  readonly scope: string;
  readonly limit: Limit;
  readonly failOn: FailOn;
  /** Words before "violation". */
  readonly adjective: string;
}

function overLimit(violations: readonly Verdict[], rule: Rule): GateFailure[] {
  const { kind, scope, limit, failOn, adjective } = rule;
  return counts(violations, limit, failOn, kind === 'new' ? 0 : Infinity)
    .filter((count) => count.violations.length > count.allowed)
    .map(({ violations: found, allowed, words }) => {
      const of = scope === '*' ? '' : ` of ${scope}`;
      const limited = allowed === 0 ? '' : `, and ${allowed} may stand`;
      const what = `${plural(found.length, `${adjective}violation`)}${of}${words}${limited}`;
      const fingerprints = found.map(({ fingerprint }) => fingerprint);
      return { kind, scope, message: `${what}: ${naming(found)}.`, fingerprints };
    });
}

function tooLittleCoverage(results: Results, scope: string, least: number): GateFailure[] {
  const judged = results.verdicts.filter((verdict) => covers(scope, verdict));
  const compliant = judged.filter(({ status }) => status === 'compliant').length;
  if (judged.length === 0 || compliant / judged.length >= least) return [];
  const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`;
  const whose = scope === '*' ? '' : ` for ${scope}`;
  const found = `${compliant} of ${plural(judged.length, 'place')} (${percent(compliant / judged.length)})`;
  return [{ kind: 'coverage', scope, message: `Only ${found} comply${whose}; at least ${percent(least)} must.` }];
}

/**
 * Which limits a run breaks. Without limits no new violation may stand that `failOn` counts. Without a comparison every
 * violation is new, except where the limit is on their total.
 */
export function brokenLimits(
  results: Results,
  {
    limits,
    failOn,
    isCompared,
  }: { readonly limits: GateLimits; readonly failOn: FailOn; readonly isCompared: boolean },
): GateFailure[] {
  if (failOn === 'never') return [];
  const scopes = Object.keys(limits);
  const groups = new Map<string, Verdict[]>(scopes.map((scope) => [scope, []]));
  for (const verdict of results.verdicts) {
    if (verdict.status !== 'violation') continue;
    const scope = scopeOf(scopes, verdict) ?? '*';
    groups.set(scope, [...(groups.get(scope) ?? []), verdict]);
  }
  return [...groups].flatMap(([scope, violations]) => {
    const policy = limits[scope] ?? {};
    if (policy === 'report') return [];
    const fresh = isCompared ? violations.filter(({ baseline }) => baseline === 'new') : violations;
    const limit = policy.new ?? (policy.total !== undefined && !isCompared ? undefined : 0);
    const rule = { scope, failOn };
    return [
      ...(limit === undefined
        ? []
        : overLimit(fresh, { ...rule, kind: 'new', limit, adjective: isCompared ? 'new ' : '' })),
      ...(policy.total === undefined
        ? []
        : overLimit(violations, { ...rule, kind: 'total', limit: policy.total, adjective: 'open ' })),
      ...(policy.minCoverage === undefined ? [] : tooLittleCoverage(results, scope, policy.minCoverage)),
    ];
  });
}
