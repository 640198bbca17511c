import type { Found } from '../lazy.js';
import { awsReads } from './aws.js';
import { httpLists } from './http-lists.js';
import { queryReads } from './queries.js';
import { sqlReads } from './sql-reads.js';
import type { ReadFact } from './types.js';

const words =
  /Command\b|aws-sdk|paginate|\.(scan|query|list\w*|describe\w*|find|findMany|findAll|from|select|search)\b|select\s|per_?page|page_?size|maxResults/i;

/** Lists and tables that a file reads, and what keeps the reads small. */
export function readFacts({ file, clients }: Found): readonly ReadFact[] {
  if (!words.test(file.source.text)) return [];
  return [...awsReads(file, clients), ...httpLists(file), ...queryReads(file), ...sqlReads(file)].toSorted(
    (a, b) => a.at.range[0] - b.at.range[0],
  );
}
