import { compareText } from '../place.js';
import { hasSection } from './best-practice.js';
import type { ReportContext } from './context.js';
import { html, type Content } from './template.js';

type Choice = readonly [value: string, label: string];

function select(name: string, label: string, all: string, choices: readonly Choice[]): Content {
  if (choices.length < 2) return undefined;
  return html`<label class="by-${name}"
    ><span>${label}</span>
    <select name="${name}">
      <option value="">${all}</option>
      ${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`;
}

const layers = { code: 'Code', infrastructure: 'Infrastructure', workload: 'Both joined' } as const;
const severities = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** The filters that these results need. They wait hidden for the script, without which they could do nothing. */
export function controls(context: ReportContext): Content {
  const { verdicts, bestPractices, suppressionProblems = [] } = context.results;
  const has = (status: string) => verdicts.some((verdict) => verdict.status === status);
  const used = <T extends string>(names: Readonly<Record<T, string>>, of: (name: T) => boolean): Choice[] =>
    (Object.keys(names) as T[]).filter(of).map((name) => [name, names[name]]);
  const practices = bestPractices
    .filter((practice) => hasSection(practice, context))
    .map(({ id, title }): Choice => [id, `${id} ${title}`]);
  const statuses: readonly (Choice | false)[] = [
    has('violation') && ['violation', 'Violations'],
    has('undetermined') && ['undetermined', 'Undetermined'],
    has('compliant') && ['compliant', 'Compliant'],
    (has('suppressed') || suppressionProblems.length > 0) && ['suppressed', 'Suppressed'],
    bestPractices.some(({ questions }) => questions.length > 0) && ['question', 'Questions for people'],
  ];
  const checks = [...new Set(verdicts.map(({ check }) => check))].sort(compareText);
  if (verdicts.length === 0) return undefined;
  return html`<div class="filters" role="search" aria-label="Filter what is listed below" data-filters hidden>
    <label class="by-text"
      ><span>Text</span> <input type="search" name="text" placeholder="File, resource, words" autocomplete="off"
    /></label>
    ${select('bp', 'Best practice', 'All', practices)}
    ${select(
      'status',
      'Status',
      'Any',
      statuses.filter((choice) => choice !== false),
    )}
    ${select(
      'layer',
      'Layer',
      'All',
      used(layers, (layer) => verdicts.some((verdict) => verdict.layer === layer)),
    )}
    ${select(
      'severity',
      'Severity',
      'Any',
      used(severities, (severity) => verdicts.some((verdict) => verdict.severity === severity)),
    )}
    ${select(
      'check',
      'Check',
      'All',
      checks.map((name): Choice => [name, name]),
    )}
    ${
      context.isCompared &&
      html`<label class="by-new"><input type="checkbox" name="new" value="1" /> <span>Only new</span></label>`
    }
    <button type="button" data-clear>Clear</button>
    <p class="shown" role="status" data-shown></p>
  </div>`;
}
