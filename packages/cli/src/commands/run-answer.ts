import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { isOpen, type OpenQuestion, type Results } from '@faultline/catalog';
import { readText, smallFile } from '@faultline/catalog/files';
import { openQuestions, type AskedQuestion } from '../attestation/open-questions.js';
import { answersSchema, type Answer } from '../config/answers-schema.js';
import { configPath, loadConfig } from '../config/load.js';
import { withAnswerWritten } from '../config/write-answer.js';
import { day, now } from '../dates.js';
import { UsageError } from '../errors.js';
import { outputScope, writeOutput } from '../files/output-file.js';
import { didYouMean } from '../nearest.js';
import { display } from '../paths.js';
import { terminal } from '../report/escape.js';
import { repositoryOf } from '../scan/listing.js';
import { readResults } from '../stored-results.js';
import type { AnswerFlags } from './answer.js';
import { findLastResults } from './last-results.js';
import { complain, note, print } from './terminal.js';

/** Days that an answer counts where nobody says how long. */
const usualDays = 182;

/** Lists, asks or takes answers, and writes them into the configuration. */
export async function runAnswer(id: string | undefined, flags: AnswerFlags, signal: AbortSignal): Promise<void> {
  const cwd = process.cwd();
  const search = { cwd, limit: repositoryOf(cwd) ?? cwd, file: flags.config, untrusted: false };
  const { config, errors } = await loadConfig(search);
  for (const error of errors) throw new UsageError(error.message);
  const today = day(now());
  const asked = openQuestions(lastResults(flags.results), config.answers ?? {}, today);
  const chosen = id === undefined ? asked.filter(({ question }) => isOpen(question)) : [named(id, asked)];
  if (flags.list) return print(listed(chosen));
  const file = configPath(search) ?? join(cwd, 'faultline.config.json');
  const write = (question: OpenQuestion, answer: Answer): void => writeAnswer(file, question.id, answer);
  if (flags.text !== undefined) return takeAnswer(chosen, flags, today, write);
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(
      'answer asks, and there is no terminal to ask on; name a question and pass --text and --owner.',
    );
  }
  await askAll(chosen, today, signal, write);
}

function lastResults(given: string | undefined): Results | undefined {
  const path = given ?? findLastResults(process.cwd());
  return path === undefined ? undefined : readResults(path);
}

function named(id: string, asked: readonly AskedQuestion[]): AskedQuestion {
  const found = asked.find(({ question }) => question.id === id);
  if (found) return found;
  const near = didYouMean(
    id,
    asked.map(({ question }) => question.id),
  );
  throw new UsageError(`There is no question '${id}'.${near} 'faultline answer --list' lists those that are open.`);
}

function listed(asked: readonly AskedQuestion[]): string {
  if (asked.length === 0) return 'No question is open.\n';
  return asked
    .map(({ question, about, evidence }) => `${question.id}\n  ${about}\n  ${evidence}\n  ${terminal(question.text)}\n`)
    .join('\n');
}

type Write = (question: OpenQuestion, answer: Answer) => void;

/** The answer that the flags give. @throws {UsageError} */
function takeAnswer([first]: readonly AskedQuestion[], flags: AnswerFlags, today: string, write: Write): void {
  if (!first || flags.text === undefined) throw new UsageError('No question is open.');
  if (flags.owner === undefined) throw new UsageError('An answer needs somebody who stands for it; pass --owner.');
  const { text: answer, owner, reviewBy = usualReview(today), notSatisfied } = flags;
  write(first.question, { answer, owner, date: today, reviewBy, ...(notSatisfied && { satisfied: false }) });
}

function usualReview(today: string): string {
  return day(new Date(Date.parse(today) + usualDays * 86_400_000));
}

function writeAnswer(file: string, id: string, answer: Answer): void {
  const shown = display(process.cwd(), file);
  const checked = answersSchema.safeParse({ [id]: answer });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new UsageError(
      `The answer cannot be written: ${issue?.path.slice(1).join('.') ?? ''}: ${issue?.message ?? ''}.`,
    );
  }
  const text = existsSync(file) ? readText(file, { maxBytes: smallFile }) : '{}\n';
  const written = withAnswerWritten(file, text, id, answer);
  if (written === undefined) {
    const entry = JSON.stringify({ answers: { [id]: answer } });
    throw new UsageError(`${shown} has no object to write answers into; add ${entry} to the configuration by hand.`);
  }
  writeOutput(file, written, outputScope(process.cwd()));
  note(`Wrote the answer to ${id} into ${shown}.`);
}

async function askAll(
  asked: readonly AskedQuestion[],
  today: string,
  signal: AbortSignal,
  write: Write,
): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // It takes Ctrl-C for itself; for the program that is the signal as ever.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  let owner = '';
  try {
    for (const [index, one] of asked.entries()) {
      note(`\u2500 ${index + 1} of ${asked.length}: ${one.about}`);
      note(one.evidence);
      const answer = await askOne(lines, one.question, { today, owner, signal });
      if (answer === 'stop') return;
      if (!answer) continue;
      ({ owner } = answer);
      write(one.question, answer);
    }
    note(asked.length === 0 ? 'No question is open.' : 'That was the last one.');
  } finally {
    lines.close();
  }
}

interface Asking {
  readonly today: string;
  /** Who stood for the answer before. */
  readonly owner: string;
  readonly signal: AbortSignal;
}

async function askOne(
  lines: Interface,
  question: OpenQuestion,
  { today, owner, signal }: Asking,
): Promise<Answer | 'stop' | undefined> {
  const ask = async (text: string, otherwise = ''): Promise<string> =>
    (await lines.question(terminal(text), { signal })).trim() || otherwise;
  const answer = await ask(`${question.text} (nothing: later, q: stop) `);
  if (answer === '') return undefined;
  if (answer === 'q') return 'stop';
  const satisfied = !/^n/i.test(await ask('Does the workload do what is asked about? [Y/n] '));
  let stands = '';
  while (stands === '') stands = await ask(`Who stands for it${owner === '' ? '' : ` (nothing: ${owner})`}? `, owner);
  for (;;) {
    const reviewBy = await ask(`Until which day does it count (nothing: ${usualReview(today)})? `, usualReview(today));
    const given = { answer, owner: stands, date: today, reviewBy, ...(!satisfied && { satisfied }) };
    if (answersSchema.safeParse({ [question.id]: given }).success) return given;
    complain('Give a day such as 2027-04-05, today or later.');
  }
}
