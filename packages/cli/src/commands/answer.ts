import type { Command } from 'commander';

/** The options as the command line gives them. */
export interface AnswerFlags {
  readonly list?: boolean;
  readonly text?: string;
  readonly owner?: string;
  readonly reviewBy?: string;
  readonly notSatisfied?: boolean;
  readonly results?: string;
  readonly config?: string;
}

const examples = `
Examples:
  faultline answer                       asks what is open, one question at a time
  faultline answer --list                the questions that wait for an answer, with their ids
  faultline answer rel05-bp05-measured --text "From the p99.9 of October." --owner Payments
                                         without a terminal
  faultline answer rel05-bp07-drill --text "Nobody has pulled them." --owner Platform --not-satisfied

What is open, and what the evidence says, comes from the last check (.faultline/results.json) or from --results.
Exit codes: 0 done, 2 the call went wrong or the configuration cannot be written, 130 interrupted.`;

/** Adds the command `answer`. */
export function addAnswer(program: Command, signal: AbortSignal): void {
  program
    .command('answer')
    .summary('answer what only people can tell')
    .description('Asks what no check can tell, and writes the answers into the configuration with owner and date.')
    .argument('[question]', 'id of a question; all that are open by default')
    .option('--list', 'list what is open and ask nothing')
    .option('--text <answer>', 'the answer, in words')
    .option('--owner <name>', 'who stands for it: a person or a team')
    .option('--review-by <day>', 'last day on which it counts (default: in half a year)')
    .option('--not-satisfied', 'the answer admits that the workload does not do what is asked about')
    .option('--results <file>', 'results to go by; those of the last check by default')
    .option('--config <file>', 'configuration to write instead of the nearest faultline.config.*')
    .addHelpText('after', examples)
    .action(async (question: string | undefined, flags: AnswerFlags) => {
      const { runAnswer } = await import('./run-answer.js');
      await runAnswer(question, flags, signal);
    });
}
