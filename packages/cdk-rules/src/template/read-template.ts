import {
  TemplateError,
  type Json,
  type JsonObject,
  type JsonPath,
  type Position,
  type TemplateDocument,
  type TemplateInput,
} from './document.js';
import { jsonOffsets, readJson } from './json-reader.js';
import { TOO_DEEP } from './nesting.js';
import { member } from './json-values.js';
import { LineTable, offsetOf, positionAt, type Offsets } from './offsets.js';
import { readYaml } from './yaml-reader.js';

/** Control characters that no text file has; a file with one is not text. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/**
 * Cheap test whether a text may be a template, for searches over many files: it names `Resources` and a resource type,
 * or says its format version. May say yes to a file that `readTemplate` then refuses, never no to a template with resources that it would read.
 */
export function looksLikeTemplate(text: string): boolean {
  if (text.includes('AWSTemplateFormatVersion')) return true;
  return (
    text.includes('Resources') &&
    /["']?Type["']?\s*:\s*["']?[A-Za-z0-9]+::/.test(text) &&
    /(?:^|["'{\s])Resources["']?\s*:/.test(text)
  );
}

/**
 * Reads a CloudFormation or SAM template, JSON or YAML, with short intrinsics written out.
 * Throws TemplateError, with the position where there is one, for a text that is no template.
 */
export function readTemplate(input: TemplateInput): TemplateDocument {
  const text = input.text.startsWith('\uFEFF') ? input.text.slice(1) : input.text;
  if (text.trim() === '') throw new TemplateError('The template is empty.');
  const binary = text.search(BINARY);
  if (binary >= 0) throw new TemplateError('The template is not a text file.', positionAt(text, binary));
  try {
    return read(input, text);
  } catch (error) {
    if (error instanceof RangeError) throw new TemplateError(TOO_DEEP);
    throw error;
  }
}

function read(input: TemplateInput, text: string): TemplateDocument {
  const isJsonFile = /\.json$/i.test(input.path);
  let jsonFault: unknown;
  if (/^\s*[{[]/.test(text)) {
    try {
      const body = readJson(text);
      return templateDocument(input, 'json', body, text, () => jsonOffsets(text, body));
    } catch (error) {
      if (isJsonFile && !isTrailingComma(text, error)) throw error;
      jsonFault = error;
    }
  }
  try {
    // CloudFormation takes trailing commas, and JSON without quotes, as YAML in flow style does.
    const { body, offsets, repeated } = readYaml(text);
    return templateDocument(input, 'yaml', body, text, () => offsets, repeated);
  } catch (error) {
    throw jsonFault ?? error;
  }
}

/** Whether reading stopped at a bracket after a comma. */
function isTrailingComma(text: string, fault: unknown): boolean {
  const position = fault instanceof TemplateError ? fault.position : undefined;
  if (!position) return false;
  const lines = text.split('\n');
  const before = [...lines.slice(0, position.line - 1), lines[position.line - 1]?.slice(0, position.column - 1)].join(
    '\n',
  );
  return /,\s*$/.test(before.slice(-1_000)) && /[}\]]/.test(lines[position.line - 1]?.[position.column - 1] ?? '');
}

function templateDocument(
  input: TemplateInput,
  format: 'json' | 'yaml',
  body: Json,
  text: string,
  makeOffsets: () => Offsets,
  repeated: readonly JsonPath[] = [],
): TemplateDocument {
  let offsets: Offsets | undefined;
  let lines: LineTable | undefined;
  const locate = (path: JsonPath): Position | undefined => {
    const offset = offsetOf(body, (offsets ??= makeOffsets()), path);
    return offset === undefined ? undefined : (lines ??= new LineTable(text)).at(offset);
  };
  return { input, format, body: checkedBody(input, body, locate), repeated, locate };
}

function checkedBody(input: TemplateInput, body: Json, locate: (path: JsonPath) => Position | undefined): JsonObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new TemplateError('The file is not a template: its root is not a mapping.');
  const root = body as JsonObject;
  if (!Object.hasOwn(root, 'Resources')) {
    if (input.isStack || isEmptyStack(root)) return { ...root, Resources: {} };
    throw new TemplateError('The file is not a template: it has no Resources.');
  }
  const resources = root['Resources'];
  if (typeof resources !== 'object' || resources === null || Array.isArray(resources))
    throw new TemplateError(
      'The Resources of the template are not a mapping of logical ids to resources.',
      locate(['Resources']),
    );
  return root;
}

/** What the CDK writes for a stack that holds nothing, or only other stacks: the parameter of its bootstrap, and no resources. */
const isEmptyStack = (root: JsonObject) => member(member(root, 'Parameters'), 'BootstrapVersion') !== undefined;
