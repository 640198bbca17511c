import { spawn } from 'node:child_process';
import { firstLine } from '../errors.js';

/** How a program ended. */
export interface ProcessEnd {
  /** Undefined when it was stopped. */
  readonly code: number | undefined;
  /** Why it was stopped. */
  readonly stopped?: 'time' | 'interruption';
  /** The end of what it wrote, to stdout and stderr. Untrusted text. */
  readonly output: string;
}

/** Characters of output that are kept: its end tells what went wrong. */
const keptOutput = 64 * 1024;

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    // The shell is the leader of its own process group, so that what it started ends as well.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/**
 * Runs a shell command to its end.
 * @param limit milliseconds after which it is stopped
 */
export function runCommand(
  command: string,
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly limit: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<ProcessEnd> {
  return new Promise((done) => {
    const child = spawn(command, {
      shell: true,
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let output = '';
    let stopped: ProcessEnd['stopped'];
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-keptOutput);
    };
    const stop = (reason: NonNullable<ProcessEnd['stopped']>): void => {
      stopped = reason;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => stop('time'), options.limit);
    const interrupt = (): void => stop('interruption');
    options.signal?.addEventListener('abort', interrupt);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const finish = (code: number | undefined): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', interrupt);
      done({ code: stopped ? undefined : code, output, ...(stopped && { stopped }) });
    };
    child.on('error', (error) => {
      output += firstLine(error);
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

const noise =
  /^(?:at |\^|Node\.js v|\}|\{|node:|npm (?:notice|warn)|(?:npm (?:error|ERR!) )?(?:A complete log|Log files were not|\/\S+\.log$)|npm (?:error|ERR!)$|[\w$]+: (?:\[|'|\d+,?$)|Subprocess exited|$)/;
/** An error by its name, or by the code in which the CDK sets it between guillemets above its tree of constructs. */
const errorLine = /^(?:«\w+»\s|(?:Uncaught )?(?:[\w$.]*(?:Error|Exception)|error)\b(?: \[\w+\])?\s*:)/i;

/** The line of a program's output that says best why it failed: the error itself, not its stack. */
export function meaningfulLine(output: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- colours of the program's own output are taken out
  const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
  const lines = plain.split('\n').map((line) => line.trim());
  const at = lines.findLastIndex((line) => errorLine.test(line));
  const chosen = at >= 0 ? lines[at] : lines.findLast((line) => !noise.test(line));
  if (chosen === undefined) return undefined;
  const next = at >= 0 && /[:;,]$/.test(chosen) ? lines.slice(at + 1).find((line) => line !== '') : undefined;
  const text = next === undefined ? chosen : `${chosen} ${next}`;
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}
