// Programs that some tests need and npm cannot bring: how each is called, found and installed, and which tests ask for it.
import { aptPackage, goPackage, npmPackage, unpackedDebianPackage } from './installers.mjs';

/**
 * @typedef {object} Tool
 * @property {string[]} commands names of the executable
 * @property {string} variable environment variable with the path of the executable; it goes before everything else
 * @property {import('./installers.mjs').Installer} installer
 * @property {string} usedBy
 * @property {boolean} [forUnitTests] the unit tests look for it, not only the tests inside VS Code
 */

/** @type {Record<string, Tool>} */
export const TOOLS = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    variable: 'CHROMIUM_PATH',
    installer: aptPackage('chromium'),
    usedBy: 'tests inside VS Code',
  },
  wrk: {
    commands: ['wrk'],
    variable: 'WRK_PATH',
    installer: aptPackage('wrk'),
    usedBy: 'tests of the runner wrk, and `npm run bench`',
    forUnitTests: true,
  },
  hey: {
    commands: ['hey'],
    variable: 'HEY_PATH',
    installer: aptPackage('hey'),
    usedBy: 'tests of the runner hey, and `npm run bench`',
    forUnitTests: true,
  },
  prometheus: {
    commands: ['prometheus'],
    variable: 'PROMETHEUS_PATH',
    // The installed package would start a service.
    installer: unpackedDebianPackage('prometheus', 'usr/bin/prometheus'),
    usedBy: 'tests that read metrics from Prometheus',
    forUnitTests: true,
  },
  artillery: {
    commands: ['artillery'],
    variable: 'ARTILLERY_PATH',
    // 470 packages, 470 MB: too much for everybody's `npm install`.
    installer: npmPackage('artillery', '2.0.34'),
    usedBy: 'tests of the runner artillery',
    forUnitTests: true,
  },
  k6: {
    commands: ['k6'],
    variable: 'K6_PATH',
    installer: goPackage('k6', 'go.k6.io/k6/v2', 'v2.2.0', '1.25'),
    usedBy: 'tests of the runner k6',
    forUnitTests: true,
  },
  'yaml-language-server': {
    commands: ['yaml-language-server'],
    variable: 'YAML_LANGUAGE_SERVER_PATH',
    installer: npmPackage('yaml-language-server', '2.0.0'),
    usedBy: '`npm run bench -- language`',
  },
};

export const TOOL_NAMES = Object.keys(TOOLS);

/** Tools that have to be there before the unit tests run. */
export const UNIT_TEST_TOOLS = TOOL_NAMES.filter((name) => TOOLS[name].forUnitTests);
