import type { Format } from './format.js';
import { json } from './json.js';

export type { Format, RenderOptions } from './format.js';

/** Every format, in the order in which help lists them. */
export const formats: readonly Format[] = [json];
