import { apiFamilies } from './api-families.js';
import { documentFamilies } from './document-families.js';
import { resourceFamilies } from './resource-families.js';
import { stackFamilies } from './stack-families.js';
import { textFamilies } from './text-families.js';
import { workflowFamilies } from './workflow-families.js';
import type { Family } from './pieces.js';

/** All families of growing templates, by name. */
export const templateFamilies: Readonly<Record<string, Family>> = {
  ...textFamilies,
  ...stackFamilies,
  ...resourceFamilies,
  ...workflowFamilies,
  ...apiFamilies,
  ...documentFamilies,
};
