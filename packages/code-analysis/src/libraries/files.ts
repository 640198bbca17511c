/** Modules that reach the disk. Sources: the documentation of Node.js 24 (fs) and of fs-extra 11. */
export const fileModules: ReadonlySet<string> = new Set([
  'fs',
  'node:fs',
  'fs/promises',
  'node:fs/promises',
  'fs-extra',
  'graceful-fs',
]);

/** What a function does with a file, and the index of the argument that names it. */
export const fileFunctions: Readonly<Record<string, readonly ['write' | 'read' | 'test' | 'remove', number]>> = {
  writeFile: ['write', 0],
  appendFile: ['write', 0],
  createWriteStream: ['write', 0],
  outputFile: ['write', 0],
  outputJson: ['write', 0],
  outputJSON: ['write', 0],
  writeJson: ['write', 0],
  writeJSON: ['write', 0],
  copyFile: ['write', 1],
  copy: ['write', 1],
  cp: ['write', 1],
  move: ['write', 1],
  rename: ['write', 1],
  readFile: ['read', 0],
  createReadStream: ['read', 0],
  readJson: ['read', 0],
  readJSON: ['read', 0],
  exists: ['test', 0],
  access: ['test', 0],
  stat: ['test', 0],
  pathExists: ['test', 0],
  unlink: ['remove', 0],
  rm: ['remove', 0],
  rmdir: ['remove', 0],
  remove: ['remove', 0],
  emptyDir: ['remove', 0],
};

/** Methods of answers that send a file: `response.sendFile(path)`. Sources: express 5, fastify 5 (@fastify/static 8). */
export const sendMethods: ReadonlySet<string> = new Set(['sendFile', 'download', 'sendfile']);
