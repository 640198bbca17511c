import type { Json, JsonPath, TemplateDocument } from './document.js';
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

/** Resources of a template as written; what is no resource is told to `report`. */
export function writtenResources(document: TemplateDocument, report: Report): ResourceDraft[] {
  reportTransforms(member(document.body, 'Transform'), report);
  const drafts: ResourceDraft[] = [];
  for (const [logicalId, resource] of members(member(document.body, 'Resources'))) {
    const path: JsonPath = ['Resources', logicalId];
    if (logicalId.startsWith('Fn::Transform'))
      report(path, 'A macro adds resources here that are known at deployment only.');
    else if (logicalId.startsWith('Fn::ForEach'))
      report(path, 'A loop makes resources here that were not written out.');
    else if (!isObject(resource)) report(path, 'This is not a resource: it is not a mapping.');
    else {
      const type = textMember(resource, 'Type');
      if (type === undefined) {
        report(path, 'This resource has no type.');
        continue;
      }
      if (type.endsWith('::MODULE'))
        report(path, `The resources of the module ${type} are known to CloudFormation only.`);
      const properties = member(resource, 'Properties');
      if (properties !== undefined && properties !== null && !isObject(properties))
        report([...path, 'Properties'], 'The properties of this resource are not a mapping.');
      if (isObject(properties) && Object.hasOwn(properties, 'Fn::Transform'))
        report([...path, 'Properties'], 'A macro adds properties here that are known at deployment only.');
      drafts.push({
        id: logicalId,
        logicalId,
        type,
        sourceType: type,
        condition: textMember(resource, 'Condition'),
        metadata: member(resource, 'Metadata'),
        properties,
        propertiesPath: [...path, 'Properties'],
      });
    }
  }
  return drafts;
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
