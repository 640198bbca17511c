import type { Json, JsonObject, TemplateDocument } from '../template/document.js';
import type { Resource } from '../graph/graph.js';
import { isObject, member } from '../template/json-values.js';
import { stepsFor, type StepsLeft } from './meter.js';

/** What the intrinsics of one document may refer to. */
export interface Scope {
  readonly document: TemplateDocument;
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly outputs: JsonObject;
  /** By the id that references use; resources that a SAM resource implies are here by their generated id. */
  readonly resources: Map<string, Resource>;
  readonly left: StepsLeft;
  /** For a nested stack: the scope of its parent and the parameters that it is given there. */
  parent?: { readonly scope: Scope; readonly parameters: Json | undefined };
}

/** A raw value and the scope that its intrinsics belong to. */
export interface Scoped {
  readonly raw: Json;
  readonly scope: Scope;
}

/** Makes the scope of a document, with no resources yet; sections of a wrong type count as empty. */
export function createScope(document: TemplateDocument): Scope {
  const section = (name: string): JsonObject => {
    const value = member(document.body, name);
    return isObject(value) ? value : {};
  };
  return {
    document,
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    outputs: section('Outputs'),
    resources: new Map(),
    left: stepsFor(document.input.text),
  };
}
