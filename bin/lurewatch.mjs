#!/usr/bin/env node
// Makes the installation complete, then runs a command. Plain JavaScript without a dependency, and without static
// imports, so that an old Node can still say that it is too old.
const wanted = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Lurewatch needs Node ${wanted.join('.')} or newer, and this is Node ${process.versions.node}: get a newer one from https://nodejs.org/ and start again.`,
  );
  process.exit(3);
}

import('./run-lurewatch.mjs')
  .then(({ runLurewatch }) => runLurewatch(process.argv.slice(2)))
  .then(
    // The last lines are written before the process ends.
    (code) => process.stdout.write('', () => process.exit(code)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
