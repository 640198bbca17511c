import { parse } from 'yaml';
import type { Json, JsonObject, TemplateDocument } from './document.js';
import type { Report, ResourceDraft } from './drafts.js';
import { intrinsicOf, isList, isObject, member } from './json-values.js';
import { bracketsTooDeep, yamlTooDeep } from './nesting.js';

/**
 * A state machine whose definition is in `Definition`, or in `DefinitionString` as text: a definition in a local file is read,
 * and `DefinitionSubstitutions` are written as `Fn::Sub`, so that they resolve like everything else.
 */
export function withDefinition(draft: ResourceDraft, document: TemplateDocument, report: Report): ResourceDraft {
  if (draft.type !== 'AWS::StepFunctions::StateMachine' || !isObject(draft.properties)) return draft;
  const properties = draft.properties;
  const substitutions = member(properties, 'DefinitionSubstitutions');
  const location = member(properties, 'DefinitionS3Location');
  if (location !== undefined && member(properties, 'Definition') === undefined) {
    const definition = typeof location === 'string' ? readDefinition(location, document) : undefined;
    if (definition === undefined) {
      report(
        draft.renamed?.['DefinitionS3Location'] ?? [...draft.propertiesPath, 'DefinitionS3Location'],
        'The definition of this state machine is in a file that was not read.',
      );
      return draft;
    }
    return withProperties(
      draft,
      { ...properties, Definition: substituted(definition, substitutions) },
      { Definition: draft.renamed?.['DefinitionS3Location'] ?? draft.propertiesPath },
    );
  }
  if (!isObject(substitutions)) return draft;
  const own = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      name === 'Definition' || name === 'DefinitionString' ? substituted(value, substitutions) : value,
    ]),
  );
  return withProperties(draft, own, {});
}

function withProperties(
  draft: ResourceDraft,
  properties: JsonObject,
  renamed: ResourceDraft['renamed'],
): ResourceDraft {
  return { ...draft, properties, renamed: { ...draft.renamed, ...renamed } };
}

function readDefinition(path: string, document: TemplateDocument): Json | undefined {
  const text = document.input.readFile?.(path);
  if (text === undefined || (/^\s*[{[]/.test(text) ? bracketsTooDeep(text) : yamlTooDeep(text))) return undefined;
  try {
    const definition: unknown = parse(text, { logLevel: 'silent', maxAliasCount: 100 });
    return isObject(definition as Json) ? (definition as Json) : undefined;
  } catch {
    return undefined;
  }
}

function substituted(value: Json, substitutions: Json | undefined): Json {
  if (!isObject(substitutions)) return value;
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
