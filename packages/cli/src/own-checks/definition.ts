import type { BestPracticeId, EvidenceValue, Judgement, Preset, Severity, Source } from '@faultline/catalog';
import type { CodeFile } from './code-file.js';
import type { TemplateResource, Templates } from './templates.js';

/**
 * Version of the interface that checks of one's own are written for. What it has stays as it is under this number; what is
 * added later may be missing in earlier releases.
 */
export const interfaceVersion = 1;

/** What people need to know of a check: its findings, `explain` and all reports are made from it. */
export interface OwnCheckAbout {
  readonly version: typeof interfaceVersion;
  /** With a namespace of your own in front, such as `acme/publish-by-outbox`. */
  readonly name: string;
  /** The best practice that it counts for. */
  readonly bestPractice: BestPracticeId;
  readonly severity: Severity;
  /** One line, without a full stop, that says what must hold. */
  readonly title: string;
  /** What goes wrong in production when it does not hold. */
  readonly why: string;
  /** How to repair it. */
  readonly fix: string;
  /** Default: `recommended`. */
  readonly preset?: Preset;
  readonly sources?: readonly Source[];
}

/** What every finding says. What cannot be decided is `undetermined`, and what is as it should be is `compliant`. */
interface OwnFinding {
  readonly status: Judgement;
  /** For a violation: one sentence for the fault and its consequence, one for the repair. Otherwise one sentence. */
  readonly message: string;
  /** Where it differs from that of the check. */
  readonly severity?: Severity;
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
}

/** Offsets in the text of a file, the end excluded. */
export type TextRange = readonly [number, number];

/** What a check found at a place in a source file. */
export interface CodeFinding extends OwnFinding {
  readonly range: TextRange;
  /** Other places in the file that have a part in it. */
  readonly related?: readonly { readonly range: TextRange; readonly message: string }[];
}

/** A check of source files. */
export interface CodeCheckDefinition extends OwnCheckAbout {
  readonly layer: 'code';
  judge(file: CodeFile): Iterable<CodeFinding>;
}

/** What a check found at a resource. */
export interface ResourceFinding extends OwnFinding {
  /** The property that it is about, as a dotted path. */
  readonly property?: string;
  readonly related?: readonly { readonly resource: TemplateResource; readonly message: string }[];
}

/** A check of the resources in CDK apps and templates. */
export interface ResourceCheckDefinition extends OwnCheckAbout {
  readonly layer: 'infrastructure';
  /** CloudFormation types that it judges, such as `AWS::SQS::Queue`. */
  readonly types: readonly string[];
  judge(resource: TemplateResource, templates: Templates): Iterable<ResourceFinding>;
}

/** A check of one's own. A file of checks exports one as its default, or several as a list. */
export type OwnCheckDefinition = CodeCheckDefinition | ResourceCheckDefinition;

/** Gives editors the types of a check of source files. */
export function defineCodeCheck(
  check: Omit<CodeCheckDefinition, 'layer' | 'version'> & { readonly version?: 1 },
): CodeCheckDefinition {
  return { version: interfaceVersion, ...check, layer: 'code' };
}

/** Gives editors the types of a check of resources. */
export function defineResourceCheck(
  check: Omit<ResourceCheckDefinition, 'layer' | 'version'> & { readonly version?: 1 },
): ResourceCheckDefinition {
  return { version: interfaceVersion, ...check, layer: 'infrastructure' };
}
