import {
  analyze,
  entriesAt,
  foldedSnippet,
  positionAt,
  readSettings,
  siteIdentity,
  type CodeCheck,
  type FileFacts,
  type SiteVerdict,
  type Source,
  type Suggestion,
} from '@faultline/code-analysis';
import type { Rule } from 'eslint';
import { encodeVerdict, type RelatedSite } from './audit.js';

const pages = 'https://unpkg.com/eslint-plugin-faultline/docs/rules';

/**
 * Makes an ESLint rule of a check.
 * The facts of a file are found once for all rules. Only violations are reported, unless `settings.faultline.audit` asks
 * for every verdict.
 */
export function ruleOfCheck(check: CodeCheck): Rule.RuleModule {
  const { meta, schema, defaultOptions } = check;
  return {
    meta: {
      type: 'problem',
      docs: { description: meta.title, url: `${pages}/${meta.name}.md`, recommended: meta.preset === 'recommended' },
      hasSuggestions: true,
      schema: schema as NonNullable<Rule.RuleMetaData['schema']>,
      ...(defaultOptions && { defaultOptions: [...defaultOptions] }),
      messages: { verdict: '{{message}}' },
    },
    create(context) {
      const settings = readSettings(context.settings);
      const source = context.sourceCode as unknown as Source;
      return {
        'Program:exit'() {
          const { filename } = context;
          const facts = analyze(source, settings, filename);
          for (const verdict of check.judge(facts, { settings, options: context.options, filename, source })) {
            if (settings.audit || verdict.status === 'violation')
              report(context, source, verdict, settings.audit, facts);
          }
        },
      };
    },
  };
}

function report(
  context: Rule.RuleContext,
  source: Source,
  verdict: SiteVerdict,
  audit: boolean,
  facts: FileFacts,
): void {
  const [start, end] = verdict.at.range;
  const { sourceCode } = context;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'verdict',
    data: { message: audit ? auditMessage(source, verdict, facts) : editorMessage(source, verdict) },
    suggest: (verdict.suggestions ?? []).map(suggestionOf),
  });
}

function suggestionOf({ desc, edits }: Suggestion): Rule.SuggestionReportDescriptor {
  return {
    desc,
    fix: (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text)),
  };
}

function editorMessage(source: Source, { message, related = [] }: SiteVerdict): string {
  if (related.length === 0) return message;
  const places = related.map((place) => `${place.message} at line ${positionAt(source, place.at.range[0]).line}`);
  return `${message} (${places.join(', ')})`;
}

function auditMessage(source: Source, verdict: SiteVerdict, facts: FileFacts): string {
  const { at, status, message, severity, evidence, pending, callees, callersDecide, handlersDecide } = verdict;
  const entries = handlersDecide ? entriesAt(facts, handlersDecide) : [];
  const related = [
    ...(verdict.related ?? []).map((place): RelatedSite => ({
      ...positionAt(source, place.at.range[0]),
      message: place.message,
    })),
    ...(verdict.elsewhere ?? []).map((place): RelatedSite => ({ message: 'made here', ...place })),
  ];
  return encodeVerdict({
    status,
    message,
    ...(severity && { severity }),
    ...siteIdentity(source, at.range),
    snippet: foldedSnippet(source.text, at.range),
    ...(related.length > 0 && { related }),
    ...(evidence && { evidence }),
    ...(pending && { pending }),
    ...(callees && { callees }),
    ...(callersDecide && { callersDecide }),
    ...(entries.length > 0 && { handlersDecide: entries }),
  });
}
