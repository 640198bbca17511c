import { analyze, keepingFactsWhole } from '../behaviour/analyze.js';
import type { CodeCheck, SiteVerdict } from '../checks/define-check.js';
import { codeChecks } from '../checks/index.js';
import { readSettings } from '../settings.js';
import { siteIdentity } from '../syntax/site-identity.js';
import { positionAt, type Source } from '../syntax/source.js';
import { parse, type ParserName } from './parsers.js';

type Found = Pick<SiteVerdict, 'status' | 'message'> & { readonly check: string; readonly line: number };

/** What all checks say of a file. */
export interface FileJudgement {
  readonly verdicts: readonly Found[];
  /** Checks that failed, with what they threw. */
  readonly faults: readonly string[];
}

const settings = readSettings({});

/** Judges a file by all checks. Unlike the tester of checks it does not mind a check that fails. */
export function judgeSource(source: Source, filename: string): FileJudgement {
  const verdicts: Found[] = [];
  const faults: string[] = [];
  for (const check of codeChecks)
    try {
      verdicts.push(...keepingFactsWhole(() => verdictsOf(check, source, filename)));
    } catch (error) {
      faults.push(`${check.meta.name}: ${String(error)}`);
    }
  return { verdicts, faults };
}

function verdictsOf(
  { meta, judge, defaultOptions: options = [] }: CodeCheck,
  source: Source,
  filename: string,
): Found[] {
  const all = [...judge(analyze(source, settings, filename), { settings, options, filename, source })];
  return all.map(({ at, status, message }) => {
    siteIdentity(source, at.range);
    return { check: meta.name, status, message, line: positionAt(source, at.range[0]).line };
  });
}

/**
 * Judges a text by all checks.
 * @throws what the parser throws on a text that it cannot read
 */
export function judgeText(code: string, parser: ParserName, filename = 'src/file.ts'): FileJudgement {
  return judgeSource(parse(parser, code, filename), filename);
}
