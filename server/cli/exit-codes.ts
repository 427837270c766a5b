/** The exit statuses of the command; 128 and more are signals. */
export const EXIT = { stopped: 0, failed: 1, settings: 2, port: 3, locked: 4 } as const;
