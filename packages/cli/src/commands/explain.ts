import { bestPractices, personQuestions, type BestPractice, type CheckMetadata } from '@faultline/catalog';
import type { Command } from 'commander';
import { allChecks } from '../checks.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import { print } from './terminal.js';

const examples = `
Examples:
  faultline explain require-http-timeout
  faultline explain REL05-BP05`;

function sources(list: readonly { title: string; url: string }[]): string {
  return list.map(({ title, url }) => `  ${title}\n  ${url}`).join('\n');
}

function suppression(check: CheckMetadata): string {
  if (check.layer === 'code')
    return `  // eslint-disable-next-line faultline/${check.name} -- PROJ-12 until 2027-01-31: why`;
  const id = check.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    `  CDK:       Validations.of(construct).acknowledge({ id: 'Faultline-${id}', reason: 'PROJ-12 until 2027-01-31: why' })`,
    `  template:  Metadata: { faultline: { suppress: [{ check: ${check.name}, reason: why, until: 2027-01-31 }] } }`,
  ].join('\n');
}

function explainCheck(check: CheckMetadata, practice: BestPractice): string {
  return [
    `${check.name}: ${check.title}`,
    `${practice.id} ${practice.title}`,
    `layer ${check.layer}, severity ${check.severity}, precision ${check.precision}, preset ${check.preset}`,
    `Why\n  ${check.why}`,
    `How to fix it\n  ${check.fix}`,
    `How to accept it\n${suppression(check)}`,
    `Sources\n${sources(check.sources)}`,
  ].join('\n\n');
}

function explainPractice(practice: BestPractice, checks: readonly CheckMetadata[]): string {
  const own = checks.filter((check) => check.bestPractice === practice.id);
  const asked = personQuestions.filter((question) => question.bestPractice === practice.id);
  return [
    `${practice.id} ${practice.title}\nrisk when not followed: ${practice.risk}\n${practice.url}`,
    own.length === 0
      ? 'No check of this version judges it.'
      : `Checks\n${own.map((check) => `  ${check.name}: ${check.title}`).join('\n')}`,
    `Questions for a person\n${asked.map((question) => `  ${question.text}`).join('\n')}`,
  ].join('\n\n');
}

/** Text about a check or a best practice. @throws {UsageError} where there is none of this name */
export function explain(name: string, checks: readonly CheckMetadata[]): string {
  const practice = bestPractices.find((one) => one.id === name.toUpperCase());
  if (practice) return `${explainPractice(practice, checks)}\n`;
  const check = checks.find((one) => one.name === name.replace(/^faultline\//, ''));
  const ofCheck = bestPractices.find((one) => one.id === check?.bestPractice);
  if (check && ofCheck) return `${explainCheck(check, ofCheck)}\n`;
  const known = [...checks.map((one) => one.name), ...bestPractices.map((one) => one.id)];
  throw new UsageError(
    `There is no check and no best practice '${name}'.${didYouMean(name, known)} 'faultline rules' lists all checks.`,
  );
}

/** Adds the command `explain`. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('explain a check or a best practice')
    .description('Says what a check or a best practice is about, how to fix what it finds, and how to accept it.')
    .argument('<name>', 'name of a check, or id of a best practice')
    .addHelpText('after', examples)
    .action(async (name: string) => print(explain(name, await allChecks())));
}
