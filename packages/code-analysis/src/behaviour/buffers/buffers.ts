import type { Found } from '../lazy.js';
import { isScript } from '../retries/purpose.js';
import { collectionFacts } from './collections.js';
import { taskFacts } from './tasks.js';
import type { BufferFact } from './types.js';

/** Everything in the memory of the process that code adds to and that outlives a request. */
export function bufferFacts({ file }: Found): readonly BufferFact[] {
  // A script ends, and its memory with it.
  if (isScript(file)) return [];
  return [...collectionFacts(file), ...taskFacts(file)];
}
