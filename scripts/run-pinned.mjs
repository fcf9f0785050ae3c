// node scripts/run-pinned.mjs FILE [ARGUMENT…] runs FILE with the Node that belongs to this checkout.
import { runPinned } from './lib/pinned.mjs';

const args = process.argv.slice(2);
if (args.length === 0) {
  console.error('Usage: node scripts/run-pinned.mjs FILE [ARGUMENT…]');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await runPinned(args);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
