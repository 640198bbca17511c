import type { Suppression, SuppressionProblem, Verdict } from '@faultline/catalog';
import { splitMessage } from '../message.js';
import { byPlace, compareText } from '../place.js';
import type { ReportContext } from './context.js';
import { place, prose } from './finding.js';
import { html, type Content, type Markup } from './template.js';

const kinds: Readonly<Record<Suppression['kind'], string>> = {
  directive: 'comment in the code',
  bulk: 'eslint-suppressions.json',
  acknowledgement: 'acknowledgement in the CDK app',
  metadata: 'metadata of the template',
  central: 'configuration',
};

/** A suppression, and what it is for. */
interface Entry {
  readonly suppression: Suppression;
  readonly check: string;
  readonly about: Pick<Verdict, 'location' | 'resource'>;
  readonly verdict?: Verdict;
  /** What is wrong with it. */
  readonly problem?: SuppressionProblem;
  /** `ended`: the violation counts again; `idle`: there is nothing that it suppresses. */
  readonly standing: 'ended' | 'idle' | 'holds';
}

/** Those of violations, whether they hold or not, and those that suppress nothing. */
function entries({ results }: ReportContext): Entry[] {
  const { suppressionProblems: problems = [], verdicts } = results;
  const ofVerdicts = verdicts.flatMap((verdict): Entry[] => {
    const { status, suppression, check, fingerprint } = verdict;
    if (status !== 'suppressed' && (status !== 'violation' || !suppression)) return [];
    const problem = problems.find((one) => one.fingerprint === fingerprint && one.check === check);
    const standing = status === 'violation' ? 'ended' : 'holds';
    return [
      {
        suppression: suppression ?? { kind: 'directive' },
        check,
        about: verdict,
        verdict,
        standing,
        ...(problem && { problem }),
      },
    ];
  });
  const idle = problems
    .filter(({ fault }) => fault === 'unused' || fault === 'unknown-check')
    .map((problem): Entry => ({
      suppression: problem.suppression,
      check: problem.check,
      about: problem,
      problem,
      standing: 'idle',
    }));
  return [...ofVerdicts, ...idle];
}

const ranks = { ended: 0, idle: 1, holds: 2 } as const;

/** Those that no longer hold first, then those that end soonest; those without an end last. */
function byUrgency(a: Entry, b: Entry): number {
  return (
    ranks[a.standing] - ranks[b.standing] ||
    compareText(a.suppression.until ?? '9999', b.suppression.until ?? '9999') ||
    (a.verdict && b.verdict ? byPlace(a.verdict, b.verdict) : 0)
  );
}

/** Whether the last day has passed on the day of the report, which tells of results that are rendered later. */
function hasPassed({ until }: Suppression, date: string | undefined): boolean {
  return until !== undefined && date !== undefined && until < date.slice(0, 10);
}

function state({ suppression, standing, problem }: Entry, date: string | undefined): Markup {
  const { until } = suppression;
  if (hasPassed(suppression, date) || problem?.fault === 'expired' || (standing === 'ended' && !problem)) {
    return html`<span class="expired">Expired${until !== undefined && ` ${until}`}</span>`;
  }
  if (standing === 'ended') return html`<span class="expired">Not accepted</span>`;
  if (standing === 'idle') return html`<span class="idle">Unused</span>`;
  return until === undefined ? html`<span class="muted">Without an end</span>` : html`<span>Until ${until}</span>`;
}

function fact(key: string, value: string | undefined): Content {
  return value !== undefined && html`<li><span class="key">${key}</span> <span class="value">${value}</span></li>`;
}

function item(entry: Entry, context: ReportContext): Markup {
  const { suppression, verdict, check, standing, problem } = entry;
  // A violation that counts again has its anchor where it is listed as one.
  const id = verdict && standing === 'holds' && html` id="${context.anchorOf(verdict)}"`;
  const bp = verdict?.bestPractice ?? context.checks.get(check)?.bestPractice ?? '';
  const { layer = '', severity = '' } = verdict ?? context.checks.get(check) ?? {};
  return html`<li
    class="${standing}"
    ${id}
    data-bp="${bp}"
    data-check="${check}"
    data-layer="${layer}"
    data-severity="${severity}"
  >
    <div>
      <p>${place(entry.about)}</p>
      <p><code>${check}</code></p>
    </div>
    <div>
      <p class="state">
        ${state(entry, context.results.date)}
        ${standing === 'ended' && verdict && html`<a href="#${context.anchorOf(verdict)}">The violation counts again</a>`}
      </p>
      <p>${suppression.reason ?? html`<em>No reason given</em>`}</p>
      ${verdict && html`<p class="muted">${prose(splitMessage(verdict.message).fault)}</p>`}
      ${problem && problem.fault !== 'expired' && html`<p class="muted">${prose(problem.message)}</p>`}
      <ul class="facts">
        <li>${kinds[suppression.kind]}</li>
        ${fact('ticket', suppression.ticket)} ${fact('owner', suppression.owner)}
      </ul>
    </div>
  </li>`;
}

/** The register of accepted violations, with what has run out on top. */
export function suppressions(context: ReportContext): Content {
  const register = entries(context).sort(byUrgency);
  if (register.length === 0) return undefined;
  const ended = register.filter(({ standing }) => standing === 'ended').length;
  return html`<section aria-labelledby="suppressions" data-group>
    <h2 id="suppressions">Suppressed violations</h2>
    <p class="muted">
      Accepted by the people who own the code or the template, with the reason that they
      gave.${ended > 0 && ` ${ended} no longer ${ended === 1 ? 'holds' : 'hold'}.`}
    </p>
    <ul class="sites pairs register" data-status="suppressed">
      ${register.map((entry) => item(entry, context))}
    </ul>
  </section>`;
}
