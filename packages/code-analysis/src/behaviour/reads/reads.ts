import type { Found } from '../lazy.js';
import { awsReads } from './aws.js';
import { builtReads } from './builders.js';
import { httpLists } from './http-lists.js';
import { keyScans } from './key-scans.js';
import { queryReads } from './queries.js';
import { sqlReads } from './sql-reads.js';
import type { ReadFact } from './types.js';

const words =
  /Command\b|aws-sdk|paginate|\.(scan|query|list\w*|describe\w*|find|findBy|findMany|findAll|find(?:Unique|First)\w*|from|select|search|keys|get(?:Raw)?Many\w*)\b|select\s|per_?page|page_?size|maxResults/i;

/** Lists and tables that a file reads, and what keeps the reads small. */
export function readFacts({ file, clients }: Found): readonly ReadFact[] {
  if (!words.test(file.source.text)) return [];
  return [
    ...awsReads(file, clients),
    ...httpLists(file),
    ...queryReads(file),
    ...builtReads(file),
    ...sqlReads(file),
    ...keyScans(file),
  ].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}
