import { aiPrograms } from './ai.js';
import { awsPrograms } from './aws.js';
import { collaborationPrograms } from './collaboration.js';
import { commercePrograms } from './commerce.js';
import { dataPrograms } from './data.js';
import { httpPrograms } from './http.js';
import { mailPrograms } from './mail.js';
import { modelPrograms } from './models.js';
import { notificationPrograms } from './notifications.js';
import { platformPrograms } from './platforms.js';
import { queuePrograms } from './queues.js';
import { servicePrograms } from './services.js';
import type { Program } from './types.js';

export type { Program } from './types.js';

/** Every program, by family as in the tables. */
export const programs: readonly Program[] = [
  ...httpPrograms,
  ...awsPrograms,
  ...dataPrograms,
  ...queuePrograms,
  ...servicePrograms,
  ...modelPrograms,
  ...mailPrograms,
  ...notificationPrograms,
  ...commercePrograms,
  ...aiPrograms,
  ...platformPrograms,
  ...collaborationPrograms,
];
