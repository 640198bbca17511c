import { bestPractices, type CheckMetadata } from '@faultline/catalog';
import { Option, type Command } from 'commander';
import { configFor } from '../check.js';
import { parseBestPractices } from '../checks.js';
import { repairedChecks } from '../repair/repaired-checks.js';
import { json } from '../report/escape.js';
import { select } from '../selection.js';
import { commaList } from './comma-list.js';
import { print } from './terminal.js';

const examples = `
Examples:
  faultline rules
  faultline rules --best-practice REL05-BP05
  faultline rules --format json`;

/** The checks as a list for people, under their best practices. */
export function renderRules(checks: readonly CheckMetadata[]): string {
  const width = Math.max(...checks.map((check) => check.name.length), 0);
  return bestPractices
    .map((practice) => ({ practice, own: checks.filter((check) => check.bestPractice === practice.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ practice, own }) => {
      const rows = own.map((check) =>
        [
          ` ${check.name.padEnd(width)}`,
          check.layer.padEnd(14),
          check.severity.padEnd(7),
          check.preset.padEnd(11),
          check.title,
        ].join('  '),
      );
      return `${practice.id} ${practice.title}\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

/** Says of a check whether `faultline fix` can repair what it finds. */
const withRepair = (check: CheckMetadata) => ({ ...check, repaired: repairedChecks.includes(check.name) });

/** Adds the command `rules`. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .summary('list the checks')
    .description('Lists all checks with their layer, severity and preset.')
    .option('--best-practice <ids>', 'best practices, such as REL05-BP05,REL04-*', commaList)
    .addOption(new Option('--format <format>').choices(['pretty', 'json']).default('pretty'))
    .addHelpText('after', examples)
    .option('--untrusted', 'run no code of the project: its own checks are not listed')
    .action(async (flags: { bestPractice?: string[]; format: string; untrusted?: boolean }) => {
      const chosen = flags.bestPractice && parseBestPractices(flags.bestPractice);
      const { all } = await select({}, await configFor({ untrusted: flags.untrusted }));
      const checks = all.filter((check) => chosen?.has(check.bestPractice) ?? true);
      await print(flags.format === 'json' ? `${json(checks.map(withRepair))}\n` : renderRules(checks));
    });
}
