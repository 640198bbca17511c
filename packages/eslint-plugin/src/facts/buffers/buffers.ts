import type { Found } from '../lazy.js';
import { collectionFacts } from './collections.js';
import { taskFacts } from './tasks.js';
import type { BufferFact } from './types.js';

/** Everything in the memory of the process that code adds to and that outlives a request. */
export function bufferFacts({ file }: Found): readonly BufferFact[] {
  return [...collectionFacts(file), ...taskFacts(file)];
}
