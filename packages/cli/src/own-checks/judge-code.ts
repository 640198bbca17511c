import {
  describedVerdict,
  fileView,
  forgetFile,
  positionAt,
  worthWhere,
  type Engine,
  type FailedCheck,
  type JudgedFile,
  type JudgedSite,
} from '@faultline/code-analysis';
import { codeFile } from './code-file.js';
import type { CodeCheckDefinition, CodeFinding } from './definition.js';
import { requireFinding, requireRange } from './validate.js';

/**
 * Judges a file by checks of one's own. One that throws costs its own verdicts in this file.
 * @param file absolute path
 * @returns undefined for a file that cannot be read or parsed
 */
export function judgeByOwnChecks(
  engine: Engine,
  file: string,
  checks: readonly CodeCheckDefinition[],
): JudgedFile | undefined {
  const view = fileView(engine, file);
  const seen = codeFile(engine, file);
  if (!view || !seen) return undefined;
  const worth = worthWhere(view.facts.where, engine.project.settings);
  if (worth === 'nothing') return { source: view.source, sites: [], failed: [], patterns: [] };
  const sites: JudgedSite[] = [];
  const failed: FailedCheck[] = [];
  for (const check of checks) {
    try {
      const own = Array.from(check.judge(seen), (finding): JudgedSite => {
        const { range, related = [], ...rest } = checked(finding, seen.text.length);
        const verdict = describedVerdict(view.source, {
          ...rest,
          ...(worth === 'note' && { severity: 'note' }),
          at: { range },
          related: related.map(({ range: other, message }) => ({ at: { range: other }, message })),
        });
        const start = positionAt(view.source, range[0]);
        return { check: check.name, verdict, start, end: positionAt(view.source, range[1]), suggestions: [] };
      });
      sites.push(...own);
    } catch (thrown) {
      failed.push({ check: check.name, thrown });
      forgetFile(engine, file);
    }
  }
  return { source: view.source, sites, failed, patterns: [] };
}

function checked(finding: CodeFinding, length: number): CodeFinding {
  requireFinding(finding);
  requireRange(finding.range, length);
  for (const { range } of finding.related ?? []) requireRange(range, length);
  return finding;
}
