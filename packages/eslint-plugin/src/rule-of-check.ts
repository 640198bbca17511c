import {
  analyze,
  describedVerdict,
  keepingFactsWhole,
  onePerCause,
  positionAt,
  readSettings,
  type CodeCheck,
  type SiteVerdict,
  type Source,
  type Suggestion,
} from '@faultline/code-analysis';
import type { Rule } from 'eslint';
import { encodeVerdict } from './audit.js';
import { projectEngine } from './editor/project.js';
import { faultMessage } from './fault.js';

const pages = 'https://unpkg.com/eslint-plugin-faultline/docs/rules';

/**
 * Makes an ESLint rule of a check.
 * The facts of a file are found once for all rules. Only violations are reported, unless `settings.faultline.audit` asks
 * for every verdict. A fault in a check or in a fact is reported in the file, and costs nothing but that check there.
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
      const { filename, options, cwd } = context;
      const engine = projectEngine(settings, { folder: cwd, file: filename, text: source.text });
      const judgeFile = (): void => {
        const facts = analyze(source, settings, filename, engine && (() => engine));
        const judged = [...check.judge(facts, { settings, options, filename, source })];
        // A program that asks for every verdict has those of other files as well, and joins them itself.
        for (const verdict of settings.audit ? judged : joinEffects(judged)) {
          if (settings.audit || verdict.status === 'violation') report(context, source, verdict, settings.audit);
        }
      };
      return {
        'Program:exit'() {
          try {
            keepingFactsWhole(judgeFile);
          } catch (thrown) {
            // Thrown on, it would end the whole run of ESLint.
            reportFault(context, thrown, settings.audit);
          }
        },
      };
    },
  };
}

/** One report for what one repair mends in this file. */
function joinEffects(verdicts: readonly SiteVerdict[]): readonly SiteVerdict[] {
  return onePerCause(
    verdicts,
    ({ cause, status }) =>
      cause && { cause: `${cause.at.file ?? ''}:${cause.at.line}:${cause.at.column}`, role: cause.role, status },
    ({ cause, effects, becomes }) => ({
      ...cause,
      ...(becomes && { status: becomes, message: cause.cause?.says?.[becomes] ?? cause.message }),
      related: [...(cause.related ?? []), ...effects.map(({ at }) => ({ at, message: 'called' }))],
    }),
  );
}

function report(context: Rule.RuleContext, source: Source, verdict: SiteVerdict, audit: boolean): void {
  const [start, end] = verdict.at.range;
  const { sourceCode } = context;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'verdict',
    data: { message: audit ? encodeVerdict(describedVerdict(source, verdict)) : editorMessage(source, verdict) },
    suggest: (verdict.suggestions ?? []).map(suggestionOf),
  });
}

function reportFault(context: Rule.RuleContext, thrown: unknown, audit: boolean): void {
  const message = faultMessage(context.sourceCode.ast, thrown, audit);
  if (message !== undefined) context.report({ loc: { line: 1, column: 0 }, messageId: 'verdict', data: { message } });
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
