import type { Results, Severity, Verdict } from '@faultline/catalog';
import { json } from './escape.js';
import type { Format, RenderOptions } from './format.js';
import { rankedViolations, repositoryFile } from './open-violations.js';
import { byPlace, placeOf } from './place.js';

type Degree = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const degrees: Readonly<Record<Severity, Degree>> = { error: 'critical', warning: 'major', note: 'minor' };

/** What GitLab reads of an issue (docs.gitlab.com, "Code Quality report format"). */
interface Issue {
  readonly type: 'issue';
  readonly description: string;
  readonly check_name: string;
  /** Unique in a report; GitLab compares the reports of two branches by it. */
  readonly fingerprint: string;
  readonly severity: Degree;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function issueOf(verdict: Verdict, fingerprint: string, options: RenderOptions): Issue {
  return {
    type: 'issue',
    description: verdict.message,
    check_name: verdict.check,
    fingerprint,
    severity: degrees[verdict.severity],
    location: { path: repositoryFile(verdict, options) ?? '.', lines: { begin: placeOf(verdict).line ?? 1 } },
  };
}

function render(results: Results, options: RenderOptions): string {
  const seen = new Map<string, number>();
  const issues = rankedViolations(results, options)
    .sort(byPlace)
    .map((verdict) => {
      // The same code in two files has one identity, and GitLab would show it once.
      const occurrence = (seen.get(verdict.fingerprint) ?? 0) + 1;
      seen.set(verdict.fingerprint, occurrence);
      const fingerprint = occurrence === 1 ? verdict.fingerprint : `${verdict.fingerprint}-${occurrence}`;
      return issueOf(verdict, fingerprint, options);
    });
  return `${json(issues)}\n`;
}

/** The report that GitLab shows as code quality, a subset of Code Climate's. */
export const gitlab: Format = {
  name: 'gitlab',
  extension: 'json',
  fileName: 'gl-code-quality-report.json',
  mimeType: 'application/json',
  render,
};
