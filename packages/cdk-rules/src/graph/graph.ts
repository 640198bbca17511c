import type { ConstructTrace, Json, JsonPath, Position, TemplateDocument } from '../template/document.js';
import type { Value } from '../values/value.js';

/** A resource of a template, with its properties resolved on demand. */
export interface Resource {
  /** Unique over all templates. */
  readonly key: string;
  /** The id in the source template; for a resource that a SAM resource implies, the id of that SAM resource. */
  readonly logicalId: string;
  /** The CloudFormation type, after SAM was written out (`AWS::Serverless::Function` becomes `AWS::Lambda::Function`). */
  readonly type: string;
  /** The type in the source template. */
  readonly sourceType: string;
  readonly document: TemplateDocument;
  readonly trace: ConstructTrace | undefined;
  /** Name of the condition it is created under. */
  readonly condition: string | undefined;
  /** Made by the CDK for itself, and so not reported. */
  readonly ownedByCdk: boolean;
  /** Resource metadata as written. */
  readonly metadata: Json | undefined;
  /** Resolves the property at a dotted path, such as `RedrivePolicy.deadLetterTargetArn` or `Targets.0.Arn` (a list of steps where names may hold dots); JSON in strings is entered. */
  get(path: string | JsonPath): Value;
  /** The elements of a list property; an empty list when absent; undefined when the list itself is not known. */
  list(path: string | JsonPath): readonly Value[] | undefined;
  /** Positions of the elements of a list property, for those who need not know the elements themselves; otherwise like `list`. */
  indexes(path: string | JsonPath): readonly number[] | undefined;
  /** Names of the members of an object property. */
  keys(path: string | JsonPath): readonly string[] | undefined;
  /** Position of a property in the source template, or of the nearest ancestor that is written; of the resource without a path. */
  position(path?: string | JsonPath): Position | undefined;
  /** Path in the source template, for those who need the raw text. */
  readonly sourcePath: JsonPath;
  /** Tells in the graph's `notAnalysed` that something of this resource is more than is analysed; `reason` as the end of a sentence. */
  tell(path: string | JsonPath, reason: string): void;
}

/** How an event reaches a consumer: this decides which failure control matters. */
export type InvocationMode = 'synchronous' | 'asynchronous' | 'queue' | 'stream' | 'broker';

/** One way in which a function is invoked. */
export interface Invocation {
  readonly mode: InvocationMode;
  /** Whether the mode is only the likelier one, because what decides it is not known. */
  readonly isModeAssumed?: boolean;
  /** Whether it surely names the function without a version or alias. */
  readonly isUnqualified?: true;
  /** Resource that makes the connection: event source mapping, rule, subscription, permission, schedule. */
  readonly via: Resource;
  /** What sends: queue, stream, topic, API; undefined when it is not a resource of the graph. */
  readonly source: Resource | undefined;
  /** Service principal or service name, such as `sqs` or `events`. */
  readonly service: string;
  /** Where the integrations stand that lead to the function, when `via` is an API with an OpenAPI document. */
  readonly places?: readonly JsonPath[];
}

/** One use of a resource as the place where failures go. */
export interface DeadLetterEdge {
  /** Whose failures: queue, function, mapping, rule, schedule, pipe, subscription, topic rule. */
  readonly from: Resource;
  readonly property: string;
  readonly to: Resource;
}

/** All resources of all templates of one run, with the references between them resolved and indexed. */
export interface ResourceGraph {
  readonly resources: readonly Resource[];
  readonly documents: readonly TemplateDocument[];
  ofType(...types: string[]): readonly Resource[];
  /** Failure targets: every edge of facts 1.1 that ends in this resource. */
  deadLettersInto(resource: Resource): readonly DeadLetterEdge[];
  /** True when a queue is a failure target of anything, in any stack, or says so itself (`RedriveAllowPolicy`). */
  isFailureTarget(resource: Resource): boolean;
  /** Ways in which a function is invoked (facts 1.2); an alias or version counts as its function. */
  invocations(lambda: Resource): readonly Invocation[];
  /** Types of the resources in the graph. */
  readonly types: readonly string[];
  /** Resources of some types that refer to this one anywhere in their properties. */
  referrers(resource: Resource, ...types: readonly string[]): readonly Resource[];
  /** The first resource of each type that nobody looked at when the rules were written. */
  readonly notLookedAt: readonly Resource[];
  /** What could not be analysed: macros, loops, external definitions. */
  readonly notAnalysed: readonly {
    readonly document: TemplateDocument;
    readonly path: JsonPath;
    readonly reason: string;
  }[];
}
