import {
  readJustification,
  suppress,
  type CheckMetadata,
  type ScanError,
  type Severity,
  type Suppression,
} from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { decodeFault, decodeVerdict } from 'eslint-plugin-faultline/audit';
import type { DraftVerdict, SuggestedEdit } from '../assessment/verdicts.js';
import { firstLine } from '../errors.js';
import { faultErrors, type CheckFault } from './check-faults.js';
import { isStackOverflow } from './depth.js';
import { isComponent } from './file-kinds.js';

/** What is needed to read the messages of one file. */
export interface MessageContext {
  /** Path to show. */
  readonly file: string;
  /** Name of the plugin in the ESLint configuration, usually `faultline`. */
  readonly namespace: string;
  readonly checks: ReadonlyMap<string, CheckMetadata>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** True when people chose the level of each rule, so that a mere `warn` counts. */
  readonly ownLevels: boolean;
}

type SuppressedMessage = Linter.LintMessage & { suppressions?: readonly { kind?: string; justification?: string }[] };

function severityOf(own: Severity, message: Linter.LintMessage, context: MessageContext): Severity {
  return context.ownLevels && message.severity === 1 && own === 'error' ? 'warning' : own;
}

function suppressionsOf(message: SuppressedMessage): Suppression[] {
  return (message.suppressions ?? []).map(({ kind, justification }) => ({
    kind: kind === 'file' ? 'bulk' : 'directive',
    ...readJustification(justification ?? ''),
  }));
}

function suggested({ fix }: Linter.LintSuggestion): SuggestedEdit {
  return { start: fix.range[0], end: fix.range[1], text: fix.text };
}

/** Why a parser refuses a file, and what to do, as the end of a sentence. */
function refusal(file: string, what: string): string {
  if (isStackOverflow(what))
    return 'is nested too deeply to be parsed; split what is nested in it or exclude the file.';
  // Its parts are parsed by another parser, so that what it refuses may be right.
  if (isComponent(file)) {
    return `cannot be parsed by the parser that the ESLint configuration names for it (${what}); where its syntax is right, name a parser for its script there, such as parserOptions.parser for TypeScript, or exclude the file.`;
  }
  return `cannot be parsed (${what}); correct its syntax or exclude the file.`;
}

function readMessage(
  message: SuppressedMessage,
  context: MessageContext,
): DraftVerdict | ScanError | CheckFault | undefined {
  const { file, namespace } = context;
  if (message.fatal) {
    const place = message.line ? `${file}:${message.line}` : file;
    const what = firstLine(message.message)
      .replace(/^Parsing error: /, '')
      .replace(/\.$/, '');
    return {
      kind: 'parse',
      message: `${place} ${refusal(file, what)}`,
      path: file,
      ...(message.line ? { line: message.line } : {}),
      ...(message.column ? { column: message.column } : {}),
    };
  }
  if (!message.ruleId?.startsWith(`${namespace}/`)) return undefined;
  const check = context.checks.get(message.ruleId.slice(namespace.length + 1));
  if (!check) return undefined;
  const fault = decodeFault(message.message);
  if (fault) return { faultOf: check.name, thrown: fault.thrown };
  const verdict = decodeVerdict(message.message);
  if (!verdict) {
    const what = firstLine(message.message).replace(/\.$/, '');
    return { kind: 'configuration', message: `${file}:${message.line}: ${what}.`, path: file, line: message.line };
  }
  const draft: DraftVerdict = {
    check: check.name,
    bestPractice: check.bestPractice,
    layer: 'code',
    status: verdict.status,
    severity: severityOf(verdict.severity ?? check.severity, message, context),
    message: verdict.message,
    location: {
      file,
      line: message.line,
      column: message.column,
      ...(message.endLine === undefined ? {} : { endLine: message.endLine }),
      ...(message.endColumn === undefined ? {} : { endColumn: message.endColumn }),
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
    ...(message.suggestions?.[0] && { suggestion: [suggested(message.suggestions[0])] }),
  };
  return suppress(draft, suppressionsOf(message), context.today);
}

/** What ESLint's messages on one file say. */
export interface FileReading {
  readonly verdicts: readonly DraftVerdict[];
  /** What kept the file, or some checks in it, from being judged. */
  readonly errors: readonly ScanError[];
  /** Names of the checks that failed in the file. */
  readonly failed: ReadonlySet<string>;
}

/** Reads the messages of ESLint on one file. */
export function readMessages(result: ESLint.LintResult, context: MessageContext): FileReading {
  const messages = [...result.messages, ...result.suppressedMessages];
  const read = messages.flatMap((message) => readMessage(message, context) ?? []);
  const faults = read.filter((item): item is CheckFault => 'faultOf' in item);
  return {
    verdicts: read.filter((item): item is DraftVerdict => 'check' in item),
    errors: [...read.filter((item): item is ScanError => 'kind' in item), ...faultErrors(context.file, faults)],
    failed: new Set(faults.map(({ faultOf }) => faultOf)),
  };
}
