import { readdirSync } from 'node:fs';
import path from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { diskMemory } from './disk-memory.js';

const answers = diskMemory<boolean | undefined>();
const moduleFile = /\.module\.[cm]?[jt]s$/;
/** The module by its name; `HttpModule.register({ timeout })` makes another one. */
const plain = /\bHttpModule\b(?!\s*\.)/;

/**
 * True when the nearest Nest module above a file that takes part in `HttpModule` takes it as it is, so that the service that
 * it injects has no timeout. Undefined when no module above says so; never throws.
 */
export function hasPlainHttpModule(filename: string): boolean | undefined {
  return path.isAbsolute(filename) ? ofFolder(path.dirname(filename)) : undefined;
}

function ofFolder(folder: string): boolean | undefined {
  if (answers.has(folder)) return answers.get(folder);
  const names = namesIn(folder);
  const texts = names
    .filter((name) => moduleFile.test(name))
    .map((name) => tryReadText(path.join(folder, name), { maxBytes: smallFile }) ?? '');
  const taking = texts.filter((text) => text.includes('@nestjs/axios') && text.includes('HttpModule'));
  const above = path.dirname(folder);
  const isTop = above === folder || names.includes('package.json');
  const answer = taking.length > 0 ? taking.every(isPlain) : isTop ? undefined : ofFolder(above);
  answers.set(folder, answer);
  return answer;
}

/** Imported as it is, and nothing sets defaults on the instance below it. */
function isPlain(text: string): boolean {
  const body = text.replace(/^\s*import\b[^;]*?from\s*['"][^'"]*['"];?/gm, '');
  return plain.test(body) && !/HttpModule\s*\.|axiosRef|HttpService/.test(body);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
