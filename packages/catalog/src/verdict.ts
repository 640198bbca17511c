import type { BestPracticeId } from './best-practices.js';
import type { Layer, Severity } from './check.js';

/**
 * What a check found at a site or resource.
 * `undetermined` says that it cannot be decided from what is in view; it is never a violation and never a pass.
 * `withdrawn` says that one layer alone objected, and that code and infrastructure joined show that it does not apply.
 */
export type VerdictStatus = 'violation' | 'compliant' | 'undetermined' | 'suppressed' | 'withdrawn';

/**
 * What a check itself can say; `suppressed` is added afterwards, from the directives of the people who own the code, and
 * `withdrawn` where the two layers are joined.
 */
export type Judgement = Exclude<VerdictStatus, 'suppressed' | 'withdrawn'>;

/** A place in a file. Lines and columns start at 1; `file` is relative to the scanned root, with forward slashes. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A resource in a template. */
export interface ResourceReference {
  /** Path of the template, relative to the scanned root, with forward slashes. */
  readonly template: string;
  readonly logicalId: string;
  /** CloudFormation type, such as `AWS::SQS::Queue`. */
  readonly type: string;
  readonly constructPath?: string;
}

/** Another place that has a part in the verdict, and which part. */
export interface Related {
  readonly message: string;
  readonly location?: Location;
  readonly resource?: ResourceReference;
}

/** One of the resources that the same source line makes for stages, Regions, stacks or instances of the construct around it. */
export interface Copy {
  readonly resource: ResourceReference;
  /** Identity of the verdict at this copy alone. */
  readonly fingerprint: string;
  /** What it says there, where that differs from the verdict's message. */
  readonly message?: string;
}

/** A place that has its fault from the place where the verdict stands, and that the same repair mends. */
export interface Effect {
  readonly location: Location;
  /** Identity of the verdict at this place alone. */
  readonly fingerprint: string;
  readonly symbol?: string;
}

/** Why a violation was accepted, by whom it can be found again, and until when. */
export interface Suppression {
  /** `directive`: a comment in code; `bulk`: ESLint's file of suppressions; `acknowledgement`: of a CDK construct; `metadata`: of a template; `central`: of the configuration. */
  readonly kind: 'directive' | 'bulk' | 'acknowledgement' | 'metadata' | 'central';
  readonly reason?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly ticket?: string;
  /** Who answers for it. */
  readonly owner?: string;
}

/** A place that has a part in a verdict of the workload, and which layer it belongs to. */
export interface WorkloadPlace extends Related {
  readonly layer: Exclude<Layer, 'workload'>;
}

/** Why a verdict of one layer does not hold, now that the other one is in view. */
export interface Withdrawal {
  /** One sentence. */
  readonly reason: string;
  /** What the check had said. */
  readonly from: 'violation' | 'undetermined';
}

/** JSON values that a check gives as evidence. */
export type EvidenceValue =
  string | number | boolean | null | readonly EvidenceValue[] | { readonly [key: string]: EvidenceValue };

/** One verdict of one check at one place. */
export interface Verdict {
  readonly check: string;
  readonly bestPractice: BestPracticeId;
  readonly layer: Layer;
  readonly status: VerdictStatus;
  readonly severity: Severity;
  /** One sentence for the fault and its consequence, one for the repair; for other statuses one sentence. */
  readonly message: string;
  /**
   * Identity that survives moved lines, renamed files and reformatting: check, symbol, tokens of the site, and the
   * how-manieth of its kind in the file. The same fingerprint in two files is two verdicts.
   */
  readonly fingerprint: string;
  /** Symbols around the site in code, such as `Orders.pay`; construct path or logical id of a resource. */
  readonly symbol?: string;
  /** Identity of the site's own code, without the names around it. */
  readonly content?: string;
  /** Identity of the function around the site without its name; `~` stands before that of a short one. */
  readonly body?: string;
  /** Whether what the run was compared with had this violation; absent without a comparison. */
  readonly baseline?: 'new' | 'unchanged' | 'moved';
  readonly location?: Location;
  readonly resource?: ResourceReference;
  readonly related?: readonly Related[];
  /** All copies of the construct that the verdict is about, where there are several; that of `resource` stands first. */
  readonly copies?: readonly Copy[];
  /** The places that have the fault because of this one, such as the calls that go through a wrapper without a limit. */
  readonly effects?: readonly Effect[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
  readonly suppression?: Suppression;
  /** Only of withdrawn ones. */
  readonly withdrawal?: Withdrawal;
  /** Of a verdict of the workload: where it stands in code and in infrastructure. */
  readonly places?: readonly WorkloadPlace[];
  /** The source line or property that the verdict is about, for reports. Untrusted text. */
  readonly snippet?: string;
}
