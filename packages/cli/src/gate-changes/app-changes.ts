import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { GateChange } from '@faultline/catalog';
import { readText, smallFile } from '@faultline/catalog/files';
import { shorten } from '../report/source-line.js';

/** Characters of a command in a sentence. */
const longestCommand = 120;

/**
 * What a branch changes in which program makes the stacks of a CDK app.
 * @param before path of its `cdk.json` in the base
 * @param now path of it in the present work tree
 * @param file to show
 */
export function appChanges(before: string, now: string, file: string): GateChange[] {
  const change = (message: string): GateChange[] => [{ kind: 'app', message, file }];
  const was = commandOf(before);
  if (was === undefined) return [];
  if (!existsSync(now)) {
    return existsSync(dirname(now)) ? change('This CDK app is gone, and with it all of its resources.') : [];
  }
  const is = commandOf(now);
  if (is === was) return [];
  return change(
    `The CDK app ran ${shown(was)} and ${is === undefined ? 'runs nothing any more' : `runs ${shown(is)}`}.`,
  );
}

function shown(command: string): string {
  return shorten(JSON.stringify(command), longestCommand);
}

/** The command that a `cdk.json` runs; undefined where there is none. */
function commandOf(path: string): string | undefined {
  try {
    const { app } = JSON.parse(readText(path, { maxBytes: smallFile })) as { app?: unknown };
    return typeof app === 'string' ? app : undefined;
  } catch {
    return undefined;
  }
}
