import type { EvidenceValue, Judgement, Severity } from '@faultline/catalog';
import { siteIdentity } from '../syntax/site-identity.js';
import { foldedSnippet } from '../syntax/snippet.js';
import { positionAt, type Source } from '../syntax/source.js';
import type { Cause, SiteVerdict } from './define-check.js';

/** A place with lines and columns from 1: in the same file, or in `file` where that is there. */
export interface RelatedSite {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A verdict at a site in code as programs read it, without its place. */
export interface CodeVerdict {
  readonly status: Judgement;
  /** For people: one sentence for the fault and its consequence, one for the repair. */
  readonly message: string;
  /** Where it differs from the check's own severity. */
  readonly severity?: Severity;
  /** Path of the enclosing named symbols, such as `OrderService.pay`; empty at the top of the file. */
  readonly symbol: string;
  /** Digest of the site's tokens, which formatting does not change. */
  readonly tokens: string;
  /** Digest of the function around the site without its name; `~` stands before that of a short one, and a site outside functions has none. */
  readonly body?: string;
  /** Source text of the site with white space folded, at most 160 characters. */
  readonly snippet: string;
  readonly related?: readonly RelatedSite[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
  readonly cause?: Cause;
}

/** Describes what a check says of a site so that it can be told from others and found again. */
export function describedVerdict(source: Source, verdict: SiteVerdict): CodeVerdict {
  const { at, status, message, severity, evidence, cause } = verdict;
  const related = [
    ...(verdict.related ?? []).map((place): RelatedSite => ({
      ...positionAt(source, place.at.range[0]),
      message: place.message,
    })),
    ...(verdict.elsewhere ?? []).map((place): RelatedSite => ({ message: 'made here', ...place })),
  ];
  return {
    status,
    message,
    ...(severity && { severity }),
    ...siteIdentity(source, at.range),
    snippet: foldedSnippet(source.text, at.range),
    ...(related.length > 0 && { related }),
    ...(evidence && { evidence }),
    ...(cause && { cause }),
  };
}
