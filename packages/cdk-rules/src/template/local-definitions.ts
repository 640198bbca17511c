import type { Json, JsonObject, TemplateDocument } from './document.js';
import type { Report, ResourceDraft } from './drafts.js';
import { readJson } from './json-reader.js';
import { intrinsicOf, isList, isObject, member, textMember } from './json-values.js';
import { readYaml } from './yaml-reader.js';

/** Properties that name a file with a definition, and the property that holds the definition itself. */
const DEFINITION_FILES: Readonly<
  Record<string, { readonly location: string; readonly into: string; readonly what: string }>
> = {
  'AWS::StepFunctions::StateMachine': {
    location: 'DefinitionS3Location',
    into: 'Definition',
    what: 'this state machine',
  },
  'AWS::ApiGateway::RestApi': { location: 'BodyS3Location', into: 'Body', what: 'this API' },
  'AWS::ApiGatewayV2::Api': { location: 'BodyS3Location', into: 'Body', what: 'this API' },
};

/**
 * A resource with its definition in place: one in a local file is read, and the `DefinitionSubstitutions` of a state machine are
 * written as `Fn::Sub`, so that they resolve like everything else.
 */
export function withDefinition(draft: ResourceDraft, document: TemplateDocument, report: Report): ResourceDraft {
  const file = Object.hasOwn(DEFINITION_FILES, draft.type) ? DEFINITION_FILES[draft.type] : undefined;
  if (!file || !isObject(draft.properties)) return draft;
  const properties = draft.properties;
  const location = member(properties, file.location);
  const path = draft.renamed?.[file.location] ?? [...draft.propertiesPath, file.location];
  let own: JsonObject = properties;
  if (location !== undefined && member(properties, file.into) === undefined) {
    const local = localPath(location);
    const definition = local === undefined ? undefined : readLocalFile(local, document);
    if (definition === undefined) {
      report(path, `The definition of ${file.what} is in a file that was not read.`);
      return draft;
    }
    own = { ...properties, [file.into]: definition };
  }
  const substitutions = member(own, 'DefinitionSubstitutions');
  if (isObject(substitutions)) {
    own = Object.fromEntries(
      Object.entries(own).map(([name, value]) => [
        name,
        name === 'Definition' || name === 'DefinitionString' ? substituted(value, substitutions) : value,
      ]),
    );
  }
  return own === properties
    ? draft
    : {
        ...draft,
        properties: own,
        renamed: location === undefined ? draft.renamed : { ...draft.renamed, [file.into]: path },
      };
}

/** A value with each `AWS::Include` of a local file replaced by what the file holds; others stay as they are. */
export function withIncludes(value: Json | undefined, document: TemplateDocument): Json | undefined {
  if (!document.input.readFile || !document.input.text.includes('AWS::Include')) return value;
  return value === undefined ? undefined : included(value, document);
}

function included(value: Json, document: TemplateDocument): Json {
  if (isList(value)) return value.map((item) => included(item, document));
  if (!isObject(value)) return value;
  const transform = member(value, 'Fn::Transform');
  const location =
    textMember(transform, 'Name') === 'AWS::Include'
      ? textMember(member(transform, 'Parameters'), 'Location')
      : undefined;
  const content = location === undefined ? undefined : readLocalFile(location, document);
  const rest = Object.entries(value).filter(([key]) => key !== 'Fn::Transform' || content === undefined);
  return Object.fromEntries([
    ...Object.entries(content ?? {}),
    ...rest.map(([key, item]) => [key, included(item, document)] as const),
  ]);
}

/** The local file that a location means: a path as SAM takes it, or the object that a CDK app uploads, which lies in its assembly. */
function localPath(location: Json): string | undefined {
  if (typeof location === 'string') return location;
  const key = textMember(location, 'Key') ?? textMember(location, 'S3Key');
  return key === undefined ? undefined : `asset.${key.slice(key.lastIndexOf('/') + 1)}`;
}

function readLocalFile(path: string, document: TemplateDocument): JsonObject | undefined {
  const text = document.input.readFile?.(path);
  if (text === undefined) return undefined;
  try {
    const content = /^\s*\{/.test(text) ? readJson(withQuotedVariables(text)) : readYaml(text).body;
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** A string of JSON, or a variable outside of strings: where a number goes in, definitions write `"TimeoutSeconds": ${Seconds}`. */
const STRING_OR_VARIABLE = /"(?:[^"\\]|\\.)*(?:"|$)|\$\{[\w.:-]{1,255}\}/gs;

/** Text that is JSON only once its variables are filled in, as JSON with the names of these in strings. */
function withQuotedVariables(text: string): string {
  return text.includes('${')
    ? text.replace(STRING_OR_VARIABLE, (found) => (found.startsWith('"') ? found : `"${found}"`))
    : text;
}

function substituted(value: Json, substitutions: JsonObject): Json {
  if (typeof value === 'string')
    return Object.keys(substitutions).some((name) => value.includes(`\${${name}}`))
      ? { 'Fn::Sub': [value, substitutions] }
      : value;
  if (isList(value)) return value.map((item) => substituted(item, substitutions));
  if (!isObject(value)) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.name === 'Fn::Sub' && typeof intrinsic.argument === 'string')
    return { 'Fn::Sub': [intrinsic.argument, substitutions] };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item, substitutions)]));
}
