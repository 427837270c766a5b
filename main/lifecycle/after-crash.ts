// What the process that follows one that crashed is told: whether the room was open. Then it opens again,
// also where a usual start leaves it closed.
const OPEN = '--room-was-open';

/** Its arguments, without the program. */
export function argumentsAfterCrash(argv: readonly string[], isOpen: boolean): string[] {
  const own = argv.slice(1).filter((word) => word !== OPEN);
  return isOpen ? [...own, OPEN] : own;
}

/** Whether the room opens now. `setting`: whether it does at a usual start */
export const opensRoom = (argv: readonly string[], setting: boolean): boolean =>
  setting || argv.includes(OPEN);
