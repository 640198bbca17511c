import type { Format } from './format.js';
import { overview } from './markdown.js';

/** GitHub drops a job summary of more than 1,024 KiB whole; other commands of the step may have written some. */
const most = 1_000 * 1_024;

/** The page of a GitHub workflow run, appended to the file that GitHub names for it. */
export const summary: Format = {
  name: 'summary',
  extension: 'md',
  fileName: 'faultline-summary.md',
  mimeType: 'text/markdown',
  appendsTo: 'GITHUB_STEP_SUMMARY',
  render: (results, options) => overview(results, { most, sizeOf: (text) => Buffer.byteLength(text) }, options),
};
