/** Thousands of tasks: comparing each with what it was would cost more than it saves. */
export const wholeBoard = { structuralSharing: false } as const;
