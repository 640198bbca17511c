import type { DependencyInventory } from '@faultline/catalog';
import type { ResourceGraph } from '@faultline/cdk-rules/analysis';
import type { SeenPattern } from '../assessment/patterns.js';
import type { DraftVerdict } from '../assessment/verdicts.js';
import { judgeWorkload } from './checks/judge-workload.js';
import { CodeFiles, type CodeScope } from './code-files.js';
import { boundOperations, codeEdges } from './inventory/code-edges.js';
import { inventoryOf } from './inventory/inventory.js';
import { serviceEdges } from './inventory/service-edges.js';
import { templateEdges } from './inventory/template-edges.js';
import { JoinContext } from './join/join-context.js';
import { joinVerdicts } from './join/join-verdicts.js';
import { serviceEntries } from './links/service-entries.js';
import { linkFunctions } from './links/link-functions.js';
import type { Recording } from './links/recorded-code.js';
import { workloadPatterns } from './patterns/workload-patterns.js';

/** Both layers of a workload. */
export interface Layers {
  readonly graph: ResourceGraph;
  /** What CDK apps told of the code of their functions. */
  readonly recordings: readonly Recording[];
  readonly code: CodeScope;
  /** Names of the checks of the workload to run. */
  readonly checks: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** What each layer said by itself. */
  readonly drafts: readonly DraftVerdict[];
  /** The patterns that each layer has seen by itself. */
  readonly patterns: readonly SeenPattern[];
}

/** A workload as a whole. */
export interface JoinedWorkload {
  readonly drafts: DraftVerdict[];
  readonly dependencies: DependencyInventory;
  readonly patterns: readonly SeenPattern[];
}

/** Joins code and infrastructure: finds which code each function runs, and looks at each layer with the other in view. */
export async function joinWorkload({
  graph,
  recordings,
  code: scope,
  drafts,
  checks,
  today,
  patterns,
}: Layers): Promise<JoinedWorkload> {
  const code = CodeFiles.of(scope);
  const links = linkFunctions({ graph, code, recordings });
  const context = new JoinContext(graph, code, links);
  const operations = boundOperations(context);
  const edges = [...templateEdges(graph), ...serviceEdges(graph), ...codeEdges(context, operations)];
  return {
    drafts: judgeWorkload({ context, operations, edges }, checks, joinVerdicts(drafts, context), today),
    dependencies: inventoryOf(graph, links, serviceEntries(graph, scope, recordings), edges),
    patterns: workloadPatterns(patterns, context, operations, edges),
  };
}
