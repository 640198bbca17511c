import type { CheckMetadata, EvidenceValue, Judgement, Severity, WorkloadPlace } from '@faultline/catalog';
import type { Resource } from '@faultline/cdk-rules/analysis';
import type { BoundOperation } from '../inventory/code-edges.js';
import type { ResourceEdge } from '../inventory/template-edges.js';
import type { JoinContext } from '../join/join-context.js';

/** What checks of the workload look at. */
export interface Workload {
  readonly context: JoinContext;
  readonly operations: readonly BoundOperation[];
  /** Of templates and of code. */
  readonly edges: readonly ResourceEdge[];
}

/** What a check says of the workload at one place. */
export interface WorkloadFinding {
  /** The resource that it is about. */
  readonly resource: Resource;
  readonly status: Judgement;
  /** For a violation: one sentence for the fault and its consequence, one for the repair. Otherwise one sentence. */
  readonly message: string;
  readonly severity?: Severity;
  /** The places in both layers; the first one in code is where the finding is shown. */
  readonly places: readonly WorkloadPlace[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
  /** What tells it from other findings of the check at the same resource. */
  readonly subject?: string;
  /** Checks of one layer that say a part of it at one of its places; what they say there is withdrawn. */
  readonly replaces?: readonly string[];
}

/** A check of code and infrastructure joined. */
export interface WorkloadCheck {
  readonly meta: CheckMetadata & { readonly layer: 'workload' };
  judge(workload: Workload): Iterable<WorkloadFinding>;
}
