import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from './tree.js';

/** The arguments of one call, under which the parameters of the called function are read. */
export interface Frame {
  readonly fn: FunctionNode;
  readonly args: readonly Node[];
  readonly outer: Frame | undefined;
}

/** What an expression comes down to once constants, members and branches have been followed. */
export type Terminal = Value & {
  /** The property or assignment that writes the value, where it was reached as a member that is written out. */
  readonly written?: Node;
};

type Value =
  /** An expression that is not followed further; `path` is the member taken of its value. */
  | {
      readonly kind: 'expression';
      readonly node: Node;
      readonly path: readonly string[];
      readonly frame: Frame | undefined;
    }
  /** A member of an imported module; an empty path is the module's namespace. */
  | { readonly kind: 'module'; readonly module: string; readonly path: readonly string[]; readonly node: Node }
  /** A global or a member of one. */
  | { readonly kind: 'global'; readonly path: readonly string[]; readonly node: Node }
  /** A parameter, or a class member that is declared only. */
  | {
      readonly kind: 'parameter';
      readonly fn: FunctionNode | undefined;
      readonly index: number;
      readonly path: readonly string[];
      readonly annotation: TSESTree.TypeNode | undefined;
      /** It may be left out by the caller: `init?: X`, `options = {}`. */
      readonly optional: boolean;
      readonly node: Node;
    }
  /** Undefined for sure: not written, or written as `undefined`. */
  | { readonly kind: 'absent'; readonly node: Node | undefined }
  | { readonly kind: 'unknown'; readonly reason: string; readonly node: Node };

/** Written type of a parameter or class member without `null` and `undefined`, as a name that can be resolved. */
export function typeName(annotation: TSESTree.TypeNode | undefined): TSESTree.EntityName | undefined {
  if (annotation?.type === 'TSTypeReference') return annotation.typeName;
  if (annotation?.type !== 'TSUnionType') return undefined;
  const named = annotation.types.filter((type) => type.type === 'TSTypeReference');
  return named.length === 1 ? named[0]?.typeName : undefined;
}
