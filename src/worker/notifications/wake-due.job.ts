/** Wakes all whose time has come, whoever's they are. The queue of it. */
export const wakeDueQueue = 'notifications.wake-due';
