import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** LINE's own description is not ours to ship: it is looked for where somebody may have put it. */
export const LINE_DESCRIPTION_FOLDER = process.env.CHATLOOM_LINE_OPENAPI ?? resolve(__dirname, '../../../shared/line-openapi');
/** The files of it that describe calls. */
export const LINE_APIS = ['messaging-api', 'insight', 'manage-audience', 'channel-access-token'] as const;

/** Present only where the files are. */
export const hasLineDescription = [...LINE_APIS, 'webhook'].every((name) => existsSync(join(LINE_DESCRIPTION_FOLDER, `${name}.yml`)));

/** One line for whoever wonders why something was not counted. */
export function sayNotChecked(what: string): void {
  const folder = relative(process.cwd(), LINE_DESCRIPTION_FOLDER) || LINE_DESCRIPTION_FOLDER;
  // Not by `console`, which Jest prints with a stack around it.
  process.stderr.write(`Not checked: ${what}, because LINE's description is not in ${folder} (set CHATLOOM_LINE_OPENAPI).\n`);
}
