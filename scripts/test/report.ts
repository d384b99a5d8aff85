/** What a test runner really ran: the same shape from every runner, written to a file and counted from there. */
export interface RunReport {
  files: FileReport[];
}

export interface FileReport {
  /** From the repository's root. */
  file: string;
  passed: number;
  /** What those that passed are called, with the groups that they are in: `group › test`. */
  titles: string[];
  /** Of a file that was run twice: the titles of the tests that failed at first, with what was said of each. */
  again?: string[];
  /** Titles of the tests that failed, with what was said of each, and errors outside of any test. */
  failed: string[];
  /** Titles of the tests that were skipped; none may be. */
  pending: string[];
}
