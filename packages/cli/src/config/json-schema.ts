import { z } from 'zod';
import { configSchema } from './schema.js';

/** What a configuration may hold, as a JSON Schema. */
export function jsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
}
