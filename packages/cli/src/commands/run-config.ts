import { exitCodes } from '../assessment/gate.js';
import { configFor } from '../check.js';
import { effectiveValues, type EffectiveValue, type FlagValues } from '../config/effective.js';
import { configurationProblems } from '../config/problems.js';
import { UsageError } from '../errors.js';
import { json, terminal } from '../report/escape.js';
import { select } from '../selection.js';
import type { ConfigFlags } from './config.js';
import { defaultFormats } from './outputs.js';
import { complain, print } from './terminal.js';

/** Prints the configuration that counts, and says what is wrong with it. */
export async function runConfig(flags: ConfigFlags): Promise<void> {
  const { print: isPrinted = false, validate = false, output, config: file, untrusted } = flags;
  if (!isPrinted && !validate)
    throw new UsageError("Say what to do with the configuration: '--print' or '--validate'.");
  const loaded = await configFor({ config: file, untrusted });
  const { errors, all } = await select({}, loaded);
  const problems = [...configurationProblems(loaded, all), ...errors];
  if (isPrinted) {
    const own = { config: loaded.config, file: loaded.path ?? 'no file' };
    const values = effectiveValues(own, flagValues(flags), defaultFormats(process.env));
    await print(output === 'json' ? `${json({ file: loaded.path ?? null, values })}\n` : table(values, loaded.path));
  } else if (problems.length === 0) {
    await print(
      `${loaded.path === undefined ? 'There is no configuration; defaults count.' : `${terminal(loaded.path)} is right.`}\n`,
    );
  }
  for (const { message } of problems) complain(message);
  if (problems.length > 0) process.exitCode = exitCodes.trouble;
}

function flagValues({ preset, failOn, app, baseline, format }: ConfigFlags): FlagValues {
  return {
    ...(preset && { '--preset': { preset } }),
    ...(failOn && { '--fail-on': { failOn } }),
    ...(app !== undefined && { '--app': { app } }),
    ...(baseline !== undefined && { '--baseline': { baseline } }),
    ...(format && { '--format': { formats: format } }),
  };
}

function table(values: readonly EffectiveValue[], path: string | undefined): string {
  const rows = values.map(
    ({ key, value, origin }) => [terminal(key), terminal(JSON.stringify(value)), origin] as const,
  );
  const width = (index: 0 | 1): number => Math.min(40, Math.max(0, ...rows.map((row) => row[index].length)));
  const [first, second] = [width(0), width(1)];
  const lines = rows.map(
    ([key, value, origin]) => `${key.padEnd(first)}  ${value.padEnd(second)}  ${terminal(origin)}`,
  );
  return [`Configuration: ${path === undefined ? 'none' : terminal(path)}`, '', ...lines, ''].join('\n');
}
