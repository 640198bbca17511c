import type { CheckMetadata, EvidenceValue, Judgement, Severity } from '@faultline/catalog';
import type { SourcePlace } from '../behaviour/modules/types.js';
import type { FileFacts } from '../behaviour/types.js';
import { isAside, type WhereItRuns } from '../behaviour/where-it-runs/types.js';
import type { Settings } from '../settings.js';
import type { Range, Source } from '../syntax/source.js';

/** A place in the file: a syntax node, or whatever else knows its offsets. */
export interface Ranged {
  readonly range: Range;
}

/** A piece of text that takes the place of another; an empty range inserts. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** A repair that a person may choose. */
export interface Suggestion {
  /** What it does, as an order: `Give up after 5 seconds`. */
  readonly desc: string;
  readonly edits: readonly Edit[];
}

/** Another place in the same file that has a part in a verdict. */
export interface RelatedPlace {
  readonly at: Ranged;
  /** Which part it has, such as `client made`; a line number is put behind it. */
  readonly message: string;
}

/**
 * A place that several sites have their verdict from, so that one repair there mends them all. The verdict that stands there
 * has the role of `cause`, the others that of `effect`.
 */
export interface Cause {
  readonly role: 'cause' | 'effect';
  /** Where the verdict of the cause begins; without a file in the same one. */
  readonly at: SourcePlace;
  /** What to say of the cause where its effects decide: all of them are violations, or some and others are not. */
  readonly says?: { readonly violation: string; readonly undetermined: string };
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
  readonly suggestions?: readonly Suggestion[];
  readonly cause?: Cause;
}

/** What a judge may ask beside the facts. */
export interface JudgeContext<Options extends readonly unknown[] = readonly unknown[]> {
  readonly settings: Settings;
  readonly options: Options;
  /** Absolute path of the file as the host has it; `<input>` for text without one. */
  readonly filename: string;
  readonly source: Source;
}

/** Metadata of a check that looks at source code. */
export type CodeCheckMetadata = CheckMetadata & { readonly layer: 'code' };

/** A JSON Schema of the options of a check: one for each option, or one for the list of them. */
export type OptionsSchema = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

/** A check of source code, which every host can run. */
export interface CodeCheck<Options extends readonly unknown[] = readonly unknown[]> {
  readonly meta: CodeCheckMetadata;
  readonly schema: OptionsSchema;
  readonly defaultOptions?: Options;
  /** Says what the facts of a file mean for this check. It never walks the syntax tree itself. */
  judge(facts: FileFacts, context: JudgeContext<Options>): Iterable<SiteVerdict>;
}

/** What findings are worth: nothing is said of them, they are notes, or what their check says. */
export type Worth = 'nothing' | 'note' | 'all';

/**
 * What findings are worth where code runs: nothing is said of what runs in a browser or in tests, and what a person or a
 * pipeline starts is worth a note.
 */
export function worthWhere(where: WhereItRuns, { tests }: Pick<Settings, 'tests'>): Worth {
  if (where.where === 'browser' || (where.where === 'tests' && !tests)) return 'nothing';
  return isAside(where) ? 'note' : 'all';
}

/** Makes a check of its metadata and its judgement over facts. Where code runs is decided here for all checks. */
export function defineCheck<Options extends readonly unknown[] = readonly []>(
  definition: Omit<CodeCheck<Options>, 'schema'> & Partial<Pick<CodeCheck, 'schema'>>,
): CodeCheck {
  const judge: CodeCheck<Options>['judge'] = function* (facts, context) {
    const worth = worthWhere(facts.where, context.settings);
    if (worth === 'nothing') return;
    const asNote = worth === 'note' ? ({ severity: 'note' } as const) : undefined;
    for (const verdict of definition.judge(facts, context)) yield { ...verdict, ...asNote };
  };
  return { schema: [], ...definition, judge } as unknown as CodeCheck;
}
