const memories: Map<string, unknown>[] = [];

/** A memory of what was read off the disk beside the files of a project, by absolute path: manifests, installed packages. */
export function diskMemory<Value>(): Map<string, Value> {
  const memory = new Map<string, Value>();
  memories.push(memory);
  return memory;
}

/** Has all of that read again, for hosts that live on while the disk changes. */
export function forgetDisk(): void {
  for (const memory of memories) memory.clear();
}
