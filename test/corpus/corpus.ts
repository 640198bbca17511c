import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from '../support/paths.js';

const beside = join(dirname(workspace), 'shared', 'corpus');

/** Folder of labelled templates that nobody of this project wrote; undefined where it is not at hand. */
export const corpus: string | undefined = [process.env['FAULTLINE_CORPUS'] ?? beside].find((path) => existsSync(path));
