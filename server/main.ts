// The language server as a process of its own: the extension starts it, and so does `headroom lsp`, for any other editor.
// It talks on the transport that its command line names, and ends when its client says so or is gone.
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from './cancelled.ts';
import { serve } from './connection.ts';

serve(createConnection(ProposedFeatures.all, CONNECTION_OPTIONS));
