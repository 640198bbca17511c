import { bestPractices } from '@faultline/catalog';
import type { Command } from 'commander';
import { bashScript } from '../completion/bash.js';
import { shapeOf, type KnownValues } from '../completion/command-shape.js';
import { fishScript } from '../completion/fish.js';
import { zshScript } from '../completion/zsh.js';
import { formats } from '../report/index.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The script that completes the commands of a program. @param names those of all checks */
export function completionScript(program: Command, shell: keyof typeof scripts, names: readonly string[]): string {
  const ids = bestPractices.map(({ id }) => id);
  const known: KnownValues = {
    '--format': Object.keys(formats),
    '--check': names,
    '--best-practice': ids,
    'explain name': [...names, ...ids],
  };
  return scripts[shell](shapeOf(program, known));
}
