import { resolve } from 'node:path';
import {
  bestPractices,
  personQuestions,
  type BestPractice,
  type CheckMetadata,
  type Results,
} from '@faultline/catalog';
import type { Command } from 'commander';
import { allChecks } from '../checks.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import { display } from '../paths.js';
import { repairedChecks } from '../repair/repaired-checks.js';
import { readResults } from '../stored-results.js';
import { explainFinding, isFinding } from './explain-finding.js';
import { explainStanding } from './explain-standing.js';
import { findLastResults } from './last-results.js';
import { suppressionHint } from './suppression-hint.js';
import { print } from './terminal.js';

const examples = `
Examples:
  faultline explain require-http-timeout
  faultline explain REL05-BP05
  faultline explain src/pay.ts:12                       what the last check found on this line
  faultline explain eabcbbf7 --results results.json     a finding of stored results, by its fingerprint

The last check is in .faultline/results.json, which 'faultline check --format json:.faultline/results.json' writes.`;

function sources(list: readonly { title: string; url: string }[]): string {
  return list.map(({ title, url }) => `  ${title}\n  ${url}`).join('\n');
}

function explainCheck(check: CheckMetadata, practice: BestPractice): string {
  return [
    `${check.name}: ${check.title}`,
    `${practice.id} ${practice.title}`,
    `layer ${check.layer}, severity ${check.severity}, precision ${check.precision}, preset ${check.preset}`,
    `Why\n  ${check.why}`,
    `How to fix it\n  ${check.fix}${repairedChecks.includes(check.name) ? `\n  'faultline fix --check ${check.name}' repairs it where that can be proven.` : ''}`,
    `How to accept it\n${suppressionHint(check)}`,
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
    `There is no check and no best practice '${name}'.${didYouMean(name, known)} 'faultline rules' lists all checks, and a finding is named by its fingerprint.`,
  );
}

/** Adds the command `explain`. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('explain a check, a best practice or a finding')
    .description(
      'Says what a check or a best practice is about, how to fix what it finds, and how to accept it;\n' +
        'of a finding, where it stands and on what evidence.',
    )
    .argument('<name>', 'name of a check, id of a best practice, fingerprint of a finding, or its place as file:line')
    .option('--results <file>', 'results to look findings up in; those of the last check by default')
    .addHelpText('after', examples)
    .action(async (name: string, { results }: { results?: string }) => print(await explainWith(name, results)));
}

async function explainWith(name: string, given: string | undefined): Promise<string> {
  const path = given ?? findLastResults(process.cwd());
  const file = path === undefined ? '' : display(process.cwd(), resolve(path));
  const results = given === undefined ? readIfRight(path) : readResults(given);
  const own = (results?.checks ?? []).filter(({ name: of }) => of.includes('/'));
  const checks = [...(await allChecks()), ...own];
  if (isFinding(name) && path === undefined) {
    throw new UsageError(
      "There is no .faultline/results.json to look a finding up in; write it with 'faultline check --format pretty,json:.faultline/results.json', or name a file with --results.",
    );
  }
  if (isFinding(name) && path !== undefined) return `${explainFinding(name, readResults(path), file)}\n`;
  const text = explain(name, checks);
  const subject = name.replace(/^faultline\//, '').replace(/^rel.*/i, (id) => id.toUpperCase());
  return results ? `${text}\n${explainStanding(subject, results, file)}\n` : text;
}

/** Results that nobody asked for; old or broken ones are no reason to explain nothing. */
function readIfRight(path: string | undefined): Results | undefined {
  try {
    return path === undefined ? undefined : readResults(path);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
