import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString } from '../../values/values.js';

export const MESH_ROUTE = 'AWS::AppMesh::Route';
const KINDS = ['HttpRoute', 'Http2Route', 'GrpcRoute'];

/** The paths of the kinds of route that a resource has. */
export function routeKinds(route: Resource): readonly string[] {
  return KINDS.map((kind) => `Spec.${kind}`).filter((path) => route.get(path).kind !== 'absent');
}

/** A duration of a mesh in milliseconds; undefined when it is not known. */
export function milliseconds(value: Value, unit: Value): number | undefined {
  const number = asNumber(value);
  const factor = { ms: 1, s: 1000 }[asString(unit) ?? ''];
  return number === undefined || factor === undefined ? undefined : number * factor;
}
