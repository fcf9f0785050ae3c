// Written in the JavaScript of old Nodes, because its first job is to tell an old Node's owner what to do.
'use strict';

var fs = require('fs');
var path = require('path');

var MINIMUM = [22, 19];

function stop(message) {
  process.stderr.write('headroom: ' + message + '\n');
  process.exitCode = 2;
}

var version = process.version.replace(/^v/, '').split('.').map(Number);
var root = path.resolve(__dirname, '..');
// The language server is a bundle of its own; the command line beside it would only cost memory.
var isServer = process.argv[2] === 'lsp' && process.argv[3] === '--stdio' && process.argv.length === 4;
var bundle = path.join(root, 'dist', isServer ? 'server.js' : 'cli.js');

if (version[0] < MINIMUM[0] || (version[0] === MINIMUM[0] && version[1] < MINIMUM[1])) {
  stop(
    'Node ' +
      process.version +
      ' is too old, ' +
      MINIMUM.join('.') +
      ' or newer is needed. Run `npm install` in ' +
      root +
      ': it brings a fitting Node, which bin/headroom then uses.',
  );
} else if (!fs.existsSync(bundle)) {
  stop('the command line is not built yet. Run `npm install && npm run build` in ' + root + '.');
} else {
  require(bundle);
}
