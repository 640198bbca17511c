/**
 * Runs the program at `PROGRAM` once for each of its parent's runs, all at the same time, and tells the parent how each
 * ended. A run has the port that its connections go to, the options of the client and of the call, and what a chained
 * method is given. The program is called with these and with `fail`, by which the service behind it fails from then on.
 */
import { clearTimeout, setTimeout } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { ports } from './reroute.js';

const { PROGRAM, BOUND } = process.env;

/** Options as the program takes them: what JSON cannot carry is written as text. */
function options(given) {
  return JSON.parse(JSON.stringify(given), (_, value) => {
    if (typeof value !== 'string') return value;
    const [kind, milliseconds] = value.split(' in ');
    if (kind === 'signal') return AbortSignal.timeout(Number(milliseconds));
    if (kind === 'deadline') return new Date(Date.now() + Number(milliseconds));
    return value;
  });
}

function outcomeOf(program, { index, client, call, chain }) {
  return new Promise((resolve) => {
    let started;
    let clock;
    const end = (outcome, error) => {
      clearTimeout(clock);
      const text = error && `${error.code ?? error.name ?? 'Error'}: ${error.message ?? error}`.slice(0, 160);
      resolve({ outcome, after: Date.now() - started, ...(text && { error: text }) });
    };
    const start = () => {
      clearTimeout(clock);
      started = Date.now();
      clock = setTimeout(end, Number(BOUND), 'waits');
    };
    const fail = () =>
      new Promise((failing) => {
        process.on('message', (told) => {
          if (told !== index) return;
          start();
          failing();
        });
        process.send({ index, fails: true });
      });
    start();
    const more = { fail, chain: chain === undefined ? undefined : options({ chain }).chain };
    new Promise((called) => called(program(options(client), options(call), more))).then(
      () => end('resolves'),
      (error) => end('rejects', error),
    );
  });
}

const { default: program } = await import(pathToFileURL(PROGRAM).href);
process.once('message', async (runs) => {
  await Promise.all(
    runs.map((run) =>
      ports.run(run.port, async () => {
        const result = await outcomeOf(program, run);
        process.send({ index: run.index, result });
      }),
    ),
  );
  process.exit();
});
process.send('ready');
