import type { Format } from './format.js';
import { html } from './html.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

export type { Format, RenderOptions } from './format.js';

/** Every format by its name, in the order in which help lists them. */
export const formats: Readonly<Record<string, Format>> = { pretty, json, sarif, html, markdown, junit };
