import type { Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import type { Format } from './format.js';
import { findingLines, longest } from './pretty-findings.js';
import { matrixLines } from './pretty-matrix.js';
import { packageLines } from './pretty-packages.js';
import { maturityLines, questionLines } from './pretty-people.js';
import { patternLines } from './pretty-patterns.js';
import { styleFor, type Style } from './pretty-style.js';
import { workloadLines } from './pretty-workload.js';
import { changesText, gateSummary, placeOfChange } from './gate-text.js';
import { isKnown } from './open-violations.js';
import { errorPlace } from './place.js';
import { shorten } from './source-line.js';
import { count, headline, judgedNothing, scopeText, withStatus } from './summary.js';
import { skippedByReason } from '../skipped.js';
import { wrap } from './text-layout.js';

function errorLines(results: Results, style: Style): string[] {
  if (results.complete) return [];
  const items = results.errors.flatMap((error) => {
    const place = errorPlace(error);
    const text = place === undefined ? error.message : `${place}  ${error.message}`;
    const lines = wrap(terminal(shorten(text, longest, style.ellipsis)), style.width - 4);
    return lines.map((text, index) =>
      index === 0 ? `  ${style.severity.error(style.signs.fail)} ${text}` : `    ${text}`,
    );
  });
  return [style.bold('The scan is incomplete: what could not be read is not judged.'), ...items, ''];
}

/** What the branch changes in the gate that judges it. */
function gateLines(results: Results, style: Style): string[] {
  const text = changesText(results.gate);
  if (!text) return [];
  const items = text.changes.flatMap((change) => {
    const place = placeOfChange(change);
    const message = `${place === undefined ? '' : `${place}  `}${change.message.replaceAll('`', '')}`;
    const lines = wrap(terminal(shorten(message, longest, style.ellipsis)), style.width - 4);
    return lines.map((line, index) =>
      index === 0 ? `  ${style.severity.warning(style.signs.open)} ${line}` : `    ${line}`,
    );
  });
  const note = text.note === undefined ? [] : wrap(text.note, style.width - 2).map((line) => `  ${style.dim(line)}`);
  return [style.bold(text.title), ...items, ...note, ''];
}

/** Paths of one reason that are listed of what everybody expects, such as tests. */
const mostExpected = 3;

/** What was left out of the scan, and why */
function skippedLines(results: Results, style: Style): string[] {
  const lines = skippedByReason(results.scope.skipped).flatMap(({ reason, paths, isExpected }) => {
    const listed = isExpected ? paths.slice(0, mostExpected) : paths;
    const rest = paths.length - listed.length;
    const texts = [...listed, ...(rest > 0 ? [`and ${rest} more`] : [])];
    return [
      ...wrap(terminal(shorten(`${reason}:`, longest, style.ellipsis)), style.width - 2).map((text) => `  ${text}`),
      ...texts.flatMap((text) =>
        wrap(terminal(shorten(text, longest, style.ellipsis)), style.width - 4).map((line) => `    ${line}`),
      ),
    ];
  });
  return lines.length === 0 ? [] : [style.bold('Skipped'), ...lines, ''];
}

/** The last words: what was found, and in what. */
function summaryLines(results: Results, style: Style): string[] {
  const failed = withStatus(results, 'violation').length > 0 || !results.complete;
  const verdict = failed ? style.severity.error(style.signs.fail) : style.standing.met.paint(style.signs.pass);
  // Where known violations are told from new ones, it is for the line on the gate to say what passes.
  const sign = results.gate?.comparison && results.complete ? style.dim(style.signs.dot) : verdict;
  const text = `${headline(results)} in ${scopeText(results)}`;
  return signed(text, sign, style);
}

/** What the gate makes of what is new, known and fixed. */
function comparisonLines({ gate }: Results, style: Style): string[] {
  const text = gateSummary(gate);
  if (text === undefined) return [];
  const passes = gate?.status === 'passed';
  return signed(
    text,
    passes ? style.standing.met.paint(style.signs.pass) : style.severity.error(style.signs.fail),
    style,
  );
}

function signed(text: string, sign: string, style: Style): string[] {
  return wrap(terminal(text), style.width - 2).map((line, index) =>
    index === 0 ? `${sign} ${style.bold(line)}` : `  ${style.bold(line)}`,
  );
}

/** For people at a terminal: the findings under their files, the best practices, the errors, one last line. */
export const pretty: Format = {
  name: 'pretty',
  extension: 'txt',
  mimeType: 'text/plain',
  render: (results, options) => {
    const style = styleFor(options);
    const undetermined = withStatus(results, 'undetermined');
    const violations = withStatus(results, 'violation');
    // What a baseline or a base revision has is not what a branch is to be read for.
    const known = options.verbose ? [] : violations.filter(isKnown);
    const listed = options.verbose
      ? [...violations, ...undetermined]
      : violations.filter((violation) => !isKnown(violation));
    const folded = [
      ...(known.length > 0 ? [`${count(known.length, 'violation')} known before`] : []),
      ...(undetermined.length > 0 && !options.verbose
        ? [`${count(undetermined.length, 'place')} that could not be decided`]
        : []),
    ];
    const hint = folded.length > 0 ? [style.dim(`${folded.join(' and ')}: --verbose lists them.`), ''] : [];
    const findings = options.summary ? [] : [...findingLines(listed, options, style), ...hint];
    const lines = [
      ...findings,
      ...workloadLines(results, style, options.verbose ?? false),
      ...patternLines(results, style, options.verbose ?? false),
      ...matrixLines(results, style),
      ...packageLines(results, style),
      ...maturityLines(results, style),
      ...questionLines(results, style, options.verbose ?? false),
      ...(options.verbose || judgedNothing(results) ? skippedLines(results, style) : []),
      ...gateLines(results, style),
      ...errorLines(results, style),
      ...summaryLines(results, style),
      ...comparisonLines(results, style),
    ];
    return `${lines.join('\n')}\n`;
  },
};
