/** Which files are run once more because something failed in them, and what their two runs come to. */
import type { FileReport, RunReport } from './report.ts';

/** So many files with a failure are a busy machine's in a run of hundreds of tests; more are no accident. */
const FEW = 3;

/** The files that get a second try; none when too many failed. */
export function worthASecondTry({ files }: RunReport): string[] {
  const failed = files.filter((file) => file.failed.length > 0).map(({ file }) => file);
  return failed.length > FEW ? [] : failed;
}

/** The first run's report with those files as they were at the second try, and what had failed at the first. */
export function withSecondTry(first: RunReport, second: RunReport): RunReport {
  const tried = new Map(second.files.map((file) => [file.file, file]));
  return {
    files: first.files.map((file): FileReport => {
      const again = file.failed.length > 0 ? tried.get(file.file) : undefined;
      return again ? { ...again, again: file.failed } : file;
    }),
  };
}
