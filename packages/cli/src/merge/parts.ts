import type { Results } from '@faultline/catalog';
import { UsageError } from '../errors.js';

/** Results, and the file that they were read from, for messages. */
export interface Part {
  readonly file: string;
  readonly results: Results;
}

/** @throws {UsageError} where results are of different versions, or a part of a scan is missing or there twice */
export function requireWhole(parts: readonly Part[]): void {
  const [first] = parts;
  const other = parts.find(({ results }) => results.tool.version !== first?.results.tool.version);
  if (first && other) {
    throw new UsageError(
      `${first.file} was made by version ${first.results.tool.version} and ${other.file} by ${other.results.tool.version}; make them with one.`,
    );
  }
  for (const [way, own] of byScan(parts)) requireAllShards(own, way);
}

/** Parts of the same scan: of the same folder of the repository. */
function byScan(parts: readonly Part[]): Map<string, Part[]> {
  const scans = new Map<string, Part[]>();
  for (const part of parts.filter(({ results }) => results.scope.shard)) {
    const way = part.results.run?.folder ?? '.';
    scans.set(way, [...(scans.get(way) ?? []), part]);
  }
  return scans;
}

function requireAllShards(parts: readonly Part[], way: string): void {
  const shards = parts.map(({ file, results }) => ({ file, ...(results.scope.shard ?? { index: 1, count: 1 }) }));
  const { count = 0 } = shards[0] ?? {};
  const odd = shards.find((shard) => shard.count !== count);
  if (odd) {
    throw new UsageError(
      `${odd.file} is one of ${odd.count} parts and ${shards[0]?.file} one of ${count}; use one --shard N for all.`,
    );
  }
  for (let index = 1; index <= count; index += 1) {
    const own = shards.filter((shard) => shard.index === index);
    const of = way === '.' ? '' : ` of ${way}`;
    if (own.length === 0) {
      throw new UsageError(
        `Part ${index} of ${count}${of} is missing; make it with --shard ${index}/${count}, and give its results too.`,
      );
    }
    if (own.length > 1) {
      throw new UsageError(
        `${own.map(({ file }) => file).join(' and ')} are both part ${index} of ${count}${of}; give one of them.`,
      );
    }
  }
}
