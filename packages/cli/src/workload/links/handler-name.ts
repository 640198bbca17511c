/** The module and the exported name that the `Handler` of a Node.js function means. */
export interface HandlerName {
  /** Path of the module within the code, without its ending: `src/orders/app`. */
  readonly module: string;
  readonly export: string;
}

/**
 * Reads a `Handler` as the runtime does: in the last part of the path, the module ends at the first dot (aws-lambda-nodejs
 * runtime client, `UserFunction.js`: `^([^.]*)\.(.*)$`).
 */
export function readHandlerName(handler: string): HandlerName | undefined {
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  const name = handler.slice(dot + 1);
  if (dot < 0 || dot === slash || name === '') return undefined;
  return { module: handler.slice(0, dot).replace(/^\.\//, ''), export: name };
}

/** Variables in which wrappers of monitoring layers keep the handler that they call. */
const wrappedHandlers = ['DD_LAMBDA_HANDLER', 'NEW_RELIC_LAMBDA_HANDLER', 'LUMIGO_ORIGINAL_HANDLER'] as const;

/** The handler that runs in the end, where the written one is a wrapper from a layer. */
export function innerHandler(handler: string, variable: (name: string) => string | undefined): string {
  const inner = wrappedHandlers.map(variable).find((one) => one !== undefined);
  return inner ?? handler;
}
