import type { HandlerFact } from '../behaviour/handlers/types.js';
import type { SiteVerdict } from './define-check.js';

/** The handler of a verdict as a place of it, where it is in another file. */
export function handlerPlace(handler: HandlerFact | undefined): Pick<SiteVerdict, 'elsewhere'> {
  if (!handler?.elsewhere) return {};
  const message = handler.name === '' ? 'handler' : `handler ${handler.name}`;
  return { elsewhere: [{ ...handler.elsewhere, message }] };
}
