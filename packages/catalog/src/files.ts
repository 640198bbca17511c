/**
 * Reading and writing files of projects that nobody vouches for. It stands here since every other package does both.
 * @module
 */
export {
  isInside,
  largeFile,
  readBytes,
  readText,
  RefusedFile,
  smallFile,
  tryReadText,
  type ReadLimits,
} from './files/read-file.js';
export { replaceFile } from './files/write-file.js';
