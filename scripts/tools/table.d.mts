import type { ToolName } from './find.mjs';

export interface Tool {
  commands: string[];
  variable: string;
  usedBy: string;
  forUnitTests?: boolean;
}
export const TOOLS: Record<ToolName, Tool>;
export const TOOL_NAMES: ToolName[];
export const UNIT_TEST_TOOLS: ToolName[];
