import { agent } from './agent.js';
import { comment } from './comment.js';
import { compact } from './compact.js';
import { csv } from './csv.js';
import type { Format } from './format.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { html } from './html.js';
import { summary } from './job-summary.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';
import { wa } from './wa.js';

export type { Format, RenderOptions } from './format.js';

/** Every format by its name, in the order in which help lists them. */
export const formats: Readonly<Record<string, Format>> = {
  pretty,
  compact,
  json,
  sarif,
  html,
  markdown,
  junit,
  csv,
  github,
  summary,
  comment,
  gitlab,
  wa,
  agent,
};

/** Other names that formats go by. */
export const aliases: Readonly<Record<string, string>> = { codeclimate: 'gitlab', md: 'markdown', unix: 'compact' };
