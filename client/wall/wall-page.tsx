/** The page /wall. In: nothing but the address. A wall may be loaded anew at any time: nobody types on it. */
import { LivePage } from '../live-page.tsx';
import { WallView } from './wall-view.tsx';

const always = () => true;

export function WallPage() {
  return (
    <LivePage isSafeMoment={always}>
      {({ viewer, onProfile }) => <WallView entered={viewer !== null} onProfile={onProfile} />}
    </LivePage>
  );
}
