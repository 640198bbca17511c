import { suppress, type CheckMetadata, type Severity, type Suppression } from '@faultline/catalog';
import type { CodeVerdict } from '@faultline/code-analysis';
import type { DraftCause, DraftVerdict, SuggestedEdit } from '../assessment/verdicts.js';

/** Lines and columns from 1. */
export interface CodeRange {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

/** What a check says of a place in a file, with what is written against it there; the same from every host. */
export interface CodeFinding {
  readonly check: CheckMetadata;
  /** 1 for a warning, 2 for an error, as the configuration has the rule. */
  readonly level: 1 | 2;
  readonly verdict: CodeVerdict;
  readonly range: CodeRange;
  readonly suggestion?: readonly SuggestedEdit[] | undefined;
  readonly suppressions: readonly Suppression[];
}

/** How findings of a file become verdicts. */
export interface FindingContext {
  /** Path to show. */
  readonly file: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** True when people chose the level of each rule, so that a mere `warn` counts. */
  readonly ownLevels: boolean;
}

/** The cause with the file that it stands in. */
function causeIn(file: string, { role, at, says }: NonNullable<CodeVerdict['cause']>): DraftCause {
  return { role, place: `${at.file ?? file}:${at.line}:${at.column}`, ...(says && { says }) };
}

/** The verdict of a finding. */
export function draftOf(
  { check, level, verdict, range, suggestion, suppressions }: CodeFinding,
  context: FindingContext,
): DraftVerdict {
  const { file, today, ownLevels } = context;
  const own: Severity = verdict.severity ?? check.severity;
  const draft: DraftVerdict = {
    check: check.name,
    bestPractice: check.bestPractice,
    layer: 'code',
    status: verdict.status,
    severity: ownLevels && level === 1 && own === 'error' ? 'warning' : own,
    message: verdict.message,
    location: {
      file,
      line: range.line,
      column: range.column,
      ...(range.endLine === undefined ? {} : { endLine: range.endLine }),
      ...(range.endColumn === undefined ? {} : { endColumn: range.endColumn }),
    },
    ...(verdict.related && {
      related: verdict.related.map(({ file: elsewhere, line, column, message: text }) => ({
        message: text,
        location: { file: elsewhere ?? file, line, column },
      })),
    }),
    ...(verdict.evidence && { evidence: verdict.evidence }),
    ...(verdict.snippet === '' ? {} : { snippet: verdict.snippet }),
    anchor: verdict.symbol,
    subject: verdict.tokens,
    ...(verdict.body !== undefined && { body: verdict.body }),
    ...(suggestion && { suggestion }),
    ...(verdict.cause && { cause: causeIn(file, verdict.cause) }),
  };
  return suppress(draft, suppressions, today);
}
