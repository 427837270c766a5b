/**
 * Settings that cannot be used. The message has one line for each problem: which, where it was given, and
 * what would be right.
 */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}
