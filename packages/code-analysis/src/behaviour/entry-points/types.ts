import type { Target } from '../handlers/targets.js';
import type { Place } from '../types.js';

/** A function of another file that runs on behalf of an export. */
export interface ForeignCall extends Target {
  readonly at: Place;
}

/** An export that something outside can start, with what runs on its behalf. */
export interface EntryPoint {
  /** Name of the export; `Store.save` for a member. */
  readonly name: string;
  readonly at: Place;
  /** Functions of this file that run on its behalf, itself first. */
  readonly reaches: readonly Place[];
  readonly calls: readonly ForeignCall[];
}

/**
 * How code names a resource: by a variable of the environment, by its text, by what another file exports, or by a parameter,
 * so that its callers name it.
 */
export type ResourceName =
  | { readonly environment: string }
  | { readonly text: string }
  | { readonly imported: Target }
  | { readonly parameter: Parameter };

/** A parameter of a function of this file, or a member of one. */
export interface Parameter {
  /** The function. */
  readonly fn: Place;
  readonly index: number;
  readonly path: readonly string[];
}

/** A call that hands names of resources on to a function of the project. */
export interface NamesGiven {
  readonly at: Place;
  /** The function: of this file, or of another. */
  readonly to: Place | Target;
  /** By index of the argument, and member of it where an object is written out: `0`, `1.queueUrl`. */
  readonly names: Readonly<Record<string, ResourceName>>;
}

/** An operation of an AWS service that works on a resource of the workload. */
export interface OperationFact {
  /** The callee of the call that sends it. */
  readonly at: Place;
  /** The command itself. */
  readonly within: Place;
  /** As in the package name of version 3 of the SDK, such as `sqs`. */
  readonly service: string;
  /** Name in the API, such as `SendMessage`. */
  readonly name: string;
  /** Absent where it cannot be told. */
  readonly resource?: ResourceName;
  readonly inLoop: boolean;
  /** Of SQS: for how long a message is hidden or delayed, in seconds, where that is known. */
  readonly seconds?: number;
}

/** What a file lets others start, and what it passes on of yet other files. */
export interface EntryPointFacts {
  readonly own: readonly EntryPoint[];
  /** Exports that are those of other files. */
  readonly aliases: Readonly<Record<string, Target>>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
  /** Names of exports that are no functions as far as it shows, such as the result of a builder in another package. */
  readonly opaque: readonly { readonly name: string; readonly at: Place }[];
  /** Exports that are variables of the environment, or give some back, by name of the export. */
  readonly environment: Readonly<Record<string, string>>;
}
