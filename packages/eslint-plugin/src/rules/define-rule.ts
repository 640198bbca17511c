import type { CheckMetadata, EvidenceValue, Judgement, Severity } from '@faultline/catalog';
import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { encodeVerdict, type RelatedSite } from '../audit.js';
import { analyze } from '../facts/analyze.js';
import { entriesAt } from '../facts/handlers/at.js';
import type { ImportRef, SourcePlace } from '../facts/exports.js';
import type { FileFacts } from '../facts/types.js';
import { readSettings, type Settings } from '../settings.js';
import { siteIdentity } from '../syntax/site-identity.js';
import { foldedSnippet } from '../syntax/snippet.js';

/** A place in the file: a syntax node, or whatever else knows its offsets. */
export interface Ranged {
  /** Offsets in the text, the end excluded. */
  readonly range: readonly [number, number];
}

/** A repair that a person may choose in the editor. */
export interface Suggestion {
  /** What it does, as an order: `Give up after 5 seconds`. */
  readonly desc: string;
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix | Rule.Fix[] | null;
}

/** Another place in the same file that has a part in a verdict. */
export interface RelatedPlace {
  readonly at: Ranged;
  /** Which part it has, such as `client made`; a line number is put behind it. */
  readonly message: string;
}

/** What a check says of one site. */
export interface SiteVerdict {
  readonly at: Ranged;
  readonly status: Judgement;
  /** For a violation: one sentence for the fault and its consequence, one for the repair. Otherwise one sentence. */
  readonly message: string;
  /** Where it differs from the check's own. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
  /** Places in other files that have a part in it; the editor does not know them. */
  readonly elsewhere?: readonly (SourcePlace & { readonly message?: string })[];
  /** Arguments of the callers decide, and those in other files have not been heard. */
  readonly callersDecide?: boolean;
  /** Code for which it decides whether handlers of other files reach it, and these are not known. */
  readonly handlersDecide?: Ranged;
  /** Exports of other files on which it hangs. */
  readonly pending?: readonly ImportRef[];
  /** Functions of other files on whose doings it hangs; members as `Store.save`. */
  readonly callees?: readonly ImportRef[];
  readonly suggestions?: readonly Suggestion[];
}

/** What a judge may ask beside the facts. */
export interface JudgeContext<Options extends readonly unknown[] = readonly unknown[]> {
  readonly settings: Settings;
  readonly options: Options;
  /** Absolute path of the file as ESLint has it; `<input>` for text without one. */
  readonly filename: string;
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
}

/** Metadata of a check that looks at source code. */
export type CodeCheck = CheckMetadata & { readonly layer: 'code' };

/** An ESLint rule together with the metadata of the check that it performs. */
export type FaultlineRule = Rule.RuleModule & { readonly check: CodeCheck };

interface Definition<Options extends readonly unknown[]> {
  readonly meta: CodeCheck;
  readonly schema?: Rule.RuleMetaData['schema'];
  readonly defaultOptions?: Options;
  /** Says what the facts of a file mean for this check. It never walks the syntax tree itself. */
  readonly judge: (facts: FileFacts, context: JudgeContext<Options>) => Iterable<SiteVerdict>;
}

const pages = 'https://unpkg.com/eslint-plugin-faultline/docs/rules';

/**
 * Makes an ESLint rule of a check.
 * The facts of a file are found once for all rules. Only violations are reported, unless `settings.faultline.audit` asks
 * for every verdict.
 */
export function defineRule<Options extends readonly unknown[] = readonly []>(
  definition: Definition<Options>,
): FaultlineRule {
  const { meta, schema = [], defaultOptions, judge } = definition;
  return {
    check: meta,
    meta: {
      type: 'problem',
      docs: { description: meta.title, url: `${pages}/${meta.name}.md`, recommended: meta.preset === 'recommended' },
      hasSuggestions: true,
      schema,
      ...(defaultOptions && { defaultOptions: [...defaultOptions] }),
      messages: { verdict: '{{message}}' },
    },
    create(context) {
      const settings = readSettings(context.settings);
      const sourceCode = context.sourceCode as unknown as Readonly<TSESLint.SourceCode>;
      return {
        'Program:exit'() {
          const options = context.options as unknown as Options;
          const facts = analyze(sourceCode, settings, context.filename);
          for (const verdict of judge(facts, { settings, options, filename: context.filename, sourceCode })) {
            if (settings.audit || verdict.status === 'violation')
              report(context, sourceCode, verdict, settings.audit, facts);
          }
        },
      };
    },
  };
}

function report(
  context: Rule.RuleContext,
  sourceCode: Readonly<TSESLint.SourceCode>,
  verdict: SiteVerdict,
  audit: boolean,
  facts: FileFacts,
): void {
  const [start, end] = verdict.at.range;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'verdict',
    data: { message: audit ? auditMessage(sourceCode, verdict, facts) : editorMessage(sourceCode, verdict) },
    suggest: (verdict.suggestions ?? []).map(({ desc, fix }) => ({ desc, fix })),
  });
}

function editorMessage(sourceCode: Readonly<TSESLint.SourceCode>, { message, related = [] }: SiteVerdict): string {
  if (related.length === 0) return message;
  const places = related.map((place) => `${place.message} at line ${position(sourceCode, place.at).line}`);
  return `${message} (${places.join(', ')})`;
}

function auditMessage(sourceCode: Readonly<TSESLint.SourceCode>, verdict: SiteVerdict, facts: FileFacts): string {
  const { at, status, message, severity, evidence, pending, callees, callersDecide, handlersDecide } = verdict;
  const entries = handlersDecide ? entriesAt(facts, handlersDecide) : [];
  const related = [
    ...(verdict.related ?? []).map((place): RelatedSite => ({
      ...position(sourceCode, place.at),
      message: place.message,
    })),
    ...(verdict.elsewhere ?? []).map((place): RelatedSite => ({ message: 'made here', ...place })),
  ];
  return encodeVerdict({
    status,
    message,
    ...(severity && { severity }),
    ...siteIdentity(sourceCode, at.range),
    snippet: foldedSnippet(sourceCode.text, at.range),
    ...(related.length > 0 && { related }),
    ...(evidence && { evidence }),
    ...(pending && { pending }),
    ...(callees && { callees }),
    ...(callersDecide && { callersDecide }),
    ...(entries.length > 0 && { handlersDecide: entries }),
  });
}

function position(sourceCode: Readonly<TSESLint.SourceCode>, at: Ranged): { line: number; column: number } {
  const { line, column } = sourceCode.getLocFromIndex(at.range[0]);
  return { line, column: column + 1 };
}
