import type { Json } from '../template/document.js';
import type { Resource } from '../graph/graph.js';

/**
 * What a property came to once its intrinsics were resolved.
 * - `absent`: not written, or `AWS::NoValue`: the service's default applies.
 * - `known`: a plain value. `assumed` names the parameter whose default it is.
 * - `reference`: points at a resource of the graph, in this or another stack; `attribute` is undefined for `Ref`, and `isQualified` where
 *   a version or alias of a function stands behind its ARN.
 * - `external`: points at something outside of the graph (a literal ARN or URL, an import without export, a parameter).
 * - `choice`: `Fn::If`; each branch says under which condition.
 * - `unknown`: cannot be resolved, and why. `isLimit` where it is more than is resolved, whatever it comes to.
 */
export type Value =
  | { readonly kind: 'absent' }
  | { readonly kind: 'known'; readonly value: Json; readonly assumed?: string }
  | {
      readonly kind: 'reference';
      readonly resource: Resource;
      readonly attribute: string | undefined;
      readonly isQualified?: true;
    }
  | { readonly kind: 'external'; readonly text: string }
  | { readonly kind: 'choice'; readonly branches: readonly { readonly when: string; readonly value: Value }[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly isLimit?: true };
