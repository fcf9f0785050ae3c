// A setup file of vitest. Property tests start from one seed, so that a commit that changes nothing fails nothing and a
// failure comes again on every machine. Other inputs are tried by `npm run soak -- properties`, where a find is news and
// does not stand in somebody's way; what it finds becomes a test of its own.
import fc from 'fast-check';

const USUAL_SEED = 20_260_101;

const chosen = process.env['HEADROOM_PROPERTY_SEED'];
const seed = chosen === undefined ? USUAL_SEED : Number(chosen);
if (!Number.isInteger(seed))
  throw new Error(`HEADROOM_PROPERTY_SEED is "${String(chosen)}"; it has to be a whole number.`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
