/** The folder that this bundle lies in, with the engine beside it. The bundles are CommonJS, so they know it. */
export const BUNDLE_FOLDER = __dirname;
