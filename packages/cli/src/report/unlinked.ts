import type { Unlinked } from '@faultline/catalog';
import { resourceName } from './place.js';

/** What people call a function without code, or a handler without function. */
export const nameOfUnlinked = (one: Unlinked): string =>
  'function' in one ? resourceName(one.function) : `${one.handler.file}#${one.handler.export}`;
