/** The page /console: where the duty room, departments and leaders work. In: nothing but the address. */
import { LivePage } from '../live-page.tsx';
import { ConsoleView } from './console-view.tsx';

/** Whatever a person is writing is marked so; a reload for a newer version waits for it. */
const nothingUnsaved = () => document.querySelector('[data-unsaved]') === null;

export function ConsolePage() {
  return <LivePage isSafeMoment={nothingUnsaved}>{view => <ConsoleView {...view} />}</LivePage>;
}
