import type { CheckMetadata, EvidenceValue, Judgement, Severity } from '@faultline/catalog';
import type { Resource, ResourceGraph } from '../graph/graph.js';

/** What a rule found at a resource. */
export interface Finding {
  readonly status: Judgement;
  /** One sentence for the fault and its consequence, one for the repair; for other statuses one sentence. */
  readonly message: string;
  /** Where it differs from the check's own severity. */
  readonly severity?: Severity;
  /** The property that it is about, as a dotted path. */
  readonly property?: string;
  readonly related?: readonly { readonly resource: Resource; readonly message: string }[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
}

/** A rule: its metadata and one pure function over a resource and the graph. */
export interface InfrastructureRule {
  readonly meta: CheckMetadata & { readonly layer: 'infrastructure' };
  /** Resource types that it judges. */
  readonly types: readonly string[];
  /** Findings at the resource; none when the check does not apply to it. */
  judge(resource: Resource, graph: ResourceGraph): Finding | readonly Finding[] | undefined;
}
