const MB = 1024 ** 2;
const GB = 1024 * MB;
const STEPS = [25 * MB, 50 * MB, 100 * MB, 250 * MB, 500 * MB, GB, 2 * GB, 5 * GB, 10 * GB];

/** A round limit, in bytes, that lets in a file of this size; undefined if that is more than anybody should send. */
export const nextLimit = (bytes: number): number | undefined => STEPS.find((step) => step >= bytes);
