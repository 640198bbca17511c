import { readJustification, type CheckMetadata, type ScanError, type Suppression } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { decodeFault, decodeVerdict } from 'eslint-plugin-faultline/audit';
import type { SuggestedEdit } from '../assessment/verdicts.js';
import { firstLine } from '../errors.js';
import { faultErrors, type CheckFault } from './check-faults.js';
import type { CodeFinding } from './code-finding.js';
import { isStackOverflow, tooDeep } from './depth.js';
import { isComponent } from './file-kinds.js';

/** What is needed to read the messages of one file. */
export interface MessageContext {
  /** Path to show. */
  readonly file: string;
  /** Name of the plugin in the ESLint configuration, usually `faultline`. */
  readonly namespace: string;
  readonly checks: ReadonlyMap<string, CheckMetadata>;
}

type SuppressedMessage = Linter.LintMessage & { suppressions?: readonly { justification?: string }[] };

function suppressionsOf(message: SuppressedMessage): Suppression[] {
  return (message.suppressions ?? []).map(({ justification }) => ({
    kind: 'directive',
    ...readJustification(justification ?? ''),
  }));
}

function suggested({ fix }: Linter.LintSuggestion): SuggestedEdit {
  return { start: fix.range[0], end: fix.range[1], text: fix.text };
}

/** Why a parser refuses a file, and what to do, as the end of a sentence. */
function refusal(file: string, what: string): string {
  if (isStackOverflow(what)) return `${tooDeep}.`;
  // Its parts are parsed by another parser, so that what it refuses may be right.
  if (isComponent(file)) {
    return `cannot be parsed by the parser that the ESLint configuration names for it (${what}); where its syntax is right, name a parser for its script there, such as parserOptions.parser for TypeScript, or exclude the file.`;
  }
  return `cannot be parsed (${what}); correct its syntax or exclude the file.`;
}

function readMessage(
  message: SuppressedMessage,
  context: MessageContext,
): CodeFinding | ScanError | CheckFault | undefined {
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
  return {
    check,
    level: message.severity === 2 ? 2 : 1,
    verdict,
    range: { line: message.line, column: message.column, endLine: message.endLine, endColumn: message.endColumn },
    ...(message.suggestions?.[0] && { suggestion: [suggested(message.suggestions[0])] }),
    suppressions: suppressionsOf(message),
  };
}

/** What ESLint's messages on one file say. */
export interface MessageReading {
  readonly findings: readonly CodeFinding[];
  /** What kept the file, or some checks in it, from being judged. */
  readonly errors: readonly ScanError[];
  /** Names of the checks that failed in the file. */
  readonly failed: ReadonlySet<string>;
}

/** Reads the messages of ESLint on one file. */
export function readMessages(result: ESLint.LintResult, context: MessageContext): MessageReading {
  const messages = [...result.messages, ...result.suppressedMessages];
  const read = messages.flatMap((message) => readMessage(message, context) ?? []);
  const faults = read.filter((item): item is CheckFault => 'faultOf' in item);
  return {
    findings: read.filter((item): item is CodeFinding => 'check' in item),
    errors: [...read.filter((item): item is ScanError => 'kind' in item), ...faultErrors(context.file, faults)],
    failed: new Set(faults.map(({ faultOf }) => faultOf)),
  };
}
