#!/usr/bin/env node
// Old versions of Node.js must be able to read this file, since it tells them that they are too old.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'faultline: Node.js ' + process.versions.node + ' is too old; install version 20.19 or a later one.\n',
  );
  process.exitCode = 2;
} else {
  import('../dist/main.js').then((program) => program.main(process.argv));
}
