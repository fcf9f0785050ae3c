export const toolsFolder: string;
export const executablesFolder: string;
