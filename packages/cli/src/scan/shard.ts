import type { Layer, Shard } from '@faultline/catalog';

/** Every so-manieth file, so that each part gets some of every folder; all of them without a shard. */
export function filesOfShard<T>(files: readonly T[], shard: Shard | undefined): readonly T[] {
  return shard ? files.filter((_, index) => index % shard.count === shard.index - 1) : files;
}

/**
 * What a part has to say. Infrastructure is looked at in each of them, since it may withdraw what code alone says; its own
 * verdicts, and those of both layers joined, belong to the first.
 */
export function verdictsOfShard<T extends { readonly layer: Layer }>(verdicts: T[], shard: Shard | undefined): T[] {
  return shard && shard.index > 1 ? verdicts.filter(({ layer }) => layer === 'code') : verdicts;
}
