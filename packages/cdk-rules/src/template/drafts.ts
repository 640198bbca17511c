import type { Json, JsonPath, TemplateDocument } from './document.js';
import { withIncludes } from './local-definitions.js';
import { loopsWrittenOut, type WrittenEntry } from './loops.js';
import { isList, isObject, member, members, textMember } from './json-values.js';

/** A resource before it is in the graph: plain CloudFormation, with the way back to where it is written. */
export interface ResourceDraft {
  /** The id that references use; unique in the template. */
  readonly id: string;
  /** The id in the source template. */
  readonly logicalId: string;
  readonly type: string;
  readonly sourceType: string;
  readonly condition: string | undefined;
  readonly metadata: Json | undefined;
  readonly properties: Json | undefined;
  /** Where the resource is written in the source. */
  readonly sourcePath: JsonPath;
  /** Where its properties are written. */
  readonly propertiesPath: JsonPath;
  /** Where a property is written that has another name or place in the source. */
  readonly renamed?: Readonly<Record<string, JsonPath>> | undefined;
}

/** Tells of something that cannot be analysed. */
export type Report = (path: JsonPath, reason: string) => void;

/** Transforms that are understood: what they do is written out, or changes nothing that matters here. */
const UNDERSTOOD_TRANSFORMS = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
]);

/** Resources of a template as written, loops written out; what is no resource is told to `report`. */
export function writtenResources(document: TemplateDocument, report: Report): ResourceDraft[] {
  reportTransforms(member(document.body, 'Transform'), report);
  if (member(document.body, 'Fn::Transform') !== undefined)
    report(['Fn::Transform'], 'A macro adds to this template what is known at deployment only.');
  const mayHaveMacros = document.input.text.includes('Transform');
  const drafts: ResourceDraft[] = [];
  for (const entry of loopsWrittenOut(document.body, report)) {
    const draft = readResource(entry, document, report);
    if (!draft) continue;
    if (mayHaveMacros) reportMacros(draft.properties, draft.propertiesPath, report);
    drafts.push(draft);
  }
  return drafts;
}

function readResource(
  { logicalId, resource, path }: WrittenEntry,
  document: TemplateDocument,
  report: Report,
): ResourceDraft | undefined {
  if (!isObject(resource)) {
    report(
      path,
      logicalId.startsWith('Fn::')
        ? 'A macro adds resources here that are known at deployment only.'
        : 'This is not a resource: it is not a mapping.',
    );
    return undefined;
  }
  if (logicalId.startsWith('Fn::Transform')) {
    report(path, 'A macro adds resources here that are known at deployment only.');
    return undefined;
  }
  const type = textMember(resource, 'Type');
  if (type === undefined) {
    report(path, 'This resource has no type.');
    return undefined;
  }
  if (type.endsWith('::MODULE')) report(path, `The resources of the module ${type} are known to CloudFormation only.`);
  const properties = withIncludes(member(resource, 'Properties'), document);
  if (properties !== undefined && properties !== null && !isObject(properties))
    report([...path, 'Properties'], 'The properties of this resource are not a mapping.');
  return {
    id: logicalId,
    logicalId,
    type,
    sourceType: type,
    condition: textMember(resource, 'Condition'),
    metadata: member(resource, 'Metadata'),
    properties,
    sourcePath: path,
    propertiesPath: [...path, 'Properties'],
  };
}

/** Tells of macros inside of properties; what they add is not known. */
function reportMacros(value: Json | undefined, path: JsonPath, report: Report): void {
  if (isList(value)) value.forEach((item, index) => reportMacros(item, [...path, index], report));
  for (const [key, item] of members(value)) {
    if (key === 'Fn::Transform') report(path, 'A macro makes this value at deployment, so it is not known.');
    else if (typeof item === 'object') reportMacros(item, [...path, key], report);
  }
}

function reportTransforms(transform: Json | undefined, report: Report): void {
  for (const entry of isList(transform) ? transform : transform === undefined ? [] : [transform]) {
    const name =
      typeof entry === 'string'
        ? entry
        : (textMember(entry, 'Name') ?? textMember(member(entry, 'Fn::Transform'), 'Name') ?? 'a macro');
    if (!UNDERSTOOD_TRANSFORMS.has(name))
      report(['Transform'], `The transform ${name} changes the template at deployment in ways that are not known.`);
  }
}
