import { fileURLToPath } from 'node:url';

/** Root of the workspace. */
export const workspace = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
