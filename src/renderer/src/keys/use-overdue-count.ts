/** How many keys are overdue for rotation, for the rail. */
export const useOverdueCount = (): number => 0
