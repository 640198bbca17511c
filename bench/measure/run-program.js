/**
 * Runs the program at `PROGRAM` once and prints how its call ended, as one line of JSON:
 * `CLIENT` and `CALL` are the options as JSON, `BOUND` the milliseconds that it may take.
 */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { PROGRAM, BOUND, CLIENT, CALL } = process.env;

/** Options as the program takes them; what JSON cannot carry is written as text. */
function options(json) {
  return JSON.parse(json, (_, value) => {
    if (typeof value !== 'string') return value;
    const [kind, milliseconds] = value.split(' in ');
    if (kind === 'signal') return AbortSignal.timeout(Number(milliseconds));
    if (kind === 'deadline') return new Date(Date.now() + Number(milliseconds));
    return value;
  });
}

const start = Date.now();
let started = start;

function report(outcome, error) {
  const text = error && `${error.code ?? error.name ?? 'Error'}: ${error.message ?? error}`.slice(0, 160);
  writeSync(1, `\n${JSON.stringify({ outcome, after: Date.now() - started, ...(text && { error: text }) })}\n`);
  process.exit();
}

setTimeout(() => report('waits'), Number(BOUND) + 60_000).unref();
process.on('uncaughtException', (error) => report('crashes', error));
process.on('unhandledRejection', (error) => report('crashes', error));

const { default: program } = await import(pathToFileURL(PROGRAM).href);
started = Date.now();
setTimeout(() => report('waits'), Number(BOUND));
try {
  await program(options(CLIENT), options(CALL));
  report('resolves');
} catch (error) {
  report('rejects', error);
}
