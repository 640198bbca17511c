import { proposeAnswers } from '../well-architected/proposal.js';
import { json } from './escape.js';
import type { Format } from './format.js';

/** Answers for the AWS Well-Architected Tool, as `faultline wa --format json` writes them. */
export const wa: Format = {
  name: 'wa',
  extension: 'json',
  fileName: 'faultline-wa.json',
  mimeType: 'application/json',
  render: (results) => `${json(proposeAnswers(results))}\n`,
};
