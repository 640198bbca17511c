import picocolors from 'picocolors';
import type { Progress } from '../options.js';
import type { RenderOptions } from '../report/index.js';
import { terminal } from '../report/escape.js';

let quiet = false;
let drawn = false;

/** Switches notes and progress off. */
export function setQuiet(value: boolean): void {
  quiet = value;
}

function clearLine(): void {
  if (drawn) process.stderr.write('\r\u001b[K');
  drawn = false;
}

/** Writes text to stdout and waits until it is out. */
export async function print(text: string): Promise<void> {
  clearLine();
  await new Promise<void>((done, failed) =>
    process.stdout.write(text, (error) => (error && !isBrokenPipe(error) ? failed(error) : done())),
  );
}

/** Writes text that is meant for a machine to stderr, where stdout carries another format. */
export function printBeside(text: string): void {
  clearLine();
  process.stderr.write(text);
}

/** True when the reader of our output has gone, as `head` does: no reason to complain. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** One line to stderr for people, unless they asked for quiet. The text may be untrusted. */
export function note(text: string): void {
  clearLine();
  if (!quiet) process.stderr.write(`${terminal(text)}\n`);
}

/** One line to stderr about what went wrong. The text may be untrusted. */
export function complain(text: string): void {
  clearLine();
  process.stderr.write(`faultline: ${terminal(text)}\n`);
}

/** Shows progress on stderr: one line that changes on a terminal, a line a phase elsewhere. */
export function progressLine(): (progress: Progress) => void {
  let phase = '';
  return (progress) => {
    if (quiet) return;
    if (process.stderr.isTTY) {
      const count = progress.total === undefined ? '' : ` ${progress.done ?? 0}/${progress.total}`;
      const line = terminal(`${progress.text}${count}`).slice(0, (process.stderr.columns || 80) - 1);
      process.stderr.write(`\r${line}\u001b[K`);
      drawn = true;
    } else if (phase !== progress.text) {
      const total = progress.total === undefined ? '' : ` (${progress.total})`;
      process.stderr.write(`${terminal(`${progress.text}${total}`)}\n`);
    }
    phase = progress.text;
  };
}

/** Ends the line that changes. */
export function endProgress(): void {
  clearLine();
}

/** Which verdicts people want to see. */
interface Listing {
  readonly verbose?: boolean | undefined;
  readonly summary?: boolean | undefined;
  readonly newOnly?: boolean | undefined;
}

/** What stdout can show. `NO_COLOR`, `FORCE_COLOR` and `--no-color` decide over colours. */
export function screen({ verbose = false, summary = false, newOnly = false }: Listing): RenderOptions {
  const locale = process.env['LC_ALL'] ?? process.env['LC_CTYPE'] ?? process.env['LANG'] ?? '';
  return {
    color: picocolors.isColorSupported && (process.stdout.isTTY || 'FORCE_COLOR' in process.env),
    width: process.stdout.columns || 100,
    unicode: process.platform !== 'win32' ? !/^(?:C|POSIX)$/.test(locale) : 'WT_SESSION' in process.env,
    verbose,
    summary,
    newOnly,
  };
}
