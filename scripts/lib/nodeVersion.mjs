/** What the sources need at run time. The same number stands in package.json under `engines`. */
export const MINIMUM_NODE = '22.19.0';

/**
 * The remedy for a Node that is too old, or undefined when it will do.
 * @param {string} version such as `v24.1.0`
 * @returns {string | undefined}
 */
export function checkNodeVersion(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = MINIMUM_NODE.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return (
    `Node ${version} is too old: Headroom needs ${MINIMUM_NODE} or newer. ` +
    'Run `npm test` (or `npm run <script>`), which use the Node that `npm install` put into this checkout.'
  );
}
