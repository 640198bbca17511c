import { aiPrograms } from './ai.js';
import { collaborationPrograms } from './collaboration.js';
import { commercePrograms } from './commerce.js';
import { mailPrograms } from './mail.js';
import { notificationPrograms } from './notifications.js';
import { platformPrograms } from './platforms.js';
import type { Program } from './types.js';

export type { Program } from './types.js';

/** Every program, by family as in the tables. */
export const programs: readonly Program[] = [
  ...mailPrograms,
  ...notificationPrograms,
  ...commercePrograms,
  ...aiPrograms,
  ...platformPrograms,
  ...collaborationPrograms,
];
