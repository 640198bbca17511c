import type { Asked, Engine } from './engine.js';
import type { AnyQuestion } from './entry.js';
import { textOfFile } from './files.js';
import { namingsByPackage, namingsByStem, specifiersOfFile } from './namings.js';

/** What answers hang on in the end. */
export interface HangsOn {
  /** Absolute paths of the files whose texts count, sorted. */
  readonly files: readonly string[];
  /** What all files together import and export of each other counts as well. */
  readonly namings: boolean;
}

const texts: ReadonlySet<unknown> = new Set([textOfFile, specifiersOfFile]);
const namings: ReadonlySet<unknown> = new Set([namingsByStem, namingsByPackage]);
const isLeaf = (question: AnyQuestion): boolean => texts.has(question) || namings.has(question);

/** What the answers to some questions hang on, over whatever questions lie between. */
export function hangsOn(engine: Engine, asked: readonly Asked[]): HangsOn {
  const files = new Set<string>();
  let hasNamings = false;
  for (const { question, key } of engine.leavesBehind(asked, isLeaf)) {
    if (namings.has(question)) hasNamings = true;
    else if (typeof key === 'string') files.add(key);
  }
  return { files: [...files].sort(), namings: hasNamings };
}
