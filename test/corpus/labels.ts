/** A resource of a template of the corpus, and what a reviewer said of it. */
export interface Label {
  readonly template: string;
  readonly bestPractice: string;
  readonly category: string;
  /** Any of these logical ids will do. */
  readonly ids: readonly string[];
}

/** What must be found, and what must not. */
export interface Labels {
  readonly faults: readonly Label[];
  readonly clean: readonly Label[];
}

interface Judged {
  readonly template: string;
  readonly bestPractice: string;
  readonly category: string;
  readonly logicalId: string;
  readonly alternateLogicalIds?: readonly string[];
  readonly debatable?: boolean;
}

interface Expectation {
  readonly template: string;
  readonly bestPractice?: string;
  readonly category?: string;
  readonly stance?: string;
  readonly asserted?: boolean;
  readonly logicalIds?: readonly string[];
  readonly alternateLogicalIds?: readonly string[];
  readonly cleanLogicalIds?: readonly string[];
}

/** Reads hand-made labels, without the debatable ones. */
export function readLabels(text: string): Labels {
  const file = JSON.parse(text) as { labels: Judged[]; clean: Judged[] };
  const label = ({ logicalId, alternateLogicalIds = [], ...rest }: Judged): Label => ({
    ...rest,
    ids: [logicalId, ...alternateLogicalIds],
  });
  return { faults: file.labels.filter(({ debatable }) => !debatable).map(label), clean: file.clean.map(label) };
}

/** Reads what another tool expects of its own test templates, as far as a reviewer agrees or firmly disagrees. */
export function readExpectations(text: string): Labels {
  const faults: Label[] = [];
  const clean: Label[] = [];
  for (const expectation of (JSON.parse(text) as { expectations: Expectation[] }).expectations) {
    const { template, bestPractice, category = '', stance = '' } = expectation;
    if (bestPractice === undefined || stance === 'related' || `${stance} ${category}`.includes('out-of-scope'))
      continue;
    const row = { template, bestPractice, category };
    const { logicalIds = [], alternateLogicalIds = [], cleanLogicalIds = [] } = expectation;
    if (stance.startsWith('disagree')) clean.push(...logicalIds.map((id) => ({ ...row, ids: [id] })));
    if (stance !== 'agree' || expectation.asserted === false) continue;
    faults.push(...logicalIds.map((id) => ({ ...row, ids: [id, ...alternateLogicalIds] })));
    clean.push(...cleanLogicalIds.map((id) => ({ ...row, ids: [id] })));
  }
  return { faults, clean };
}
