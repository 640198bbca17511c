import type { Location, ResourceReference, WorkloadPlace } from './verdict.js';

/** What a part of the workload is; `host` for systems outside of it, `other` for resources of further types. */
export type DependencyKind =
  | 'function'
  | 'service'
  | 'api'
  | 'queue'
  | 'topic'
  | 'bus'
  | 'stream'
  | 'table'
  | 'cache'
  | 'database'
  | 'bucket'
  | 'workflow'
  | 'schedule'
  | 'host'
  | 'other';

/**
 * By what the code of a function was found, the surest first:
 * `recorded` by the CDK app itself while it ran, `entry-point` by the entry points of a build with esbuild, `bundle` by
 * what esbuild writes into its output, `folder` by the folder of the code and the name of the handler, `built` by the
 * source of what is built there, `configured` by the configuration.
 */
export type LinkMethod = 'recorded' | 'entry-point' | 'bundle' | 'folder' | 'built' | 'configured';

/** The exported function that a Lambda function runs. */
export interface HandlerReference {
  /** Relative to the scanned root. */
  readonly file: string;
  readonly export: string;
  readonly line: number;
  readonly method: LinkMethod;
  readonly confidence: 'certain' | 'likely';
}

/** The module that the container of a service runs first. */
export interface EntryReference {
  /** Relative to the scanned root. */
  readonly file: string;
  readonly confidence: 'certain' | 'likely';
}

/** A part of the workload, or something that it depends on. */
export interface DependencyNode {
  /** Unique in the file. */
  readonly id: string;
  readonly kind: DependencyKind;
  readonly name: string;
  /** What the resource is, where it is one of a template. */
  readonly resource?: ResourceReference;
  /** Of functions whose code was found. */
  readonly handler?: HandlerReference;
  /** Of services whose image was followed to its source. */
  readonly entry?: EntryReference;
}

/** How work gets from one part to another; `data` for what is read and written, without work that is handed on. */
export type DependencyMode = 'synchronous' | 'asynchronous' | 'stream' | 'batch' | 'poll' | 'data';

/** One way from a part to another. */
export interface DependencyEdge {
  readonly from: string;
  readonly to: string;
  readonly mode: DependencyMode;
  /** Whether the same thing may arrive twice; null where that is not known. */
  readonly delivery: 'at-most-once' | 'at-least-once' | null;
  /** Seconds that the sender waits at most; null where it does not wait, or that is not known. */
  readonly waits: number | null;
  /** Times that the receiver is given the same thing at most; null where that is not known. */
  readonly attempts: number | null;
  /** Id of the node that gets what fails in the end. */
  readonly deadLetter: string | null;
  /** The variable of the environment by which code knows the target. */
  readonly environment?: string;
  readonly places: readonly WorkloadPlace[];
}

/** A function whose code was not found, or a handler that no function runs. */
export type Unlinked =
  | { readonly function: ResourceReference; readonly location?: Location; readonly reason: string }
  | { readonly handler: { readonly file: string; readonly export: string }; readonly reason: string };

/** What the workload is made of, and which code belongs to which function. */
export interface DependencyInventory {
  readonly nodes: readonly DependencyNode[];
  readonly edges: readonly DependencyEdge[];
  readonly unlinked: readonly Unlinked[];
}
