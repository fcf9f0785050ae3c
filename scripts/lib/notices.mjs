import fs from 'node:fs';
import path from 'node:path';

const LEGAL = /^(licen[cs]e|copying|notice|third[-_]?party[-_]?notices?)([-_.].*)?$/i;
const RULE = '='.repeat(80);

/**
 * Folders of the packages whose code is in the bundles, in order.
 * @param {{ outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }[]} metafiles of esbuild
 * @returns {string[]}
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((one) => Object.entries(one.inputs)),
  );
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => {
    // What was looked at and left out again is nobody's code in ours.
    const [folder] = bytesInOutput > 0 ? (/^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? []) : [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}

/**
 * The notices of packages, as their licences ask of who hands on their code. A package that does not say its licence is
 * an error: it must not be shipped by mistake.
 * @param {readonly string[]} folders
 * @returns {string}
 */
export function noticesOf(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const texts = fs
      .readdirSync(folder)
      .filter((file) => LEGAL.test(file) && fs.statSync(path.join(folder, file)).isFile())
      .sort()
      .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
    if (typeof license !== 'string' && texts.length === 0) throw new Error(`${folder} does not say its licence.`);
    const heading = [`${name} ${version}`, license].filter((text) => typeof text === 'string').join(', ');
    return [RULE, heading, RULE, ...texts].join('\n\n');
  });
  return [`Headroom contains code of these packages. Each stands under its own licence.`, ...parts, ''].join('\n\n');
}
