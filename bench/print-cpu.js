/** Loaded before a program: prints what it took in all when it ends, workers included. CPU milliseconds, behind a mark. */
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`\ncpu ${Math.round((user + system) / 1e3)}\n`);
});
