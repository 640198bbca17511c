/** A stage of a Dockerfile: its commands for a shell, and what the image runs. */
export interface Stage {
  readonly run: readonly string[];
  /** What is copied into it, as it is written. */
  readonly copy: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

/** Reads the few instructions that ours has. @throws {TypeError} for others, since they would go untested */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: { run: string[]; copy: string[]; entrypoint: string[]; cmd: string[] }[] = [];
  for (const line of dockerfile.replaceAll(/\\\n\s*/g, '').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, instruction = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    const stage = stages.at(-1);
    if (instruction === 'FROM') stages.push({ run: [], copy: [], entrypoint: [], cmd: [] });
    else if (stage && instruction === 'RUN') stage.run.push(rest);
    else if (stage && instruction === 'COPY') stage.copy.push(rest);
    else if (stage && instruction === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest) as string[];
    else if (stage && instruction === 'CMD') stage.cmd = JSON.parse(rest) as string[];
    else if (instruction !== 'WORKDIR') throw new TypeError(`The test knows no instruction like: ${line}`);
  }
  return stages;
}
