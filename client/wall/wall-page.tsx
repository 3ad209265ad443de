/** The page /wall. In: the address, which also says the scene (wall-scene.ts). A wall may be loaded anew at any time: nobody types on it. */
import { LivePage } from '../live-page.tsx';
import { wishOf } from './wall-scene.ts';
import { WallView } from './wall-view.tsx';

const always = () => true;
const wish = wishOf(window.location.search);

export function WallPage() {
  return (
    <LivePage isSafeMoment={always}>
      {({ viewer, onProfile }) => <WallView wish={wish} entered={viewer !== null} onProfile={onProfile} />}
    </LivePage>
  );
}
