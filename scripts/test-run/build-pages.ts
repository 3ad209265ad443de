/** Before the files that open a browser: builds the pages once, else two of them would build into one folder at the same time. */
import { buildClientIfOld } from '../demo/client-build.ts';

export default async function buildPages(): Promise<void> {
  await buildClientIfOld();
}
