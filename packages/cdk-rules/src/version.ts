/** Version of this package; a constant, since a bundled app has no package.json beside it. */
export const version = '0.1.0';
