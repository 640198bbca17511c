import { dirname, resolve } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import {
  looksLikeTemplate,
  readTemplate,
  TemplateError,
  type TemplateDocument,
  type TemplateInput,
} from '@faultline/cdk-rules/analysis';
import { readText, RefusedFile, tryReadText } from '@faultline/catalog/files';
import { firstLine } from '../errors.js';
import { display } from '../paths.js';
import { hasTemplateExtension } from './file-kinds.js';
import type { InputFile } from './inputs.js';
import type { LeftOut } from './left-out.js';
import type { ScanOutcome } from './outcome.js';

/** CloudFormation takes 1 MB; what is far beyond is data. Bytes. */
const largestTemplate = 20 * 1024 * 1024;

/**
 * Reads files that a template names by a path, for the folder of the template. Nothing outside of the scanned root is
 * read, not even through symbolic links.
 */
export function localReader(root: string, folder: string): (path: string) => string | undefined {
  return (path) => tryReadText(resolve(folder, path), { maxBytes: largestTemplate, within: root });
}

function invalid(path: string, error: TemplateError): ScanError {
  const { position } = error;
  const place = position ? `${path}:${position.line}:${position.column}` : path;
  return {
    kind: 'input',
    path,
    message: `${place}: ${error.message.replace(/\.$/, '')}. Correct the template or leave it out.`,
    ...(position && { line: position.line, column: position.column }),
  };
}

/** Reads a template; one that is no template becomes an error. */
export function readDocument(input: TemplateInput, outcome: ScanOutcome): TemplateDocument | undefined {
  try {
    return readTemplate(input);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    outcome.errors.push(invalid(input.path, error));
    return undefined;
  }
}

/** Reads the templates among some files. A file that was only found may be something else, and then is passed over. */
export function readTemplateFiles(files: readonly InputFile[], root: string, outcome: ScanOutcome): TemplateDocument[] {
  return files.flatMap((file) => {
    const path = display(root, file.path);
    let { text } = file;
    try {
      text ??= readText(file.path, { maxBytes: largestTemplate, within: root });
    } catch (error) {
      if (error instanceof RefusedFile) {
        if (file.isNamed) outcome.errors.push(invalid(path, new TemplateError(`The file is ${error.message}`)));
        else outcome.skipped.push({ path, kind: 'unreadable', reason: error.message });
        return [];
      }
      const message = `${path} cannot be read (${firstLine(error)}); check its permissions.`;
      outcome.errors.push({ kind: 'input', path, message });
      return [];
    }
    if (!looksLikeTemplate(text)) {
      if (!file.isNamed) return [];
      if (!hasTemplateExtension(path) && file.text === undefined) {
        outcome.skipped.push({ path, kind: 'unsupported', reason: 'neither code nor a template' });
        return [];
      }
    }
    const input = { path, text, readFile: localReader(root, dirname(file.path)) };
    return readDocument(input, outcome) ?? [];
  });
}

/** Names the templates among files that are left out. Whether a file is one, only its text tells. */
export function nameLeftOut(leftOut: readonly LeftOut[], root: string, outcome: ScanOutcome): void {
  for (const { path, reason, kind, mayBeTemplate } of leftOut) {
    if (mayBeTemplate && isTemplateFile(path)) outcome.skipped.push({ path: display(root, path), reason, kind });
  }
}

function isTemplateFile(path: string): boolean {
  try {
    return looksLikeTemplate(readText(path, { maxBytes: largestTemplate }));
  } catch {
    return false;
  }
}
