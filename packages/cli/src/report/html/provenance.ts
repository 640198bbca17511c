import type { RunRecord } from '@faultline/catalog';
import { count, scopeText } from '../summary.js';
import type { ReportContext } from './context.js';
import { html, link, type Content, type Markup } from './template.js';

/** What the report is of and how it came about, so that somebody can vouch for it. */
export function provenance({ results }: ReportContext): Content {
  const { run, tool, checks } = results;
  if (!run) return undefined;
  const { project, folder, branch, command, requestedBy, preset, configuration, node } = run;
  return html`<dl class="provenance">
    ${row('Project', folder === '.' ? project : `${project}, in ${folder}`)} ${row('Commit', commit(run))}
    ${row('Branch', branch)} ${row('Date', dateOf(run, results.date))} ${row('Asked for by', requestedBy)}
    ${row('Command', html`<code>${command}</code>`)}
    ${row('Configuration', configuration ?? 'none, the defaults count')} ${row('Preset', preset)}
    ${row('Versions', `Faultline ${tool.version}, Node.js ${node}`)}
    ${row('Judged', `${scopeText(results)}, by ${count(checks.length, 'check')}`)}
    ${row('Took', run.seconds === undefined ? undefined : duration(run.seconds))}
  </dl>`;
}

function row(name: string, value: Content): Content {
  return (
    value !== undefined &&
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  );
}

function commit({ commit: id, repository, changed }: RunRecord): Markup | undefined {
  if (id === undefined) return undefined;
  const short = html`<code>${id.slice(0, 12)}</code>`;
  const where =
    repository === undefined ? short : html`${short} of ${link(repository, repository.replace('https://', ''))}`;
  return html`${where}${changed && html`, <b>with changes that are not committed</b>`}`;
}

/** To the minute, in UTC. */
function dateOf({ date }: RunRecord, fixed: string | undefined): Content {
  const known = date ?? fixed;
  if (known === undefined) return html`<span class="muted">not recorded in these results</span>`;
  return html`<time datetime="${known}">${known.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function duration(seconds: number): string {
  return seconds < 100 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
