import { userFrame } from './creation-trace.js';
import type { ConstructTrace, Json } from '../template/document.js';
import { isList, isObject, member, members, textMember } from '../template/json-values.js';

/** Traces of the constructs of a stack and its nested stacks: by template file, then by logical id. */
export type TracesByTemplate = ReadonlyMap<string, ReadonlyMap<string, ConstructTrace>>;

/**
 * Reads the construct metadata of a stack artifact: which construct stands behind each logical id, where the user created it,
 * and which rules are acknowledged for it or for a construct that it is in.
 * @param metadata entries by construct path, as in the manifest or the additional metadata file of the artifact
 * @param stackTemplate template file of the stack; a nested stack names its own in its metadata
 */
export function readConstructMetadata(
  metadata: Json | undefined,
  stackTemplate: string,
  root: string,
): TracesByTemplate {
  const traces = new Map<string, Map<string, ConstructTrace>>();
  const templates = new Map<string, string>();
  const acknowledged = new Map<string, Readonly<Record<string, string>>>();
  for (const [path, entries] of members(metadata)) {
    for (const entry of isList(entries) ? entries : []) {
      const type = textMember(entry, 'type');
      if (type === 'aws:cdk:templateFile') templates.set(path, textMember(entry, 'data') ?? stackTemplate);
      if (type === 'aws:cdk:acknowledged-rules')
        acknowledged.set(path, { ...acknowledged.get(path), ...acknowledgements(member(entry, 'data')) });
    }
  }
  for (const [path, entries] of members(metadata)) {
    if (!isList(entries)) continue;
    const own = entries.find((entry) => textMember(entry, 'type') === 'aws:cdk:logicalId');
    const logicalId = textMember(own, 'data');
    if (logicalId === undefined) continue;
    const created = member(
      entries.find((entry) => textMember(entry, 'type') === 'aws:cdk:creationStack'),
      'data',
    );
    // Before creation stacks, the trace of the logical id said where a construct was made.
    const frames = created ?? member(own, 'trace');
    const source = isList(frames) ? userFrame(frames, root) : undefined;
    const reasons = Object.assign({}, ...ancestors(path).map((ancestor) => acknowledged.get(ancestor) ?? {})) as Record<
      string,
      string
    >;
    const template = ancestors(path).reduce((found, ancestor) => templates.get(ancestor) ?? found, stackTemplate);
    const byId = traces.get(template) ?? new Map<string, ConstructTrace>();
    byId.set(logicalId, {
      constructPath: path.replace(/^\//, ''),
      ...(source ? { source } : {}),
      ...(Object.keys(reasons).length > 0 ? { acknowledged: reasons } : {}),
    });
    traces.set(template, byId);
  }
  return traces;
}

/** A path and those that it is in, outermost first. */
function ancestors(path: string): string[] {
  const steps = path.split('/').slice(1, 65);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`);
}

/** Reasons by rule id; the prefix that the CDK puts before the id (`Annotation::`) is left out. */
function acknowledgements(data: Json | undefined): Record<string, string> {
  if (!isObject(data)) return {};
  return Object.fromEntries(
    Object.entries(data).map(([id, reason]) => [
      id.slice(id.lastIndexOf('::') + 1).replace(/^:/, ''),
      typeof reason === 'string' ? reason : (textMember(reason, 'reason') ?? ''),
    ]),
  );
}
