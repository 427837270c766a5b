/** Joins class names; what is undefined or false is left out. */
export const cx = (...names: (string | undefined | false)[]): string => names.filter(Boolean).join(' ');
