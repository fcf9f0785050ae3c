export type ToolName = 'chromium' | 'wrk' | 'hey' | 'prometheus' | 'artillery' | 'k6';
export function findTool(name: ToolName): string | undefined;
export function missingToolRemedy(name: ToolName): string;
