import type { FileContext } from '../context.js';
import { isScript } from '../retries/purpose.js';

const fileNames =
  /(?:^|\/)(?:dev|local|mock|stub|fake|demo|test)(?:[-_.]?server)?\.[cm]?[jt]sx?$|[-._](?:local|dev|mock|stub|demo)\.[cm]?[jt]sx?$/i;
const folders = /(?:^|\/)(?:(?:__)?mocks?(?:__)?|stubs?|playground|sandbox|dev-?server|test-?(?:utils?|server))\//i;

/** True for a server or script that runs on the machine of a developer or in tests only, by the names of its path. */
export function isDevelopment(file: FileContext): boolean {
  return isScript(file) || fileNames.test(file.path) || folders.test(file.path);
}
