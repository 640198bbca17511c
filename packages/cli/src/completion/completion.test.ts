import { execFileSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { bashScript } from './bash.js';
import { shapeOf } from './command-shape.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';

function program(): Command {
  const faultline = new Command('faultline').option('--quiet', 'no progress');
  faultline
    .command('check')
    .description('scan')
    .argument('[paths...]')
    .addOption(new Option('--only <layer>', "one layer: code's or infra's").choices(['code', 'infra']))
    .option('-o, --output <file>', 'write here')
    .option('--format <formats>', 'formats');
  const baseline = faultline.command('baseline').description('known violations');
  baseline.command('create').description('make it').option('--no-synth', 'run no app');
  faultline.command('explain').argument('<name>');
  return faultline;
}

const shape = shapeOf(program(), { '--format': ['json', 'junit'], 'explain name': ['sqs-queue-dlq'] });

/** What bash offers for a line, of which the last word is the one to complete. */
function offered(...words: readonly string[]): string[] {
  const script = `${bashScript(shape)}
COMP_WORDS=(faultline ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_faultline
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  it.each([
    [[''], ['check', 'baseline', 'explain']],
    [['--q'], ['--quiet']],
    [['c'], ['check']],
    [
      ['check', '--o'],
      ['--only', '--output'],
    ],
    [
      ['check', '--only', ''],
      ['code', 'infra'],
    ],
    [
      ['check', '--format', 'j'],
      ['json', 'junit'],
    ],
    [['check', '--output', ''], []],
    [['check', ''], []],
    [['baseline', ''], ['create']],
    [
      ['baseline', 'create', '--'],
      ['--no-synth', '--help'],
    ],
    [['--quiet', 'explain', 's'], ['sqs-queue-dlq']],
    [
      ['check', 'explain', '--'],
      ['--only', '--output', '--format', '--help'],
    ],
  ])('offers in bash after %j: %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('describes options in zsh and fish, and quotes what they say', () => {
    const zsh = zshScript(shape);
    expect(zsh).toContain(`'--only:one layer: code'\\''s or infra'\\''s'`);
    expect(zsh).toContain(`('check:--only') compadd -- 'code' 'infra'; return ;;`);
    const fish = fishScript(shape);
    expect(fish).toContain(`-n '__fish_seen_subcommand_from check' -l only -x -a 'code infra' -d 'one layer: code\\'s`);
    expect(fish).toContain(
      `-n '__fish_seen_subcommand_from baseline; and not __fish_seen_subcommand_from create' -f -a create -d 'make it'`,
    );
    expect(fish).toContain(`-n '__fish_seen_subcommand_from check' -s o -l output -r -d 'write here'`);
  });
});
