// The language server as a process of its own, as the extension starts it. `headroom lsp` calls startServer itself.
import { startServer } from './main.ts';

startServer();
