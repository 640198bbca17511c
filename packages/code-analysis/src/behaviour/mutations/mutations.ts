import type { Found } from '../lazy.js';
import { awsMutations } from './aws.js';
import { Guards } from './guards.js';
import { keyedRequests } from './requests.js';
import { sqlMutations } from './sql.js';
import { storeMutations } from './stores.js';
import type { MutationFact } from './types.js';

const words =
  /Command\b|aws-sdk|\.(create|insert|values|add|put|post|patch|update\w*|incr\w*|decr\w*|h[iI]ncr\w*|sendMessage\w*|publish|findOneAndUpdate|findByIdAndUpdate|confirm|capture|pay|transactWrite|startExecution)\b|insert\s+into|update\s+[\w."`]+\s+set|POST|PATCH/i;

/** What a file changes outside of itself, with the keys and conditions of the changes. */
export function mutationFacts(found: Found): readonly MutationFact[] {
  return found.file.once(mutationFacts, () => findMutations(found));
}

function findMutations(found: Found): readonly MutationFact[] {
  const { file } = found;
  if (!words.test(file.source.text)) return [];
  const guards = new Guards(file);
  return [
    ...awsMutations(found, guards),
    ...sqlMutations(file, guards),
    ...storeMutations(file, guards),
    ...keyedRequests(found, guards),
  ].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}
